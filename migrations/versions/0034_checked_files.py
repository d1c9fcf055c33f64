"""files that were read through when they were handed in

Revision ID: 0034
Revises: 0033
Create Date: 2026-11-30 18:58:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0034'
down_revision = '0033'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('stored_file', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('is_checked', sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    # Papers that were printed here and photos that were drawn anew need no check.
    file = sa.table('stored_file', sa.column('id'), sa.column('is_checked', sa.Boolean))
    document = sa.table('document', sa.column('file_id'))
    photo = sa.table('visit_file', sa.column('file_id'), sa.column('kind'))
    printed = sa.select(document.c.file_id).where(document.c.file_id.is_not(None))
    drawn = sa.select(photo.c.file_id).where(photo.c.kind == 'photo')
    own = sa.or_(file.c.id.in_(printed), file.c.id.in_(drawn))
    op.execute(sa.update(file).where(own).values(is_checked=sa.true()))


def downgrade():
    with op.batch_alter_table('stored_file', schema=None) as batch_op:
        batch_op.drop_column('is_checked')

"""tablet changes

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-25 21:50:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('tablet_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('visit_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('row_id', sa.Integer(), nullable=True),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_tablet_change_user_id')),
    sa.ForeignKeyConstraint(['visit_id'], ['visit.id'], name=op.f('fk_tablet_change_visit_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tablet_change')),
    sa.UniqueConstraint('user_id', 'key', name=op.f('uq_tablet_change_user_id_key'))
    )
    with op.batch_alter_table('tablet_change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tablet_change_visit_id'), ['visit_id'], unique=False)


def downgrade():
    # What tablets sent stays in the rows it changed; only how often it was sent is forgotten.
    with op.batch_alter_table('tablet_change', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_tablet_change_visit_id'))

    op.drop_table('tablet_change')

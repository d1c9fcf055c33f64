"""what changes do

Revision ID: 0013
Revises: 0012
Create Date: 2026-11-29 22:40:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.add_column(sa.Column('effect', sa.JSON(), nullable=True))
        batch_op.add_column(
            sa.Column('undecided', sa.JSON(), server_default='[]', nullable=False)
        )
        batch_op.add_column(sa.Column('told_at', sa.DateTime(timezone=True), nullable=True))
    # Whose day had come before anybody was told of it, tells nobody now.
    op.execute(
        sa.text('UPDATE change SET told_at = recorded_at WHERE id NOT IN ('
                'SELECT change.id FROM change JOIN issuer ON issuer.id = change.issuer_id '
                'WHERE issuer.next_change_on IS NOT NULL AND change."on" >= issuer.next_change_on)')
    )


def downgrade():
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.drop_column('told_at')
        batch_op.drop_column('undecided')
        batch_op.drop_column('effect')

"""what a tablet sent by a key

Revision ID: 0030
Revises: 0029
Create Date: 2026-11-30 14:45:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0030'
down_revision = '0029'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('tablet_change', schema=None) as batch_op:
        batch_op.add_column(sa.Column('digest', sa.String(), nullable=True))


def downgrade():
    with op.batch_alter_table('tablet_change', schema=None) as batch_op:
        batch_op.drop_column('digest')

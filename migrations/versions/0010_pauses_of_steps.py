"""pauses of steps

Revision ID: 0010
Revises: 0009
Create Date: 2026-11-29 22:50:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade():
    # A step resumed before kept no pause: its hours go on telling its minutes.
    with op.batch_alter_table('step_run', schema=None) as batch_op:
        batch_op.add_column(sa.Column('pauses', sa.JSON(), server_default='[]', nullable=False))


def downgrade():
    with op.batch_alter_table('step_run', schema=None) as batch_op:
        batch_op.drop_column('pauses')

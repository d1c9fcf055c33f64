"""hours of a session that are in doubt

Revision ID: 0031
Revises: 0030
Create Date: 2026-11-30 18:40:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0031'
down_revision = '0030'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('step_run', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('is_doubtful', sa.Boolean(), server_default=sa.false(), nullable=False)
        )


def downgrade():
    with op.batch_alter_table('step_run', schema=None) as batch_op:
        batch_op.drop_column('is_doubtful')

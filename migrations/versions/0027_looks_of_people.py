"""size of text and colours, as each person chose them; whom to ask about accounts

Revision ID: 0027
Revises: 0025
Create Date: 2026-11-30 07:40:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0027'
down_revision = '0025'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('user', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('text_size', sa.String(), server_default='normal', nullable=False)
        )
        batch_op.add_column(sa.Column('theme', sa.String(), server_default='auto', nullable=False))
    with op.batch_alter_table('issuer', schema=None) as batch_op:
        batch_op.add_column(sa.Column('help_contact', sa.String(), server_default='', nullable=False))


def downgrade():
    with op.batch_alter_table('issuer', schema=None) as batch_op:
        batch_op.drop_column('help_contact')
    with op.batch_alter_table('user', schema=None) as batch_op:
        batch_op.drop_column('theme')
        batch_op.drop_column('text_size')

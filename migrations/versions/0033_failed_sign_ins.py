"""sign-ins that failed; until when an administrator's code holds

Revision ID: 0033
Revises: 0032
Create Date: 2026-11-30 18:50:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0033'
down_revision = '0032'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'failed_sign_in',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('account', sa.String(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=True),
        sa.Column('address', sa.String(), nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('holds_account', sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column('holds_address', sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_failed_sign_in_user_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_failed_sign_in')),
    )
    with op.batch_alter_table('failed_sign_in', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_failed_sign_in_account'), ['account'], unique=False)
        batch_op.create_index(batch_op.f('ix_failed_sign_in_address'), ['address'], unique=False)
        batch_op.create_index(batch_op.f('ix_failed_sign_in_user_id'), ['user_id'], unique=False)
    with op.batch_alter_table('user', schema=None) as batch_op:
        batch_op.add_column(sa.Column('code_until', sa.DateTime(timezone=True), nullable=True))


def downgrade():
    with op.batch_alter_table('user', schema=None) as batch_op:
        batch_op.drop_column('code_until')
    op.drop_table('failed_sign_in')

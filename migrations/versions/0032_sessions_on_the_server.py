"""sessions on the server

Revision ID: 0032
Revises: 0031
Create Date: 2026-11-30 18:45:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0032'
down_revision = '0031'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'signed_in',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('secret_hash', sa.String(), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('last_seen_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('address', sa.String(), nullable=False),
        sa.Column('browser', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_signed_in_user_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_signed_in')),
        sa.UniqueConstraint('secret_hash', name=op.f('uq_signed_in_secret_hash')),
    )
    with op.batch_alter_table('signed_in', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_signed_in_user_id'), ['user_id'], unique=False)


def downgrade():
    op.drop_table('signed_in')

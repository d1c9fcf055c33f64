"""what a person removed and can bring back

Revision ID: 0028
Revises: 0027
Create Date: 2026-11-30 11:00:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'removed_row',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('fields', sa.JSON(), nullable=False),
        sa.Column('removed_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_removed_row_user_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_removed_row')),
    )
    with op.batch_alter_table('removed_row', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_removed_row_user_id'), ['user_id'], unique=False)


def downgrade():
    with op.batch_alter_table('removed_row', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_removed_row_user_id'))
    op.drop_table('removed_row')

"""open words: an hour told later, texts of another year in a plan

Revision ID: 0008
Revises: 0007
Create Date: 2026-11-29 22:50:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('meeting') as batch_op:
        batch_op.add_column(
            sa.Column('is_hour_later', sa.Boolean(), server_default=sa.text('false'), nullable=False)
        )
    with op.batch_alter_table('plan') as batch_op:
        batch_op.add_column(sa.Column('begun_from', sa.String(), server_default='', nullable=False))
    op.create_table('looked_at',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('confirmed_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['confirmed_by_id'], ['user.id'], name=op.f('fk_looked_at_confirmed_by_id_user')),
    sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_looked_at_plan_id_plan'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_looked_at')),
    sa.UniqueConstraint('plan_id', 'place', name=op.f('uq_looked_at_plan_id_place'))
    )
    op.create_index(op.f('ix_looked_at_plan_id'), 'looked_at', ['plan_id'], unique=False)


def downgrade():
    op.drop_index(op.f('ix_looked_at_plan_id'), table_name='looked_at')
    op.drop_table('looked_at')
    with op.batch_alter_table('plan') as batch_op:
        batch_op.drop_column('begun_from')
    with op.batch_alter_table('meeting') as batch_op:
        batch_op.drop_column('is_hour_later')

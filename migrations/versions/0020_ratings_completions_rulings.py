"""contents rated in one press, why none is lacking; completed with a reason; rulings on recommendations

Revision ID: 0020
Revises: 0019
Create Date: 2026-11-30 02:20:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('finding', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('why_none', sa.String(), server_default='', nullable=False)
        )
        batch_op.add_column(
            sa.Column('filled_at', sa.DateTime(timezone=True), nullable=True)
        )
    op.create_table(
        'completion',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('visit_id', sa.Integer(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('lacking', sa.String(), nullable=False),
        sa.Column('reason', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ['visit_id'], ['visit.id'], name=op.f('fk_completion_visit_id'), ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_completion_user_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_completion')),
    )
    with op.batch_alter_table('completion', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_completion_visit_id'), ['visit_id'], unique=False)
    with op.batch_alter_table('recommendation', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True)
        )
    op.create_table(
        'ruling',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('recommendation_id', sa.Integer(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('before', sa.String(), nullable=False),
        sa.Column('after', sa.String(), nullable=False),
        sa.Column('reason', sa.String(), nullable=False),
        sa.Column('agreed_by', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ['recommendation_id'], ['recommendation.id'],
            name=op.f('fk_ruling_recommendation_id'),
        ),
        sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_ruling_user_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_ruling')),
    )
    with op.batch_alter_table('ruling', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_ruling_recommendation_id'), ['recommendation_id'], unique=False
        )


def downgrade():
    op.drop_table('ruling')
    op.drop_table('completion')
    for table, names in (('recommendation', ('closed_at',)), ('finding', ('filled_at', 'why_none'))):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in names:
                batch_op.drop_column(name)

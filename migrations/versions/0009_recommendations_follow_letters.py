"""recommendations follow letters

Revision ID: 0009
Revises: 0008
Create Date: 2026-11-29 23:00:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('rewording',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('recommendation_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('column', sa.String(), nullable=False),
    sa.Column('before', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['recommendation_id'], ['recommendation.id'], name=op.f('fk_rewording_recommendation_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_rewording_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rewording'))
    )
    with op.batch_alter_table('rewording', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rewording_recommendation_id'), ['recommendation_id'], unique=False)


def downgrade():
    # The recommendations stay as they were put last; only how they were before is forgotten.
    with op.batch_alter_table('rewording', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_rewording_recommendation_id'))

    op.drop_table('rewording')

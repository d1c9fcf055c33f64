"""unsent forms

Revision ID: 0023
Revises: 0021
Create Date: 2026-11-30 02:20:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0023'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'unsent_form',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('path', sa.String(), nullable=False),
        sa.Column('fields', sa.JSON(), nullable=False),
        sa.Column('file_names', sa.JSON(), nullable=False),
        sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_unsent_form_user_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_unsent_form')),
    )
    with op.batch_alter_table('unsent_form', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unsent_form_user_id'), ['user_id'], unique=False)


def downgrade():
    with op.batch_alter_table('unsent_form', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_unsent_form_user_id'))
    op.drop_table('unsent_form')

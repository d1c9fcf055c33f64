"""what bodies that ended owed is closed by a reason

Revision ID: 0025
Revises: 0023
Create Date: 2026-11-30 06:50:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0025'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('milestone', schema=None) as batch_op:
        batch_op.add_column(sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        'closing',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('milestone_id', sa.Integer(), nullable=False),
        sa.Column('closed_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('closed_by_id', sa.Integer(), nullable=False),
        sa.Column('reason', sa.String(), nullable=False),
        sa.Column('agreed_by', sa.String(), server_default='', nullable=False),
        sa.Column('reopened_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('reopened_by_id', sa.Integer(), nullable=True),
        sa.Column('reopen_reason', sa.String(), server_default='', nullable=False),
        sa.Column('issuer_id', sa.Integer(), nullable=False),
        sa.Column('organization_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['milestone_id'], ['milestone.id'],
            name=op.f('fk_closing_milestone_id'), ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(['closed_by_id'], ['user.id'], name=op.f('fk_closing_closed_by_id')),
        sa.ForeignKeyConstraint(
            ['reopened_by_id'], ['user.id'], name=op.f('fk_closing_reopened_by_id')
        ),
        sa.ForeignKeyConstraint(['issuer_id'], ['issuer.id'], name=op.f('fk_closing_issuer_id')),
        sa.ForeignKeyConstraint(
            ['organization_id'], ['organization.id'], name=op.f('fk_closing_organization_id')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_closing')),
    )
    with op.batch_alter_table('closing', schema=None) as batch_op:
        for name in ('issuer_id', 'milestone_id', 'organization_id'):
            batch_op.create_index(batch_op.f(f'ix_closing_{name}'), [name], unique=False)


def downgrade():
    # What was closed is owed again by what went before: it knows no other way.
    with op.batch_alter_table('closing', schema=None) as batch_op:
        for name in ('organization_id', 'milestone_id', 'issuer_id'):
            batch_op.drop_index(batch_op.f(f'ix_closing_{name}'))
    op.drop_table('closing')
    with op.batch_alter_table('milestone', schema=None) as batch_op:
        batch_op.drop_column('closed_at')

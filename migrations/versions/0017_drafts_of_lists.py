"""drafts of lists that are being typed; which meetings a committee proposes

Revision ID: 0017
Revises: 0016
Create Date: 2026-11-30 02:30:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'notice_draft',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('assignment_id', sa.Integer(), nullable=False),
        sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('saved_by_id', sa.Integer(), nullable=False),
        sa.Column('amends', sa.String(), server_default='', nullable=False),
        sa.Column('came_on', sa.String(), server_default='', nullable=False),
        sa.Column('symbol', sa.String(), server_default='', nullable=False),
        sa.Column('meetings', sa.Integer(), nullable=False),
        sa.Column('rows', sa.JSON(), nullable=False),
        sa.Column('version', sa.Integer(), server_default='1', nullable=False),
        sa.Column('issuer_id', sa.Integer(), nullable=False),
        sa.Column('organization_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['assignment_id'], ['assignment.id'],
            name=op.f('fk_notice_draft_assignment_id'), ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['saved_by_id'], ['user.id'], name=op.f('fk_notice_draft_saved_by_id')
        ),
        sa.ForeignKeyConstraint(
            ['issuer_id'], ['issuer.id'], name=op.f('fk_notice_draft_issuer_id')
        ),
        sa.ForeignKeyConstraint(
            ['organization_id'], ['organization.id'],
            name=op.f('fk_notice_draft_organization_id'),
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_notice_draft')),
        sa.UniqueConstraint(
            'assignment_id', 'organization_id',
            name=op.f('uq_notice_draft_assignment_id_organization_id'),
        ),
    )
    with op.batch_alter_table('notice_draft', schema=None) as batch_op:
        for name in ('issuer_id', 'organization_id'):
            batch_op.create_index(batch_op.f(f'ix_notice_draft_{name}'), [name], unique=False)
    op.add_column(
        'meeting',
        sa.Column('is_proposed', sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def downgrade():
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.drop_column('is_proposed')
    with op.batch_alter_table('notice_draft', schema=None) as batch_op:
        for name in ('organization_id', 'issuer_id'):
            batch_op.drop_index(batch_op.f(f'ix_notice_draft_{name}'))
    op.drop_table('notice_draft')

"""why a visit goes without a score, and syntheses of any span

Revision ID: 0011
Revises: 0010
Create Date: 2026-11-29 22:50:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('visit', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('unscored_reason', sa.String(), server_default='', nullable=False)
        )
    _create_syntheses()


def _create_syntheses():
    op.create_table(
        'synthesis',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('from_on', sa.Date(), nullable=False),
        sa.Column('to_on', sa.Date(), nullable=False),
        sa.Column('recipient', sa.String(), server_default='', nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
        sa.Column('issuer_id', sa.Integer(), nullable=False),
        sa.Column('organization_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['issuer_id'], ['issuer.id'], name=op.f('fk_synthesis_issuer_id')
        ),
        sa.ForeignKeyConstraint(
            ['organization_id'], ['organization.id'], name=op.f('fk_synthesis_organization_id')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_synthesis')),
    )
    with op.batch_alter_table('synthesis', schema=None) as batch_op:
        for column in ('issuer_id', 'organization_id'):
            batch_op.create_index(batch_op.f(f'ix_synthesis_{column}'), [column], unique=False)
    op.create_table(
        'synthesis_plan',
        sa.Column('synthesis_id', sa.Integer(), nullable=False),
        sa.Column('plan_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['plan_id'], ['plan.id'], name=op.f('fk_synthesis_plan_plan_id')
        ),
        sa.ForeignKeyConstraint(
            ['synthesis_id'], ['synthesis.id'], name=op.f('fk_synthesis_plan_synthesis_id')
        ),
        sa.PrimaryKeyConstraint('synthesis_id', 'plan_id', name=op.f('pk_synthesis_plan')),
    )


def downgrade():
    # A report on a span that is out stays as it is; nothing is composed from its span any more.
    op.drop_table('synthesis_plan')
    op.drop_table('synthesis')
    with op.batch_alter_table('visit', schema=None) as batch_op:
        batch_op.drop_column('unscored_reason')

"""assignments that were given together; by when committees have plans of their own; who
of both levels is to be at a visit

Revision ID: 0019
Revises: 0017
Create Date: 2026-11-30 02:30:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0019'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('assignment_batch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['made_by_id'], ['user.id'], name=op.f('fk_assignment_batch_made_by_id')),
    sa.ForeignKeyConstraint(
        ['plan_id'], ['plan.id'], name=op.f('fk_assignment_batch_plan_id'), ondelete='CASCADE'
    ),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignment_batch'))
    )
    with op.batch_alter_table('assignment_batch', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_assignment_batch_plan_id'), ['plan_id'], unique=False)
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('batch_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f('fk_assignment_batch_id'), 'assignment_batch', ['batch_id'], ['id'],
            ondelete='SET NULL',
        )
        batch_op.create_index(batch_op.f('ix_assignment_batch_id'), ['batch_id'], unique=False)
    with op.batch_alter_table('plan', schema=None) as batch_op:
        batch_op.add_column(sa.Column('own_plan_on', sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column('own_plan_rule', sa.String(), server_default='', nullable=False)
        )
    op.create_table('attendee',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('visit_id', sa.Integer(), nullable=False),
    sa.Column('side', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('position', sa.String(), server_default='', nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('answer', sa.String(), server_default='', nullable=False),
    sa.Column('substitute', sa.String(), server_default='', nullable=False),
    sa.Column('reason', sa.String(), server_default='', nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by_id', sa.Integer(), nullable=True),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.ForeignKeyConstraint(['answered_by_id'], ['user.id'], name=op.f('fk_attendee_answered_by_id')),
    sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_attendee_user_id')),
    sa.ForeignKeyConstraint(
        ['visit_id'], ['visit.id'], name=op.f('fk_attendee_visit_id'), ondelete='CASCADE'
    ),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendee'))
    )
    with op.batch_alter_table('attendee', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attendee_user_id'), ['user_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_attendee_visit_id'), ['visit_id'], unique=False)


def downgrade():
    op.drop_table('attendee')
    # What was never written is there for its due day alone; both go.
    op.execute("DELETE FROM milestone WHERE kind = 'own_plan'")
    op.execute(
        "DELETE FROM committee_plan WHERE symbol = '' AND note = '' AND issued_on IS NULL "
        "AND spread_on IS NULL AND file_id IS NULL"
    )
    with op.batch_alter_table('plan', schema=None) as batch_op:
        batch_op.drop_column('own_plan_rule')
        batch_op.drop_column('own_plan_on')
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_assignment_batch_id'))
        batch_op.drop_constraint(batch_op.f('fk_assignment_batch_id'), type_='foreignkey')
        batch_op.drop_column('batch_id')
    op.drop_table('assignment_batch')

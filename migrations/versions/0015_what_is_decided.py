"""publications of a month; that nobody goes is somebody's decision; clashes that were accepted

Revision ID: 0015
Revises: 0014
Create Date: 2026-11-30 02:20:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'calendar_step',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('calendar_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('action', sa.String(), nullable=False),
        sa.Column('said', sa.String(), server_default='', nullable=False),
        sa.ForeignKeyConstraint(
            ['calendar_id'], ['monthly_calendar.id'], name=op.f('fk_calendar_step_calendar_id')
        ),
        sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_calendar_step_user_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_step')),
    )
    with op.batch_alter_table('calendar_step', schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f('ix_calendar_step_calendar_id'), ['calendar_id'], unique=False
        )
    op.create_table(
        'accepted_clash',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('first_id', sa.Integer(), nullable=False),
        sa.Column('first_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('second_id', sa.Integer(), nullable=False),
        sa.Column('second_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('accepted_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('accepted_by_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_accepted_clash_user_id')),
        sa.ForeignKeyConstraint(
            ['first_id'], ['visit.id'], name=op.f('fk_accepted_clash_first_id'), ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(
            ['second_id'], ['visit.id'], name=op.f('fk_accepted_clash_second_id'),
            ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(
            ['accepted_by_id'], ['user.id'], name=op.f('fk_accepted_clash_accepted_by_id')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_accepted_clash')),
    )
    with op.batch_alter_table('accepted_clash', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_accepted_clash_user_id'), ['user_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_accepted_clash_first_id'), ['first_id'], unique=False)
        batch_op.create_index(
            batch_op.f('ix_accepted_clash_second_id'), ['second_id'], unique=False
        )
    connection = op.get_bind()
    # Of a month that was published every unit was told "không bố trí dự" of the rest: so it stands.
    connection.execute(sa.text("""
        INSERT INTO hand_choice (calendar_id, meeting_id, user_id)
        SELECT monthly_calendar.id, meeting.id, NULL
        FROM meeting
        JOIN notice ON notice.id = meeting.notice_id
        JOIN assignment ON assignment.id = notice.assignment_id
        JOIN monthly_calendar ON monthly_calendar.activity_id = assignment.activity_id
            AND monthly_calendar.month = assignment.month
        WHERE monthly_calendar.published_at IS NOT NULL
            AND meeting.answered_at IS NOT NULL AND meeting.cancelled_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM visit WHERE visit.meeting_id = meeting.id
                AND visit.cancelled_at IS NULL)
            AND NOT EXISTS (SELECT 1 FROM hand_choice AS known
                WHERE known.meeting_id = meeting.id)
    """))
    connection.execute(sa.text("""
        INSERT INTO calendar_step (calendar_id, at, user_id, action, said)
        SELECT id, published_at, published_by_id, 'published', ''
        FROM monthly_calendar WHERE published_at IS NOT NULL AND published_by_id IS NOT NULL
    """))


def downgrade():
    with op.batch_alter_table('accepted_clash', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_accepted_clash_second_id'))
        batch_op.drop_index(batch_op.f('ix_accepted_clash_first_id'))
        batch_op.drop_index(batch_op.f('ix_accepted_clash_user_id'))
    op.drop_table('accepted_clash')
    with op.batch_alter_table('calendar_step', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_calendar_step_calendar_id'))
    op.drop_table('calendar_step')

"""one engine for what is due

Milestones keep since when they are known, and are numbered where something is due again. By when a
meeting had to be told moves from the meeting's own row to a milestone.

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-29 20:00:00

"""
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
MOMENT = sa.DateTime(timezone=True)
KIND, ABOUT = "meeting_notice", "meeting"
BATCH = 500

milestone = sa.table(
    "milestone",
    sa.column("id", sa.Integer),
    sa.column("issuer_id", sa.Integer),
    sa.column("organization_id", sa.Integer),
    sa.column("plan_id", sa.Integer),
    sa.column("kind", sa.String),
    sa.column("label", sa.String),
    sa.column("owner", sa.String),
    sa.column("subject_kind", sa.String),
    sa.column("subject_id", sa.Integer),
    sa.column("sequence", sa.Integer),
    sa.column("rule", sa.String),
    sa.column("anchor_on", sa.Date),
    sa.column("due_at", MOMENT),
    sa.column("known_from", sa.Date),
    sa.column("is_impossible", sa.Boolean),
    sa.column("done_at", MOMENT),
    sa.column("done_by", sa.String),
)


def upgrade():
    with op.batch_alter_table('milestone', schema=None) as batch_op:
        batch_op.add_column(sa.Column('known_from', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('sequence', sa.Integer(), nullable=False, server_default='1'))
        batch_op.drop_constraint(batch_op.f('uq_milestone_kind_subject_kind_subject_id'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_milestone_kind_subject_kind_subject_id_sequence'), ['kind', 'subject_kind', 'subject_id', 'sequence'])

    _know_from_issue()
    _move_due_days()
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.drop_column('due_on')


def downgrade():
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.add_column(sa.Column('due_on', sa.Date(), nullable=True))

    _move_back_due_days()
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.alter_column('due_on', existing_type=sa.Date(), nullable=False)

    # Of what was due more than once the last is kept, as it was before: one row a thing.
    op.execute(
        "DELETE FROM milestone WHERE EXISTS (SELECT 1 FROM milestone later"
        " WHERE later.kind = milestone.kind AND later.subject_kind = milestone.subject_kind"
        " AND later.subject_id = milestone.subject_id AND later.sequence > milestone.sequence)"
    )
    with op.batch_alter_table('milestone', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_milestone_kind_subject_kind_subject_id_sequence'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_milestone_kind_subject_kind_subject_id'), ['kind', 'subject_kind', 'subject_id'])
        batch_op.drop_column('sequence')
        batch_op.drop_column('known_from')


def _know_from_issue():
    """What a plan made due is known since the plan went out, where that agrees with its flag."""
    connection, issued = op.get_bind(), _issued()
    rows = connection.execute(
        sa.select(milestone.c.id, milestone.c.plan_id, milestone.c.due_at, milestone.c.is_impossible)
        .where(milestone.c.plan_id.in_(list(issued)))
    ).all()
    for row in rows:
        since = issued[row.plan_id]
        if (_local(row.due_at).date() < since) == bool(row.is_impossible):
            connection.execute(
                milestone.update().where(milestone.c.id == row.id).values(known_from=since)
            )


def _move_due_days():
    """Give each meeting of a list a milestone: by when it had to be told, and when it was."""
    connection, issued = op.get_bind(), _issued()
    rows = connection.execute(
        sa.text(
            "SELECT meeting.id, meeting.issuer_id, meeting.starts_at, meeting.received_on,"
            " meeting.due_on, notice.id AS notice_id, notice.organization_id,"
            " assignment.month, activity.plan_id, duty.rule, duty.anchor, duty.fixed_on"
            " FROM meeting"
            " JOIN notice ON notice.id = meeting.notice_id"
            " JOIN assignment ON assignment.id = notice.assignment_id"
            " JOIN activity ON activity.id = assignment.activity_id"
            " LEFT JOIN duty ON duty.activity_id = activity.id AND duty.kind = 'notice'"
            " ORDER BY meeting.id"
        ).columns(
            starts_at=MOMENT, received_on=sa.Date, due_on=sa.Date, month=sa.Date, fixed_on=sa.Date
        )
    ).all()
    for number in range(0, len(rows), BATCH):
        connection.execute(
            milestone.insert(),
            [_by_when(row, issued.get(row.plan_id)) for row in rows[number:number + BATCH]],
        )


def _by_when(row, since):
    day = _local(row.starts_at).date()
    return {
        "issuer_id": row.issuer_id,
        "organization_id": row.organization_id,
        "plan_id": row.plan_id,
        "kind": KIND,
        "label": f"Báo cuộc họp ngày {day:%d/%m/%Y}",
        "owner": "unit",
        "subject_kind": ABOUT,
        "subject_id": row.id,
        "sequence": 1,
        "rule": row.rule or "on the day",
        "anchor_on": _anchor(row, day),
        "due_at": _at(row.due_on, time(23, 59, 59, 999999)),
        "known_from": since,
        "is_impossible": since is not None and row.due_on < since,
        "done_at": _at(row.received_on, time()),
        "done_by": "",
    }


def _anchor(row, day):
    """From which day the rule counts, as it was when the meeting was told."""
    days = {"fixed": row.fixed_on, "month": row.month, "visit": row.month}
    if row.month is not None:
        days["month_before"] = (row.month - timedelta(days=1)).replace(day=1)
        days["month_after"] = (row.month + timedelta(days=31)).replace(day=1)
    return days.get(row.anchor) or day


def _move_back_due_days():
    connection = op.get_bind()
    rows = connection.execute(
        sa.select(milestone.c.subject_id, milestone.c.due_at)
        .where(milestone.c.kind == KIND, milestone.c.subject_kind == ABOUT)
        .order_by(milestone.c.sequence)
    ).all()
    meeting = sa.table("meeting", sa.column("id", sa.Integer), sa.column("due_on", sa.Date))
    for row in rows:
        connection.execute(
            meeting.update()
            .where(meeting.c.id == row.subject_id)
            .values(due_on=_local(row.due_at).date())
        )
    # A session of a round has no day to be told by: that is the day it was.
    op.execute("UPDATE meeting SET due_on = received_on WHERE due_on IS NULL")
    connection.execute(milestone.delete().where(milestone.c.kind == KIND))


def _issued():
    """Return the day each plan first went out."""
    rows = op.get_bind().execute(
        sa.text(
            "SELECT subject_id, MIN(issued_on) AS since FROM document"
            " WHERE kind = 'plan' AND subject_kind = 'plan' AND issued_at IS NOT NULL"
            " GROUP BY subject_id"
        ).columns(since=sa.Date)
    )
    return {row.subject_id: row.since for row in rows}


def _local(moment):
    # SQLite gives moments back without their zone: they are kept in UTC.
    return (moment.replace(tzinfo=moment.tzinfo or ZoneInfo("UTC"))).astimezone(LOCAL)


def _at(day, hour):
    return datetime.combine(day, hour, LOCAL).astimezone(ZoneInfo("UTC"))

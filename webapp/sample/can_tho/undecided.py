"""August after it was published: a list that came late, an illness, a meeting that moved.

What of them is to be decided stays open on the training day, to be tried.
"""

from collections.abc import Iterator
from datetime import date, time
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.grassroots.kinds import GRASSROOTS
from webapp.grassroots.queries.month import MonthRecord
from webapp.grassroots.services import assigning, wishes
from webapp.notices import services as notices
from webapp.notices.facts import Row
from webapp.notices.models import REGULAR, Meeting, Notice
from webapp.plans.models import Activity, Assignment
from webapp.sample.can_tho.calendars import assignments_of, branches_of
from webapp.sample.can_tho.plan import YEAR
from webapp.sample.can_tho.visiting import load_activity
from webapp.sample.living import Event, at
from webapp.visits.models import TeamMember, Visit

AUGUST = date(YEAR, 8, 1)
LATE_UNION = 38  # had sent nothing for August
LATE_DAYS = ((27, time(8)), (28, time(14)))


def events(plan_id: int, people: dict[str, User], offices: list[User]) -> Iterator[Event]:
    """Yield what happened in the days before the training day, each at its hour."""
    yield at(date(YEAR, 8, 12), 14), 0, partial(_send_another, plan_id, people["ct-kehoach"])
    late = partial(_send_late, plan_id, offices[LATE_UNION - 1])
    yield at(date(YEAR, 8, 13), 10), 0, late
    yield at(date(YEAR, 8, 14), 9), 0, partial(_fall_ill, plan_id, people)
    yield at(date(YEAR, 8, 14), 15), 0, partial(_move, plan_id, offices)


def _send_late(plan_id: int, who: User) -> None:
    """A union sends August's meetings three weeks late: of them nothing is decided."""
    union_id = who.organization_id
    assignment = assignments_of(plan_id, AUGUST.month, union_id)[union_id]
    branches = branches_of(union_id)[union_id]
    rows = [
        Row(
            organization_id=branch.id,
            day=AUGUST.replace(day=day),
            hour=hour,
            place=branch.place,
            kind=REGULAR,
            topic="",
            contact=f"Bí thư {branch.name}",
            phone="0292 000 3808",
        )
        for branch, (day, hour) in zip(branches, LATE_DAYS, strict=False)
    ]
    notices.file_notice(assignment, None, rows, who)


def _coming(plan_id: int) -> list[Visit]:
    """Return August's visits from the training week on, by time."""
    return list(
        db.session.scalars(
            select(Visit)
            .join(Visit.meeting)
            .join(Visit.assignment)
            .join(Assignment.activity)
            .options(
                joinedload(Visit.assignment),
                joinedload(Visit.meeting).joinedload(Meeting.notice).joinedload(Notice.assignment),
            )
            .where(
                Activity.plan_id == plan_id,
                Activity.kind == GRASSROOTS.key,
                Assignment.month == AUGUST,
                Visit.cancelled_at.is_(None),
                Meeting.starts_at >= clock.at(AUGUST.replace(day=18)),
            )
            .order_by(Meeting.starts_at, Visit.id)
        )
    )


def _goer(visit: Visit) -> int:
    goer: int = db.session.scalars(
        select(TeamMember.user_id).where(TeamMember.visit_id == visit.id)
    ).one()
    return goer


def _fall_ill(plan_id: int, people: dict[str, User]) -> None:
    """Who goes to the first meeting of the coming days reports to be ill on its day."""
    visit = _coming(plan_id)[0]
    person = next(one for one in people.values() if one.id == _goer(visit))
    day = visit.meeting.day
    days = {"starts_on": day, "ends_on": day}
    wishes.add(person, {"user_id": person.id, "kind": "absent", "note": "Bị ốm", **days})


def _send_another(plan_id: int, planner: User) -> None:
    """The planner lets one person go to two meetings, of two days."""
    first, second = _coming(plan_id)[1:3]
    record = MonthRecord(load_activity(plan_id), AUGUST)
    line = record.line(second.meeting_id)
    assert line is not None
    assigning.change(record.activity, AUGUST, line, _goer(first), planner)


def _move(plan_id: int, offices: list[User]) -> None:
    """A union moves a meeting to the hour at which who attends it is at another one."""
    first, second = _coming(plan_id)[1:3]
    union_id = second.assignment.organization_id
    office = next(one for one in offices if one.organization_id == union_id)
    local = clock.local(first.meeting.starts_at)
    reason = "Trùng hội nghị của cơ quan"
    notices.move_meeting(
        second.meeting, local.date(), local.time(), second.meeting.place, reason, office
    )

"""Who can be sent, and what speaks for and against each: the year's load, absences, wishes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from webapp.accounts.models import LEADER, MEMBER, User
from webapp.core import clock
from webapp.core.db import db
from webapp.grassroots.models import ABSENT, PREFER, Wish
from webapp.grassroots.month import Line, MonthSheet
from webapp.notices.models import Meeting
from webapp.organizations.models import Issuer, Organization
from webapp.plans.models import Assignment
from webapp.rules import handing_out as rules
from webapp.rules.text import sort_key
from webapp.visits.models import TeamMember, Visit

ABLE = (MEMBER, LEADER)


def people_of(issuer_id: int) -> list[User]:
    """Return the standing and executive committee members with an account, by name."""
    found = db.session.scalars(select(User).where(User.issuer_id == issuer_id, User.active))
    able = [user for user in found if user.is_any(*ABLE)]
    return sorted(able, key=lambda user: (sort_key(user.full_name), user.id))


def absent_on(issuer_id: int, day: date) -> dict[int, str]:
    """Return who reported to be absent on a day, by number, with their note in words."""
    rows = db.session.execute(
        select(Wish.user_id, Wish.note)
        .where(
            Wish.issuer_id == issuer_id,
            Wish.kind == ABSENT,
            Wish.starts_on <= day,
            Wish.ends_on >= day,
        )
        .order_by(Wish.id.desc())
    )
    return {
        user_id: f"đã báo vắng ngày này ({note})" if note else "đã báo vắng ngày này"
        for user_id, note in rows
    }


def month_of(
    sheet: MonthSheet, pinned: Mapping[int, int | None], people: Sequence[User]
) -> rules.Month:
    """Return a month as the rules take it; *pinned* are the meetings that are not to be moved."""
    issuer_id = sheet.activity.plan.issuer_id
    own = (Assignment.activity_id == sheet.activity.id) & (Assignment.month == sheet.month)
    load, busy = _loads(issuer_id, sheet.month.year, own), _busy(issuer_id, sheet, own)
    wishes = _wishes(issuer_id, sheet)
    months = _months_waited(issuer_id, sheet.month)
    return rules.Month(
        people=[
            rules.Person(
                id=person.id,
                load=load.get(person.id, 0),
                absent=tuple(
                    (one.starts_on, one.ends_on)
                    for one in wishes.get(person.id, ())
                    if one.kind == ABSENT
                ),
                busy=tuple(busy.get(person.id, ())),
                likings=tuple(
                    rules.Liking(
                        1 if one.kind == PREFER else -1,
                        one.starts_on,
                        one.ends_on,
                        one.organization_id,
                    )
                    for one in wishes.get(person.id, ())
                    if one.kind != ABSENT
                ),
            )
            for person in people
        ],
        meetings=[_meeting(one, months) for one in sheet.lines],
        allowance=timedelta(minutes=db.session.get_one(Issuer, issuer_id).travel_minutes),
        wanted=sheet.activity.wanted,
        minimum_thematic=sheet.activity.minimum_thematic,
        pinned=pinned,
    )


def year_of(sheet: MonthSheet) -> dict[int, int]:
    """Return how many meetings of the year each person attends, the month's among them."""
    issuer_id = sheet.activity.plan.issuer_id
    return _loads(issuer_id, sheet.month.year, Visit.id.is_(None))


def given_of(lines: Sequence[Line]) -> dict[int, int]:
    """Return who goes where as it stands: meeting → its first person."""
    return {one.meeting_id: one.goers[0].user_id for one in lines if one.goers}


def _meeting(line: Line, months: Mapping[int, int]) -> rules.Meeting:
    return rules.Meeting(
        id=line.meeting_id,
        unit_id=line.unit_id,
        starts_at=line.starts_at,
        thematic=line.is_thematic,
        months=months.get(line.unit_id),
        name=line.name,
    )


def _loads(issuer_id: int, year: int, own: ColumnElement[bool]) -> dict[int, int]:
    """Return how many meetings of a year each person attends, beside the month's own."""
    rows = db.session.execute(
        select(TeamMember.user_id, func.count().label("meetings"))
        .join(Visit, Visit.id == TeamMember.visit_id)
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .join(Assignment, Assignment.id == Visit.assignment_id)
        .where(
            Visit.issuer_id == issuer_id,
            Visit.cancelled_at.is_(None),
            Meeting.starts_at >= clock.at(date(year, 1, 1)),
            Meeting.starts_at < clock.at(date(year + 1, 1, 1)),
            ~own | Assignment.month.is_(None),
        )
        .group_by(TeamMember.user_id)
    )
    return {row.user_id: row.meetings for row in rows}


def _busy(
    issuer_id: int, sheet: MonthSheet, own: ColumnElement[bool]
) -> dict[int, list[rules.Busy]]:
    """Return what else each person attends in the month and on the days beside it."""
    day = timedelta(days=1)
    rows = db.session.execute(
        select(TeamMember.user_id, Meeting.starts_at, Organization.name)
        .join(Visit, Visit.id == TeamMember.visit_id)
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .join(Organization, Organization.id == Visit.organization_id)
        .join(Assignment, Assignment.id == Visit.assignment_id)
        .where(
            Visit.issuer_id == issuer_id,
            Visit.cancelled_at.is_(None),
            Meeting.starts_at >= clock.at(sheet.month - day),
            Meeting.starts_at < clock.at(sheet.end + day),
            ~own | Assignment.month.is_(None),
        )
        .order_by(Meeting.starts_at)
    )
    found: dict[int, list[rules.Busy]] = defaultdict(list)
    for user_id, starts_at, name in rows:
        found[user_id].append(rules.Busy(starts_at, name))
    return found


def _wishes(issuer_id: int, sheet: MonthSheet) -> dict[int, list[Wish]]:
    found: dict[int, list[Wish]] = defaultdict(list)
    for wish in db.session.scalars(
        select(Wish)
        .where(
            Wish.issuer_id == issuer_id,
            Wish.ends_on >= sheet.month,
            Wish.starts_on < sheet.end,
        )
        .order_by(Wish.id)
    ):
        found[wish.user_id].append(wish)
    return found


def _months_waited(issuer_id: int, month: date) -> dict[int, int]:
    """Return, by unit, how many months before *month* it was last visited."""
    rows = db.session.execute(
        select(Assignment.organization_id, func.max(Meeting.starts_at))
        .join(Visit, Visit.assignment_id == Assignment.id)
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .where(
            Visit.issuer_id == issuer_id,
            Visit.cancelled_at.is_(None),
            Meeting.starts_at < clock.at(month),
        )
        .group_by(Assignment.organization_id)
    )
    return {unit_id: _between(last, month) for unit_id, last in rows}


def _between(last: datetime, month: date) -> int:
    day = clock.local(last)
    return (month.year - day.year) * 12 + month.month - day.month

"""Who can be sent, and what speaks for and against each: the year's load, absences, wishes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from webapp.accounts.models import LEADER, MEMBER, User
from webapp.accounts.ordering import in_order
from webapp.core import clock
from webapp.core.db import db
from webapp.grassroots.models import ABSENT, PREFER, Wish
from webapp.grassroots.queries.eligible import Terms, terms_of, words_of
from webapp.grassroots.queries.line import Line
from webapp.grassroots.queries.month import MonthRecord
from webapp.notices.models import Meeting
from webapp.organizations.models import Issuer, Organization
from webapp.plans.models import Assignment
from webapp.rules import handing_out as rules
from webapp.rules.fair_share import Service, credits_of
from webapp.visits.models import TeamMember, Visit

ABLE = (MEMBER, LEADER)
Engaged = tuple[int, datetime, str]  # who attends a meeting that begins when, and whose it is


def people_of(issuer_id: int) -> list[User]:
    """Return who can be sent at all, with an account, by name; the plan says who may be."""
    found = db.session.scalars(select(User).where(User.issuer_id == issuer_id, User.active))
    able = [user for user in found if user.is_any(*ABLE)]
    return in_order(able)


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
    record: MonthRecord, pinned: Mapping[int, int | None], people: Sequence[User]
) -> rules.Month:
    """Return a month as the rules take it; *pinned* are the meetings that are not to be moved."""
    issuer_id = record.activity.plan.issuer_id
    engaged = _year_around(record)
    busy = _busy(record, engaged)
    months = _months_waited(issuer_id, record.month)
    return rules.Month(
        people=[
            replace(person, busy=tuple(busy.get(person.id, ())))
            for person in _people(record, people, engaged)
        ],
        meetings=[_meeting(one, months) for one in record.lines],
        allowance=timedelta(minutes=db.session.get_one(Issuer, issuer_id).travel_minutes),
        wanted=record.activity.wanted,
        minimum_thematic=record.activity.minimum_thematic,
        pinned=pinned,
    )


def _own(record: MonthRecord) -> ColumnElement[bool]:
    return (Assignment.activity_id == record.activity.id) & (Assignment.month == record.month)


def _people(
    record: MonthRecord, people: Sequence[User], engaged: Iterable[Engaged]
) -> list[rules.Person]:
    """Return people with their year so far, what is counted for it, and what they said."""
    issuer_id = record.activity.plan.issuer_id
    terms = terms_of(record.activity.id, people)
    loads, wishes = _by_month(engaged, record.month.year), _wishes(issuer_id, record)
    credits = _credits(record, people, terms, loads, wishes)
    return [
        rules.Person(
            id=person.id,
            load=sum(loads.get(person.id, {}).values()),
            absent=tuple(_absences(wishes.get(person.id, ()))),
            likings=tuple(_likings(wishes.get(person.id, ()))),
            credit=credits.get(person.id, 0),
            since=person.serves_from,
            is_eligible=terms[person.id].is_eligible,
            most=terms[person.id].most,
        )
        for person in people
    ]


def shares_of(record: MonthRecord, people: Sequence[User]) -> dict[int, str]:
    """Return what is to be known of each person's share of the year, in words."""
    terms = terms_of(record.activity.id, people)
    found = {one.id: one for one in _people(record, people, _year_around(record))}
    return {one.id: words_of(one, terms[one.id], found[one.id].credit) for one in people}


def _credits(
    record: MonthRecord,
    people: Sequence[User],
    terms: Mapping[int, Terms],
    loads: Mapping[int, Mapping[date, int]],
    wishes: Mapping[int, Sequence[Wish]],
) -> dict[int, int]:
    services = [
        Service(
            one.id,
            one.serves_from,
            list(_absences(wishes.get(one.id, ()))),
            terms[one.id].share,
            loads.get(one.id, {}),
        )
        for one in people
        if terms[one.id].is_eligible
    ]
    coming = min(len(record.lines), record.activity.wanted or len(record.lines))
    return credits_of(services, record.month, coming)


def _absences(wishes: Iterable[Wish]) -> Iterator[tuple[date, date]]:
    return ((one.starts_on, one.ends_on) for one in wishes if one.kind == ABSENT)


def _likings(wishes: Iterable[Wish]) -> Iterator[rules.Liking]:
    return (
        rules.Liking(
            1 if one.kind == PREFER else -1, one.starts_on, one.ends_on, one.organization_id
        )
        for one in wishes
        if one.kind != ABSENT
    )


def year_of(record: MonthRecord) -> dict[int, int]:
    """Return how many meetings of the year each person attends, the month's among them."""
    issuer_id = record.activity.plan.issuer_id
    found = _loads(issuer_id, record.month.year, Visit.id.is_(None))
    return {user_id: sum(months.values()) for user_id, months in found.items()}


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


def _loads(issuer_id: int, year: int, own: ColumnElement[bool]) -> dict[int, dict[date, int]]:
    """Return how many meetings of a year's months each person attends, beside the month's own."""
    return _by_month(_engaged(issuer_id, date(year, 1, 1), date(year + 1, 1, 1), own), year)


def _by_month(rows: Iterable[Engaged], year: int) -> dict[int, dict[date, int]]:
    found: dict[int, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for user_id, starts_at, _ in rows:
        day = clock.local(starts_at).date()
        if day.year == year:
            found[user_id][day.replace(day=1)] += 1
    return found


def _busy(record: MonthRecord, rows: Iterable[Engaged]) -> dict[int, list[rules.Busy]]:
    """Return what else each person attends in the month and on the days beside it."""
    day = timedelta(days=1)
    first, end = clock.at(record.month - day), clock.at(record.until + day)
    found: dict[int, list[rules.Busy]] = defaultdict(list)
    for user_id, starts_at, name in rows:
        if first <= starts_at < end:
            found[user_id].append(rules.Busy(starts_at, name))
    return found


def _year_around(record: MonthRecord) -> list[Engaged]:
    """Return what people attend beside the month, in its year and on the days beside that."""
    day, year = timedelta(days=1), record.month.year
    first, end = date(year, 1, 1) - day, max(date(year + 1, 1, 1), record.until) + day
    return _engaged(record.activity.plan.issuer_id, first, end, _own(record))


def _engaged(issuer_id: int, first: date, end: date, own: ColumnElement[bool]) -> list[Engaged]:
    rows = db.session.execute(
        select(TeamMember.user_id, Meeting.starts_at, Organization.name)
        .join(Visit, Visit.id == TeamMember.visit_id)
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .join(Organization, Organization.id == Visit.organization_id)
        .join(Assignment, Assignment.id == Visit.assignment_id)
        .where(
            Visit.issuer_id == issuer_id,
            Visit.cancelled_at.is_(None),
            Meeting.starts_at >= clock.at(first),
            Meeting.starts_at < clock.at(end),
            ~own | Assignment.month.is_(None),
        )
        .order_by(Meeting.starts_at)
    )
    return [(row.user_id, row.starts_at, row.name) for row in rows]


def _wishes(issuer_id: int, record: MonthRecord) -> dict[int, list[Wish]]:
    found: dict[int, list[Wish]] = defaultdict(list)
    for wish in db.session.scalars(
        select(Wish)
        .where(
            Wish.issuer_id == issuer_id,
            Wish.ends_on >= date(record.month.year, 1, 1),
            Wish.starts_on < max(date(record.month.year + 1, 1, 1), record.until),
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

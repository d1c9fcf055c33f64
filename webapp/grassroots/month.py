"""One month of the bloc as everybody sees it: its meetings, who goes, who has not sent any."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.grassroots.dues import calendar_of
from webapp.grassroots.models import HandChoice, MonthlyCalendar
from webapp.milestones.models import Milestone
from webapp.notices.models import Meeting, Notice
from webapp.organizations.models import Organization
from webapp.plans.models import Activity, Assignment
from webapp.rules.choosing import ASSUMED_LENGTH
from webapp.rules.months import last_day, next_month
from webapp.rules.text import fold
from webapp.visits.models import TeamMember, Visit


@dataclass(frozen=True)
class Goer:
    """Who goes to a meeting."""

    user_id: int
    name: str


@dataclass(frozen=True)
class Line:
    """One meeting of the month. `late_days` is how late it was told (0 or less: in time)."""

    meeting_id: int
    assignment_id: int
    unit_id: int
    unit: str
    name: str
    search: str
    starts_at: datetime
    place: str
    kind: str
    topic: str
    contact: str
    phone: str
    late_days: int
    visit_id: int | None
    version: int
    is_held: bool
    goers: tuple[Goer, ...] = ()
    is_by_hand: bool = False

    @property
    def day(self) -> date:
        """The day it is held, in Việt Nam."""
        return clock.local(self.starts_at).date()

    @property
    def is_thematic(self) -> bool:
        return self.kind == "thematic"

    @property
    def is_over(self) -> bool:
        """True once it has begun: nobody is sent there any more."""
        return self.starts_at <= clock.now()

    @property
    def is_past(self) -> bool:
        return self.starts_at + ASSUMED_LENGTH <= clock.now()


@dataclass(frozen=True)
class Silent:
    """A unit that has not sent its calendar; `days_late` is 0 until it is late."""

    assignment_id: int
    unit: str
    due_at: datetime | None

    @property
    def days_late(self) -> int:
        """How many days it is late by now."""
        if self.due_at is None or self.due_at >= clock.now():
            return 0
        return (clock.today() - clock.local(self.due_at).date()).days


@dataclass(frozen=True)
class Sought:
    """What a reader asks for of the month; empty asks for everything."""

    words: str = ""
    person_id: int | None = None

    def takes(self, line: Line) -> bool:
        """Whether a meeting is asked for: by unit, branch or place, and by who goes."""
        is_theirs = self.person_id is None or any(g.user_id == self.person_id for g in line.goers)
        return is_theirs and all(word in line.search for word in fold(self.words).split())


class MonthSheet:
    """A month of an activity, each part read once and only when it is asked for."""

    def __init__(self, activity: Activity, month: date) -> None:
        self.activity, self.month = activity, month

    @cached_property
    def calendar(self) -> MonthlyCalendar | None:
        return calendar_of(self.activity.id, self.month)

    @property
    def is_published(self) -> bool:
        return self.calendar is not None and self.calendar.published_at is not None

    @property
    def end(self) -> date:
        """The first day after the month."""
        return next_month(self.month)

    @cached_property
    def lines(self) -> list[Line]:
        """The meetings that are to be held, in order of time (two queries)."""
        rows = db.session.execute(_meetings(self.activity.id, self.month)).all()
        goers = _goers(self.activity.id, self.month)
        return [_line(row, tuple(goers.get(row.visit_id or 0, ()))) for row in rows]

    @property
    def attended(self) -> list[Line]:
        """Those to which somebody goes."""
        return [one for one in self.lines if one.goers]

    def line(self, meeting_id: int) -> Line | None:
        """Return one of the month's meetings."""
        return next((one for one in self.lines if one.meeting_id == meeting_id), None)

    def sought(self, sought: Sought) -> list[Line]:
        """Return the meetings asked for."""
        return [one for one in self.lines if sought.takes(one)]

    @cached_property
    def silent(self) -> list[Silent]:
        """The units that have sent nothing, those latest first."""
        rows = db.session.execute(
            select(Assignment.id, Organization.name, Milestone.due_at)
            .join(Assignment.organization)
            .outerjoin(Notice, Notice.assignment_id == Assignment.id)
            .outerjoin(
                Milestone,
                (Milestone.kind == "notice")
                & (Milestone.subject_kind == "assignment")
                & (Milestone.subject_id == Assignment.id),
            )
            .where(
                Assignment.activity_id == self.activity.id,
                Assignment.month == self.month,
                Notice.id.is_(None),
            )
            .order_by(Organization.sort_key, Assignment.id)
        )
        found = [Silent(*row) for row in rows]
        return sorted(found, key=lambda one: -one.days_late)

    @property
    def days(self) -> dict[date, list[Line]]:
        """The meetings by day."""
        return by_day(self.lines)


def by_day(lines: Sequence[Line]) -> dict[date, list[Line]]:
    """Return meetings by their days, each day's in order."""
    found: dict[date, list[Line]] = defaultdict(list)
    for one in lines:
        found[one.day].append(one)
    return found


def weeks(month: date) -> list[list[date]]:
    """Return the weeks of a month, Monday to Sunday, with the days beside it that fill them."""
    first = month - timedelta(days=month.weekday())
    last = last_day(month)
    count = (last - first).days // 7 + 1
    return [[first + timedelta(days=7 * n + day) for day in range(7)] for n in range(count)]


def _meetings(activity_id: int, month: date) -> Any:
    unit = aliased(Organization)
    return (
        select(
            Meeting.id,
            Assignment.id.label("assignment_id"),
            unit.id.label("unit_id"),
            unit.name.label("unit"),
            unit.short_name.label("short"),
            unit.search_key.label("unit_key"),
            Organization.name,
            Organization.search_key,
            Meeting.starts_at,
            Meeting.place,
            Meeting.kind,
            Meeting.topic,
            Meeting.contact,
            Meeting.phone,
            Meeting.due_on,
            Meeting.received_on,
            Visit.id.label("visit_id"),
            Visit.version,
            Visit.held_at,
            exists().where(HandChoice.meeting_id == Meeting.id).label("is_by_hand"),
        )
        .join(Notice, Notice.id == Meeting.notice_id)
        .join(Assignment, Assignment.id == Notice.assignment_id)
        .join(Organization, Organization.id == Meeting.organization_id)
        .join(unit, unit.id == Assignment.organization_id)
        .outerjoin(Visit, Visit.meeting_id == Meeting.id)
        .where(
            Assignment.activity_id == activity_id,
            Assignment.month == month,
            Meeting.cancelled_at.is_(None),
        )
        .order_by(Meeting.starts_at, Organization.sort_key, Meeting.id)
    )


def _line(row: Any, goers: tuple[Goer, ...]) -> Line:
    return Line(
        meeting_id=row.id,
        assignment_id=row.assignment_id,
        unit_id=row.unit_id,
        unit=row.short or row.unit,
        name=row.name,
        search=f"{row.search_key} {row.unit_key} {fold(row.place)}",
        starts_at=row.starts_at,
        place=row.place,
        kind=row.kind,
        topic=row.topic,
        contact=row.contact,
        phone=row.phone,
        late_days=(row.received_on - row.due_on).days,
        visit_id=row.visit_id,
        version=row.version or 0,
        is_held=row.held_at is not None,
        goers=goers,
        is_by_hand=row.is_by_hand,
    )


def _goers(activity_id: int, month: date) -> dict[int, list[Goer]]:
    rows = db.session.execute(
        select(TeamMember.visit_id, User.id, User.full_name)
        .join(User, User.id == TeamMember.user_id)
        .join(Visit, Visit.id == TeamMember.visit_id)
        .join(Assignment, Assignment.id == Visit.assignment_id)
        .where(
            Assignment.activity_id == activity_id,
            Assignment.month == month,
            Visit.cancelled_at.is_(None),
        )
        .order_by((TeamMember.role != "head"), TeamMember.id)
    )
    found: dict[int, list[Goer]] = defaultdict(list)
    for visit_id, user_id, name in rows:
        found[visit_id].append(Goer(user_id, name))
    return found

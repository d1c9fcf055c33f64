"""One month of the bloc as everybody sees it: its meetings, who goes, who has not sent any."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased, joinedload

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.web import moment
from webapp.grassroots.kinds import MILESTONE_KINDS
from webapp.grassroots.models import CalendarStep, HandChoice, MonthlyCalendar
from webapp.grassroots.queries.line import Goer, Line, Sought
from webapp.grassroots.services.dues import ABOUT
from webapp.milestones.models import Milestone, is_latest
from webapp.milestones.standing import DONE, DUE, Standing, Term, due_on
from webapp.notices.kinds import NOTICE
from webapp.notices.models import Meeting, Notice
from webapp.notices.queries.standing import moved
from webapp.organizations.models import Organization
from webapp.plans.models import Activity, Assignment
from webapp.rules.month_decisions import Decision, Undecided
from webapp.rules.months import first_day, next_month
from webapp.rules.text import search_key
from webapp.visits.models import NoShow, TeamMember, Visit

UNASSIGNED = Standing("Chưa phân công")


@dataclass(frozen=True)
class Silent:
    """A unit that is to send its calendar, and has not while it is among `MonthRecord.silent`."""

    assignment_id: int
    unit: str
    due_at: datetime | None
    is_impossible: bool | None
    counted_before: date | None
    closed_at: datetime | None = None  # its debt was let go by a reason

    @property
    def term(self) -> Term:
        return Term(
            self.due_at,
            None,
            clock.now(),
            bool(self.is_impossible),
            counted_before=self.counted_before,
            closed_at=self.closed_at,
        )

    @property
    def standing(self) -> Standing | None:
        """How late it is, or when it is due."""
        return due_on(self.term) if self.due_at else None


class Months:
    """Some months of an activity, each part read for all of them at once, when it is asked for."""

    def __init__(self, activity: Activity, months: Iterable[date]) -> None:
        self.activity, self.months = activity, sorted(set(months))

    def record(self, month: date) -> "MonthRecord":
        """Return one of the months."""
        return MonthRecord(self.activity, month, self)

    @cached_property
    def calendars(self) -> dict[date, list[tuple[MonthlyCalendar, Milestone | None]]]:
        """The row of each month with each thing that it makes due: one query."""
        of_month = and_(
            Milestone.subject_kind == ABOUT,
            Milestone.subject_id == MonthlyCalendar.id,
            Milestone.kind.in_([one.key for one in MILESTONE_KINDS]),
            is_latest(),
        )
        rows = db.session.execute(
            select(MonthlyCalendar, Milestone)
            .outerjoin(Milestone, of_month)
            .where(
                MonthlyCalendar.activity_id == self.activity.id,
                MonthlyCalendar.month.in_(self.months),
            )
            .options(joinedload(MonthlyCalendar.steps).joinedload(CalendarStep.user))
        )
        found: dict[date, list[tuple[MonthlyCalendar, Milestone | None]]] = defaultdict(list)
        for calendar, due in rows.unique():
            found[calendar.month].append((calendar, due))
        return found

    @cached_property
    def units(self) -> dict[date, list[tuple[bool, Silent]]]:
        """The units that were asked for each month, each with whether it has sent: one query."""
        rows = db.session.execute(
            select(
                Assignment.month,
                Notice.id.is_not(None),
                Assignment.id,
                Organization.name,
                Milestone.due_at,
                Milestone.is_impossible,
                Milestone.recounted_from,
                Milestone.closed_at,
            )
            .join(Assignment.organization)
            .outerjoin(Notice, Notice.assignment_id == Assignment.id)
            .outerjoin(
                Milestone,
                (Milestone.kind == NOTICE.key)
                & (Milestone.subject_kind == "assignment")
                & (Milestone.subject_id == Assignment.id)
                & is_latest(),
            )
            .where(
                Assignment.activity_id == self.activity.id,
                Assignment.month.in_(self.months),
            )
            .order_by(Organization.sort_key, Assignment.id)
        )
        found: dict[date, list[tuple[bool, Silent]]] = defaultdict(list)
        for row in rows:
            if row.month is not None:  # the type of the column says that it may be
                found[row.month].append((row[1], Silent(*row[2:])))
        return found

    @cached_property
    def lines(self) -> list[Line]:
        """The meetings filed for one of the months or held in one, in order of time: one query."""
        which = or_(*(_of_month(self.activity.id, month) for month in self.months))
        rows = db.session.execute(_meetings(which))
        return [_line(list(own)) for _, own in groupby(rows, lambda row: row.id)]


class MonthRecord:
    """A month of an activity, by itself or *among* others that are read with it."""

    def __init__(self, activity: Activity, month: date, among: Months | None = None) -> None:
        self.activity, self.month = activity, month
        self._among = among or Months(activity, [month])

    @property
    def calendar(self) -> MonthlyCalendar | None:
        """The month's row with each step of its publication."""
        return self._calendar[0][0] if self._calendar else None

    @property
    def due(self) -> dict[str, Milestone]:
        """What the month makes due from the board, by its kind."""
        return {due.kind: due for _, due in self._calendar if due is not None}

    @property
    def _calendar(self) -> Sequence[tuple[MonthlyCalendar, Milestone | None]]:
        return self._among.calendars.get(self.month, [])

    @property
    def is_published(self) -> bool:
        return self.calendar is not None and self.calendar.published_at is not None

    @property
    def standing(self) -> Standing:
        """Whether the month is published, proposed, or still to be assigned."""
        if self.calendar is not None and self.calendar.published_at is not None:
            return Standing(f"Đã công bố {moment(self.calendar.published_at)}", DONE)
        return Standing("Dự kiến, chưa công bố", DUE) if self.attended else UNASSIGNED

    @property
    def end(self) -> date:
        """The first day after the month."""
        return next_month(self.month)

    @property
    def lines(self) -> list[Line]:
        """The meetings filed for the month that are to be held, in order of time.

        One that was moved into a month beside stays with this one: it is chosen and announced here.
        """
        return [one for one in self._every if one.filed_for == self.month]

    @property
    def moved_here(self) -> list[Line]:
        """The meetings of lists beside that were moved into this month."""
        return [one for one in self._every if one.filed_for != self.month]

    @property
    def moved_away(self) -> list[Line]:
        """The meetings of this month's lists that are held in a month beside."""
        return [one for one in self.lines if first_day(one.day) != self.month]

    @property
    def until(self) -> date:
        """The first day after the month, and after those of its meetings that were moved on."""
        return max([self.end, *(one.day + timedelta(days=1) for one in self.lines)])

    @property
    def held_here(self) -> list[Line]:
        """The meetings whose day is in the month, whatever lists they stand in."""
        return [one for one in self._every if first_day(one.day) == self.month]

    @cached_property
    def _every(self) -> list[Line]:
        """Those filed for the month and those held in it, in order of time."""
        return [
            one for one in self._among.lines if self.month in (one.filed_for, first_day(one.day))
        ]

    @property
    def attended(self) -> list[Line]:
        """Those to which somebody goes."""
        return [one for one in self.lines if one.goers]

    @property
    def open(self) -> list[Line]:
        """Those still to come of which nothing is decided."""
        return [one for one in self.lines if one.is_open]

    @property
    def dropped(self) -> list[int]:
        """The meetings to which, a person decided, nobody goes."""
        return [one.meeting_id for one in self.lines if one.decision == Decision.NOBODY]

    @property
    def undecided(self) -> Undecided:
        """What is to be said before the month is published."""
        return Undecided(
            [one.meeting_id for one in self.open], [one.assignment_id for one in self.silent]
        )

    def line(self, meeting_id: int) -> Line | None:
        """Return one of the month's meetings."""
        return next((one for one in self.lines if one.meeting_id == meeting_id), None)

    def sought(self, sought: Sought) -> list[Line]:
        """Return the meetings asked for, those moved here from lists beside among them."""
        return [one for one in self._every if sought.takes(one)]

    def moved(self, line: Line) -> Standing | None:
        """Say of a meeting where it was moved to, or from whose month's list it was moved here."""
        if line.filed_for != self.month:
            return Standing(f"Dời từ tháng {line.filed_for:%m/%Y} sang", DUE)
        return moved(line.day, line.filed_for)

    @property
    def silent(self) -> list[Silent]:
        """The units that have sent nothing and still owe it, those latest first."""
        return [one for one in self._unsent if one.closed_at is None]

    @property
    def calendars(self) -> str:
        """What is said of the units' calendars where none is awaited; "" where one is."""
        if self.silent:
            return ""
        if not self._units:
            return "kế hoạch không giao đơn vị nào gửi lịch tháng này"
        return "mọi đơn vị phải gửi đã gửi lịch" if self._unsent else "mọi đơn vị đã gửi lịch"

    @property
    def let_go(self) -> list[str]:
        """The units that owe their calendar no more, by a reason that is kept."""
        return [one.unit for one in self._unsent if one.closed_at is not None]

    @property
    def asked(self) -> int:
        """How many units send the month's calendar, but for those that owe it no more."""
        return len(self._units) - len(self.let_go)

    @cached_property
    def _unsent(self) -> list[Silent]:
        found = [unit for has_sent, unit in self._units if not has_sent]
        return sorted(found, key=lambda one: min(0, one.term.days_left))

    @property
    def _units(self) -> list[tuple[bool, Silent]]:
        return self._among.units.get(self.month, [])

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


def _of_month(activity_id: int, month: date) -> ColumnElement[bool]:
    is_held = and_(
        Meeting.starts_at >= clock.at(month), Meeting.starts_at < clock.at(next_month(month))
    )
    return and_(Assignment.activity_id == activity_id, or_(Assignment.month == month, is_held))


def _columns(unit: type[Organization]) -> list[ColumnElement[Any] | InstrumentedAttribute[Any]]:
    """List what is read of a meeting, of the *unit* that sent it, and of who goes."""
    return [
        Meeting.id,
        Assignment.id.label("assignment_id"),
        Assignment.month,
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
        Meeting.due_at,
        Meeting.received_on,
        Visit.id.label("visit_id"),
        Visit.version,
        Visit.held_at,
        HandChoice.id.label("hand_id"),
        HandChoice.user_id.label("hand_user_id"),
        User.id.label("goer_id"),
        User.full_name.label("goer"),
        # Who could not come, with nobody to go instead: that was decided, too.
        exists()
        .where(NoShow.visit_id == Visit.id, Visit.cancelled_at.is_not(None))
        .label("is_given_up"),
    ]


def _meetings(which: ColumnElement[bool]) -> Any:
    """Select the meetings, each once for everybody who goes to it, heads first."""
    unit = aliased(Organization)
    return (
        select(*_columns(unit))
        .join(Notice, Notice.id == Meeting.notice_id)
        .join(Assignment, Assignment.id == Notice.assignment_id)
        .join(Organization, Organization.id == Meeting.organization_id)
        .join(unit, unit.id == Assignment.organization_id)
        .outerjoin(Visit, Visit.meeting_id == Meeting.id)
        .outerjoin(HandChoice, HandChoice.meeting_id == Meeting.id)
        .outerjoin(TeamMember, and_(TeamMember.visit_id == Visit.id, Visit.cancelled_at.is_(None)))
        .outerjoin(User, User.id == TeamMember.user_id)
        .where(which, Meeting.cancelled_at.is_(None))
        .order_by(
            Meeting.starts_at,
            Organization.sort_key,
            Meeting.id,
            TeamMember.role != "head",
            TeamMember.id,
        )
    )


def _line(rows: Sequence[Any]) -> Line:
    row = rows[0]
    return Line(
        meeting_id=row.id,
        assignment_id=row.assignment_id,
        unit_id=row.unit_id,
        unit=row.short or row.unit,
        name=row.name,
        search=f"{row.search_key} {row.unit_key} {search_key(row.place)}",
        starts_at=row.starts_at,
        place=row.place,
        kind=row.kind,
        topic=row.topic,
        contact=row.contact,
        phone=row.phone,
        late_days=(row.received_on - clock.local(row.due_at).date()).days if row.due_at else 0,
        visit_id=row.visit_id,
        version=row.version or 0,
        is_held=row.held_at is not None,
        goers=tuple(Goer(one.goer_id, one.goer) for one in rows if one.goer_id is not None),
        is_by_hand=row.hand_id is not None,
        is_nobody=row.is_given_up or (row.hand_id is not None and row.hand_user_id is None),
        filed_for=row.month,
    )

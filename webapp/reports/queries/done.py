"""What was done of each activity of a plan, and how its units kept their terms: three queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from webapp.attending.queries.letters import has_letter
from webapp.core import clock
from webapp.core.db import db
from webapp.grassroots.kinds import GRASSROOTS
from webapp.milestones.models import Milestone
from webapp.milestones.standing import CLOSED, IN_TIME, DueState, Standing
from webapp.notices.kinds import NOTICE
from webapp.notices.models import THEMATIC, Meeting, Notice
from webapp.organizations.models import Organization
from webapp.plans.models import Activity, Assignment
from webapp.plans.round_models import Round
from webapp.reports.queries.progress import LET_GO, MISSING, SENT, SENT_LATE, owing, sending
from webapp.reports.queries.scope import Scope
from webapp.rounds.kinds import ROUND_REPORT_DUTY, ROUND_SUBJECT
from webapp.submissions.kinds import PAPERS_DUE, SELF_REPORT_DUE
from webapp.visits.kinds import ANNOUNCEMENT_DUTY
from webapp.visits.models import Visit

FROM_UNITS = (NOTICE.key, SELF_REPORT_DUE.key, PAPERS_DUE.key)
FROM_BOARD = (ANNOUNCEMENT_DUTY, ROUND_REPORT_DUTY)  # of a round


@dataclass
class Done:
    """How much was done of one activity. Visits that were cancelled do not count."""

    activity: Activity
    window: Round | None
    assignments: int = 0
    meetings: int = 0
    thematic_meetings: int = 0
    visits: int = 0
    thematic_visits: int = 0
    held: int = 0
    letters: int = 0
    to_mark: int = 0  # visits held, of those that have criteria
    unscored: int = 0  # said to go without a score
    sent: Counter[str] = field(default_factory=Counter)  # of calendars, by word
    owed: dict[str, DueState] = field(default_factory=dict)  # what the board owes of a round

    @property
    def calendars(self) -> tuple[int, int, int]:
        """How many calendars of units came, came late, and never came."""
        late = self.sent[SENT_LATE]
        return self.sent[SENT] + late, late, self.sent[MISSING]

    @property
    def steps(self) -> tuple[Standing, Standing]:
        """Where a round's announcement and its report stand."""
        announced, reported = (owing(self.owed.get(one.key), one.step) for one in FROM_BOARD)
        return announced, reported


@dataclass(frozen=True)
class Timeliness:
    """How one unit kept its term: a notice, a report, or the calendars of its months."""

    committee: str
    label: str
    standing: Standing


@dataclass
class Reports:
    """The reports of units that there should be, how many came, and who is awaited.

    Those of `closed` units are owed no more: each was closed by a reason.
    """

    due: int = 0
    came: int = 0
    awaited: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)

    def count(self, unit: str, owed: DueState) -> None:
        """Count one more."""
        if owed.closed:
            self.closed.append(unit)
            return
        self.due += 1
        self.came += owed.done
        if not owed.done:
            self.awaited.append(unit)


@dataclass
class Kept:
    """How units kept their terms, and on how many of their reports a synthesis rests."""

    terms: list[Timeliness] = field(default_factory=list)
    reports: Reports = field(default_factory=Reports)


def done_in(scope: Scope) -> tuple[list[Done], Kept]:
    """Return what was done of each activity, in their order, and who kept which term."""
    found = {one.activity.id: one for one in _visited(scope)}
    for activity_id, meetings, thematic in db.session.execute(
        select(
            Assignment.activity_id, func.count(Meeting.id), func.coalesce(func.sum(_thematic()), 0)
        )
        .join(Notice, Notice.assignment_id == Assignment.id)
        .join(Meeting, Meeting.notice_id == Notice.id)
        .join(Activity, Activity.id == Assignment.activity_id)
        .where(scope.activities(), scope.at(Meeting.starts_at), Meeting.cancelled_at.is_(None))
        .group_by(Assignment.activity_id)
    ):
        if one := found.get(activity_id):
            one.meetings, one.thematic_meetings = meetings, thematic
    return list(found.values()), _kept_terms(scope, found)


def _thematic() -> ColumnElement[int]:
    return case((Meeting.kind == THEMATIC, 1), else_=0)


def _visited(scope: Scope) -> list[Done]:
    is_to_mark = and_(Visit.held_at.is_not(None), Visit.rubric_id.is_not(None))
    rows = db.session.execute(
        select(
            Activity,
            Round,
            func.count(case((scope.months(), Assignment.id)).distinct()),
            func.count(Visit.id),
            func.coalesce(func.sum(_thematic()), 0),
            func.count(Visit.held_at),
            func.count(case((has_letter(), Visit.id))),
            func.count(case((is_to_mark, Visit.id))),
            func.count(case((and_(is_to_mark, Visit.unscored_reason != ""), Visit.id))),
        )
        .outerjoin(Round, Round.activity_id == Activity.id)
        .outerjoin(Assignment, Assignment.activity_id == Activity.id)
        .outerjoin(Visit, and_(Visit.assignment_id == Assignment.id, scope.visits()))
        .outerjoin(Meeting, Meeting.id == Visit.meeting_id)
        .where(scope.activities(), scope.windows())
        .group_by(Activity.id, Round.id)
        .order_by(Activity.plan_id, Activity.position, Activity.id)
    )
    return [
        Done(activity, window, given, 0, 0, visits, thematic, held, letters, to_mark, unscored)
        for activity, window, given, visits, thematic, held, letters, to_mark, unscored in rows
    ]


def _kept_terms(scope: Scope, found: Mapping[int, Done]) -> Kept:
    """Sort what was owed: of rounds to their row, of monthly calendars summed by unit."""
    kept = Kept()
    calendars: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    debts = db.session.execute(_debts(scope)).all()
    scope.call(unit for _, _, unit in debts)
    standing = _latest(row[0] for row in debts)
    for one, activity_id, unit in debts:
        if one.id not in standing:  # due again since
            continue
        owed = standing[one.id]
        if one.kind == SELF_REPORT_DUE.key:
            kept.reports.count(unit.label, owed)
        if not scope.span.holds(clock.local(one.due_at).date()):
            continue
        if activity_id is None:
            if one.subject_kind == ROUND_SUBJECT.key and one.subject_id in found:
                found[one.subject_id].owed[one.kind] = owed
        elif one.kind == NOTICE.key and _is_calendar(found.get(activity_id)):
            words = sending(owed).words
            found[activity_id].sent[words] += 1
            calendars[unit.label, one.label][words] += 1
        elif one.kind in FROM_UNITS:
            kept.terms.append(Timeliness(unit.label, one.label, _kept(owed)))
    kept.terms += [
        Timeliness(name, label, _of_months(months))
        for (name, label), months in calendars.items()
        if months[SENT_LATE] or months[MISSING] or months[LET_GO.words]
    ]
    return kept


def _debts(scope: Scope) -> Select[Milestone, int, Organization]:
    """Select (what is owed, its activity or None, whose it is), what is due first on top."""
    kinds = (*FROM_UNITS, *(one.key for one in FROM_BOARD))
    return (
        select(Milestone, Assignment.activity_id, Organization)
        .join(Organization, Organization.id == Milestone.organization_id)
        .outerjoin(
            Assignment,
            and_(Milestone.subject_kind == "assignment", Assignment.id == Milestone.subject_id),
        )
        .where(Milestone.plan_id.in_(scope.plan_ids), Milestone.kind.in_(kinds))
        .where(or_(scope.at(Milestone.due_at), _is_report(scope)))
        .order_by(Milestone.due_at, Organization.sort_key, Milestone.id)
    )


def _is_report(scope: Scope) -> ColumnElement[bool]:
    return and_(Milestone.kind == SELF_REPORT_DUE.key, scope.reports())


def _is_calendar(one: Done | None) -> bool:
    return one is not None and one.activity.kind == GRASSROOTS.key


def _latest(rows: Iterable[Milestone]) -> dict[int, DueState]:
    """Return how each thing due stands, by its latest milestone: earlier ones were done."""
    found: dict[tuple[str, str, int], tuple[int, DueState]] = {}
    for one in sorted(rows, key=lambda one: one.sequence):
        about = one.kind, one.subject_kind, one.subject_id
        _, earlier = found.get(about, (0, None))
        found[about] = one.id, DueState.of(one.term).after(earlier)
    return dict(found.values())


def _kept(owed: DueState) -> Standing:
    if owed.closed:
        return CLOSED
    if not owed.done:
        missing = owed.tone == "late"
        return Standing("Chưa gửi, đã quá hạn", "late") if missing else Standing("Chưa đến hạn")
    if owed.impossible:
        return Standing("Đã gửi (hạn rơi trước ngày ban hành)", "done")
    return Standing("Gửi trễ hạn" if owed.late else IN_TIME, owed.tone)


def _of_months(months: Mapping[str, int]) -> Standing:
    told = [
        f"{words} {months[key]} tháng"
        for key, words in (
            (SENT_LATE, "gửi trễ"),
            (MISSING, "không gửi"),
            (LET_GO.words, "khép lại"),
        )
        if months[key]
    ]
    tone = "late" if months[MISSING] else "belated" if months[SENT_LATE] else LET_GO.tone
    return Standing("; ".join(told).capitalize(), tone)

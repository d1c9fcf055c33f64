"""The year as a picture: what is due, late and done in every kind of activity, in few queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import and_, case, exists, func, select
from sqlalchemy.orm import joinedload

from webapp.attending.models import Recommendation
from webapp.core import clock
from webapp.core.db import db
from webapp.followup.queries import MENDED, OVERDUE, is_told, state
from webapp.grassroots.models import MonthlyCalendar
from webapp.milestones.models import Milestone
from webapp.observations.models import Observation
from webapp.organizations.models import Organization
from webapp.plans import queries as plans
from webapp.plans.models import (
    ATTEND,
    GRASSROOTS,
    ONGOING,
    ROUND,
    SELF_RUN,
    Activity,
    Assignment,
    Plan,
)
from webapp.plans.round_models import Round, Topic
from webapp.reports.progress import (
    MISSING,
    SENT,
    SENT_LATE,
    Facts,
    Owed,
    RoundFacts,
    Standing,
    monthly,
    round_steps,
    sending,
    standing,
)
from webapp.visits.models import Choice, Visit
from webapp.visits.papers import has_letter

ABOUT_ASSIGNMENT, ABOUT_ROUND, ABOUT_MONTH = "assignment", "round", "monthly_calendar"
# What the board owes of a month of visits to the grassroots.
MONTH_STEPS = {"month_calendar": "Lịch của khối", "month_report": "Báo cáo tháng"}


@dataclass(frozen=True)
class Cell:
    """One assignment as the year shows it."""

    assignment: Assignment
    standing: Standing


@dataclass(frozen=True)
class YearRow:
    """One committee's year: a cell a month (1 to 12), and its self-run assignment if any."""

    organization: Organization
    months: Mapping[int, Sequence[Cell]]
    self_run: Cell | None
    is_forgotten: bool  # the plan must reach it, and does not (73-KH/BTCTU, V.1)


@dataclass(frozen=True)
class RoundRow:
    """One round, where each of its steps stands, and each of its units."""

    activity: Activity
    window: Round
    steps: Sequence[Standing]
    units: Sequence[Cell]


@dataclass(frozen=True)
class UnitMonth:
    """One unit in one month: whether its calendar came, and the meetings attended there."""

    assignment_id: int
    sent: Standing
    visits: int
    held: int


@dataclass
class Grid:
    """Visits to the grassroots: units × months."""

    activity: Activity
    rows: dict[Organization, dict[int, UnitMonth]] = field(default_factory=dict)
    # By a key of MONTH_STEPS, for each month what the board owes, if it owes it.
    board: dict[str, dict[int, Standing]] = field(default_factory=dict)

    @property
    def steps(self) -> list[tuple[str, list[Standing | None]]]:
        """Return the rows of what the board owes: a word, and where each month stands."""
        return [
            (words, [self.board[kind].get(month) for month in range(1, 13)])
            for kind, words in MONTH_STEPS.items()
            if self.board.get(kind)
        ]

    @property
    def sums(self) -> list[tuple[str, list[int]]]:
        """Return the foot of the grid: what is counted, and the count of each month."""
        months = [self._counts(month) for month in range(1, 13)]
        return [
            ("Đã gửi lịch", [one[SENT] + one[SENT_LATE] for one in months]),
            ("Trong đó gửi trễ", [one[SENT_LATE] for one in months]),
            ("Thiếu", [one[MISSING] for one in months]),
            ("Buổi đã dự", [one["held"] for one in months]),
        ]

    def _counts(self, month: int) -> Counter[str]:
        counts: Counter[str] = Counter()
        for cells in self.rows.values():
            if one := cells.get(month):
                counts.update({one.sent.words: 1, "held": one.held})
        return counts


@dataclass(frozen=True)
class Year:
    """All that the plan does in its year. Parts that the plan does not have are empty."""

    kinds: frozenset[str]  # of the plan's activities
    rows: Sequence[YearRow]
    rounds: Sequence[RoundRow]
    grids: Sequence[Grid]
    notes: int  # of ongoing supervision
    months: Sequence[date]

    @property
    def tally(self) -> Counter[str]:
        """Count cells and steps by tone: late, due, wait, belated, done, plain."""
        counts: Counter[str] = Counter()
        for row in self.rows:
            cells = [cell for month in row.months.values() for cell in month]
            cells += [row.self_run] if row.self_run else []
            counts.update(cell.standing.tone for cell in cells)
        for line in self.rounds:
            counts.update(step.tone for step in line.steps)
        for grid in self.grids:
            counts.update(one.sent.tone for cells in grid.rows.values() for one in cells.values())
            counts.update(one.tone for months in grid.board.values() for one in months.values())
        return counts


@dataclass(frozen=True)
class _Seen:
    """What was read of a plan, by assignment or by what a milestone is about."""

    owed: Mapping[tuple[str, int], Mapping[str, Owed]]
    visits: Mapping[int, tuple[int, int, int, int]]  # visits, held, letters, letters late
    remedies: Mapping[int, tuple[int, int]]  # open, overdue
    months: Mapping[tuple[int, str], Mapping[int, Owed]]  # by activity and kind, of each month
    told: frozenset[int]  # of rounds: whose units were told that they are chosen

    def of(self, about: str, number: int) -> Mapping[str, Owed]:
        return self.owed.get((about, number), {})


def year_of(plan: Plan) -> Year:
    """Gather the year of a plan, in nine queries whatever its size."""
    activities = db.session.scalars(
        select(Activity)
        .where(Activity.plan_id == plan.id)
        .options(joinedload(Activity.round))
        .order_by(Activity.position, Activity.id)
    ).all()
    kinds = frozenset(one.kind for one in activities)
    assignments = plans.assignments(plan)
    told = _told(plan) if ROUND in kinds else frozenset()
    owed, months = _owed(plan)
    seen = _Seen(owed, _visits(plan), _remedies(plan), months, told)
    return Year(
        kinds=kinds,
        rows=_committees(plan, kinds, assignments, seen),
        rounds=[
            _round(one, one.round, [a for a in assignments if a.activity_id == one.id], seen)
            for one in activities
            if one.kind == ROUND and one.round
        ],
        grids=[_grid(one, assignments, seen) for one in activities if one.kind == GRASSROOTS],
        notes=_notes(plan) if ONGOING in kinds else 0,
        months=[date(plan.year, month, 1) for month in range(1, 13)],
    )


def _committees(
    plan: Plan, kinds: frozenset[str], assignments: Sequence[Assignment], seen: _Seen
) -> list[YearRow]:
    """Return committees × months, where the plan attends or lets committees run themselves."""
    if kinds and not kinds & {ATTEND, SELF_RUN}:
        return []
    reached = {one.organization_id for one in assignments}
    own: dict[int, list[Cell]] = defaultdict(list)
    committees = {one.id: one for one in plans.committees(plan)} if plan.reaches_all else {}
    for one in assignments:
        if one.activity.kind in (ATTEND, SELF_RUN):
            # Of a body that is gone or no longer planned for, what it did stays.
            committees.setdefault(one.organization_id, one.organization)
            own[one.organization_id].append(Cell(one, standing(_facts(one, seen))))
    rows = [
        _row(one, own[one.id], one.id not in reached)
        for one in committees.values()
        if own[one.id] or one.id not in reached
    ]
    # By the first month that concerns them the year reads from top left to bottom right.
    return sorted(rows, key=lambda row: min(row.months, default=13))


def _row(committee: Organization, cells: Iterable[Cell], is_forgotten: bool) -> YearRow:
    months: dict[int, list[Cell]] = defaultdict(list)
    self_run = None
    for cell in cells:
        if cell.assignment.month is None:
            self_run = cell
        else:
            months[cell.assignment.month.month].append(cell)
    return YearRow(committee, months, self_run, is_forgotten)


def _facts(one: Assignment, seen: _Seen) -> Facts:
    visits, held, letters, letters_late = seen.visits.get(one.id, (0, 0, 0, 0))
    still_open, overdue = seen.remedies.get(one.id, (0, 0))
    return Facts(
        owed=seen.of(ABOUT_ASSIGNMENT, one.id),
        kind=one.activity.kind,
        is_told=one.id in seen.told,
        visits=visits,
        held=held,
        letters=letters,
        letters_late=letters_late,
        open_remedies=still_open,
        overdue_remedies=overdue,
    )


def _round(
    activity: Activity, window: Round, chosen: Sequence[Assignment], seen: _Seen
) -> RoundRow:
    own = [seen.of(ABOUT_ASSIGNMENT, one.id) for one in chosen]
    owed = [one.get("self_report") or one.get("papers") for one in own]
    visits = [seen.visits.get(one.id, (0, 0, 0, 0)) for one in chosen]
    board = seen.of(ABOUT_ROUND, activity.id)
    facts = RoundFacts(
        announcement=board.get("announcement"),
        report=board.get("round_report"),
        chosen=len(chosen),
        wanted=window.units_wanted,
        reports=[one for one in owed if one],
        sessions=sum(one[0] for one in visits),
        held=sum(one[1] for one in visits),
    )
    units = [Cell(one, standing(_facts(one, seen))) for one in chosen]
    return RoundRow(activity, window, round_steps(facts), units)


def _grid(activity: Activity, assignments: Iterable[Assignment], seen: _Seen) -> Grid:
    grid = Grid(activity)
    for kind in MONTH_STEPS:
        months = seen.months.get((activity.id, kind), {})
        grid.board[kind] = {number: monthly(one) for number, one in months.items()}
    own = [one for one in assignments if one.activity_id == activity.id and one.month]
    for one in sorted(own, key=lambda one: (one.organization.sort_key, one.organization_id)):
        owed = seen.of(ABOUT_ASSIGNMENT, one.id).get("notice")
        visits, held, *_ = seen.visits.get(one.id, (0, 0))
        month = one.month.month if one.month else 0
        cells = grid.rows.setdefault(one.organization, {})
        cells[month] = UnitMonth(one.id, sending(owed), visits, held)
    return grid


def _owed(
    plan: Plan,
) -> tuple[dict[tuple[str, int], dict[str, Owed]], dict[tuple[int, str], dict[int, Owed]]]:
    """Return what the plan made people owe, by what it is about and by kind; months apart."""
    found: dict[tuple[str, int], dict[str, Owed]] = defaultdict(dict)
    months: dict[tuple[int, str], dict[int, Owed]] = defaultdict(dict)
    now, today = clock.now(), clock.today()
    for about, number, kind, done_at, due_at, impossible, activity_id, month in db.session.execute(
        select(
            Milestone.subject_kind,
            Milestone.subject_id,
            Milestone.kind,
            Milestone.done_at,
            Milestone.due_at,
            Milestone.is_impossible,
            MonthlyCalendar.activity_id,
            MonthlyCalendar.month,
        )
        .outerjoin(
            MonthlyCalendar,
            and_(Milestone.subject_kind == ABOUT_MONTH, MonthlyCalendar.id == Milestone.subject_id),
        )
        .where(
            Milestone.plan_id == plan.id,
            Milestone.subject_kind.in_((ABOUT_ASSIGNMENT, ABOUT_ROUND, ABOUT_MONTH)),
        )
    ):
        owed = Owed.of(done_at, due_at, impossible, now, today)
        found[about, number][kind] = owed
        if month is not None:
            months[activity_id, kind][month.month] = owed
    return found, months


def _told(plan: Plan) -> frozenset[int]:
    return frozenset(
        db.session.scalars(
            select(Choice.assignment_id)
            .join(Assignment, Assignment.id == Choice.assignment_id)
            .join(Activity, Activity.id == Assignment.activity_id)
            .where(Activity.plan_id == plan.id, Activity.kind == ROUND)
        )
    )


def _visits(plan: Plan) -> dict[int, tuple[int, int, int, int]]:
    """Return (visits, held, letters, letters late) by assignment; cancelled ones do not count."""
    letter_late = exists().where(
        Milestone.kind == "result_letter",
        Milestone.subject_kind == "visit",
        Milestone.subject_id == Visit.id,
        Milestone.done_at.is_(None),
        Milestone.due_at < clock.now(),
    )
    rows = db.session.execute(
        select(
            Visit.assignment_id,
            func.count(Visit.id),
            func.count(Visit.held_at),
            func.sum(case((has_letter(), 1), else_=0)),
            func.sum(case((letter_late, 1), else_=0)),
        )
        .join(Assignment, Assignment.id == Visit.assignment_id)
        .join(Activity, Activity.id == Assignment.activity_id)
        .where(Activity.plan_id == plan.id, Visit.cancelled_at.is_(None))
        .group_by(Visit.assignment_id)
    )
    return {number: (total, held, letters, late) for number, total, held, letters, late in rows}


def _remedies(plan: Plan) -> dict[int, tuple[int, int]]:
    """Return (open, overdue) recommendations by assignment, of issued letters only."""
    rows = db.session.execute(
        select(
            Visit.assignment_id,
            func.sum(case((state() == MENDED, 0), else_=1)),
            func.sum(case((state() == OVERDUE, 1), else_=0)),
        )
        .join(Visit, Visit.id == Recommendation.visit_id)
        .join(Assignment, Assignment.id == Visit.assignment_id)
        .join(Activity, Activity.id == Assignment.activity_id)
        .where(Activity.plan_id == plan.id, is_told())
        .group_by(Visit.assignment_id)
    )
    return {number: (still_open, late) for number, still_open, late in rows}


def _notes(plan: Plan) -> int:
    return (
        db.session.scalar(
            select(func.count(Observation.id))
            .join(Topic, Topic.id == Observation.topic_id)
            .join(Activity, Activity.id == Topic.activity_id)
            .where(Activity.plan_id == plan.id)
        )
        or 0
    )

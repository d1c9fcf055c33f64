"""The year as a picture: what is due, late and done in every kind of activity, in few queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, case, exists, func, select
from sqlalchemy.orm import joinedload

from webapp.attending.kinds import RESULT_LETTER_DUE
from webapp.attending.models import Recommendation
from webapp.attending.queries.letters import has_letter
from webapp.core import clock
from webapp.core.db import db
from webapp.followup.queries import OVER, OVERDUE, is_notified, state
from webapp.grassroots import kinds as grassroots
from webapp.grassroots.models import MonthlyCalendar
from webapp.milestones.models import Milestone
from webapp.milestones.standing import DueState, Term
from webapp.notices.kinds import NOTICE
from webapp.observations.models import Observation
from webapp.organizations.models import Organization
from webapp.plans import queries as plans
from webapp.plans.kinds import ACTIVITIES, YearPart, keys_where
from webapp.plans.models import (
    Activity,
    Assignment,
    Plan,
)
from webapp.plans.round_models import Round, Topic
from webapp.reports.queries.picture import (
    Cell,
    Given,
    Grid,
    RoundRow,
    UnitMonth,
    Year,
    YearRow,
)
from webapp.reports.queries.progress import (
    Facts,
    RoundFacts,
    monthly,
    round_steps,
    sending,
    standing,
)
from webapp.rounds.kinds import ROUND_REPORT_DUE, ROUND_SUBJECT
from webapp.rules.text import short_date
from webapp.submissions.kinds import PAPERS_DUE, SELF_REPORT_DUE
from webapp.visits.kinds import ANNOUNCEMENT_DUE, ASSIGNMENT
from webapp.visits.models import Choice, Visit

ABOUT_ASSIGNMENT, ABOUT_ROUND = ASSIGNMENT.key, ROUND_SUBJECT.key
ABOUT_MONTH = grassroots.CALENDAR.key


@dataclass(frozen=True)
class _Seen:
    """What was read of a plan, by assignment or by what a milestone is about."""

    owed: Mapping[tuple[str, int], Mapping[str, DueState]]
    visits: Mapping[int, tuple[int, int, int, int]]  # visits, held, letters, letters late
    remedies: Mapping[int, tuple[int, int]]  # open, overdue
    months: Mapping[tuple[int, str], Mapping[int, DueState]]  # by activity and kind, of each month
    told: frozenset[int]  # of rounds: whose units were told that they are chosen

    def of(self, about: str, number: int) -> Mapping[str, DueState]:
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
    given = _given(plan, activities)
    parts = {_part_of(one) for one in activities}
    told = _told(plan) if YearPart.ROUNDS in parts else frozenset()
    owed, months = _owed(plan)
    seen = _Seen(owed, _visits(plan), _remedies(plan), months, told)
    return Year(
        kinds=kinds,
        rows=_committees(plan, kinds, given, seen),
        rounds=[
            _round(one, one.round, [a for a in given if a.activity is one], seen)
            for one in activities
            if _part_of(one) is YearPart.ROUNDS and one.round
        ],
        grids=[_grid(one, given, seen) for one in activities if _part_of(one) is YearPart.GRID],
        notes=_notes(plan) if YearPart.NOTES in parts else 0,
        months=[date(plan.year, month, 1) for month in range(1, 13)],
        was=_called_before(plan, {one.organization for one in given}),
    )


def _given(plan: Plan, activities: Sequence[Activity]) -> list[Given]:
    """Return a plan's assignments, by month, as values: one query."""
    known = {one.id: one for one in activities}
    rows = db.session.execute(
        select(Assignment.id, Assignment.activity_id, Organization, Assignment.month)
        .join(Organization, Organization.id == Assignment.organization_id)
        .where(Assignment.activity_id.in_(known))
        .order_by(Assignment.month, Organization.sort_key, Assignment.id)
    ).all()
    plans.call_as_in(plan, {unit for _, _, unit, _ in rows})
    return [Given(number, known[of], unit, month) for number, of, unit, month in rows]


def _called_before(plan: Plan, organizations: Iterable[Organization]) -> dict[int, str]:
    """Return, by number, what those were called that got another name in the plan's year."""
    told = {
        one.id: [
            f"trước {short_date(was.until)}: {was.name}"
            for was in one.former
            if was.until.year == plan.year
        ]
        for one in organizations
    }
    return {number: "; ".join(names) for number, names in told.items() if names}


def _part_of(activity: Activity) -> YearPart:
    return ACTIVITIES[activity.kind].year


def _committees(
    plan: Plan, kinds: frozenset[str], given: Sequence[Given], seen: _Seen
) -> list[YearRow]:
    """Return committees × months, where the plan attends or lets committees run themselves."""
    if kinds and not any(ACTIVITIES[kind].year is YearPart.COMMITTEES for kind in kinds):
        return []
    reached = {one.organization.id for one in given}
    own: dict[int, list[Cell]] = defaultdict(list)
    asked = plans.asked(plan).committees if plan.reaches_all else []
    committees = {one.id: one for one in asked}
    for one in given:
        if _part_of(one.activity) is YearPart.COMMITTEES:
            # Of a body that is gone or no longer planned for, what it did stays.
            committees.setdefault(one.organization.id, one.organization)
            own[one.organization.id].append(Cell(one, standing(_facts(one, seen))))
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


def _facts(one: Given, seen: _Seen) -> Facts:
    visits, held, letters, letters_late = seen.visits.get(one.id, (0, 0, 0, 0))
    still_open, overdue = seen.remedies.get(one.id, (0, 0))
    return Facts(
        owed=seen.of(ABOUT_ASSIGNMENT, one.id),
        kind=one.activity.kind,
        is_notified=one.id in seen.told,
        visits=visits,
        held=held,
        letters=letters,
        letters_late=letters_late,
        open_remedies=still_open,
        overdue_remedies=overdue,
    )


def _round(activity: Activity, window: Round, chosen: Sequence[Given], seen: _Seen) -> RoundRow:
    own = [seen.of(ABOUT_ASSIGNMENT, one.id) for one in chosen]
    owed = [one.get(SELF_REPORT_DUE.key) or one.get(PAPERS_DUE.key) for one in own]
    visits = [seen.visits.get(one.id, (0, 0, 0, 0)) for one in chosen]
    board = seen.of(ABOUT_ROUND, activity.id)
    facts = RoundFacts(
        announcement=board.get(ANNOUNCEMENT_DUE.key),
        report=board.get(ROUND_REPORT_DUE.key),
        chosen=len(chosen),
        wanted=window.units_wanted,
        reports=[one for one in owed if one],
        sessions=sum(one[0] for one in visits),
        held=sum(one[1] for one in visits),
    )
    units = [Cell(one, standing(_facts(one, seen))) for one in chosen]
    return RoundRow(activity, window, round_steps(facts), units)


def _grid(activity: Activity, given: Iterable[Given], seen: _Seen) -> Grid:
    grid = Grid(activity)
    for kind in grassroots.DUTY_KINDS:
        months = seen.months.get((activity.id, kind.key), {})
        grid.board[kind.key] = {number: monthly(one, kind.step) for number, one in months.items()}
    own = [one for one in given if one.activity is activity and one.month]
    for one in sorted(own, key=lambda one: (one.organization.sort_key, one.organization.id)):
        owed = seen.of(ABOUT_ASSIGNMENT, one.id).get(NOTICE.key)
        visits, held, *_ = seen.visits.get(one.id, (0, 0))
        month = one.month.month if one.month else 0
        cells = grid.rows.setdefault(one.organization, {})
        cells[month] = UnitMonth(one.id, sending(owed), visits, held)
    return grid


def _owed(
    plan: Plan,
) -> tuple[dict[tuple[str, int], dict[str, DueState]], dict[tuple[int, str], dict[int, DueState]]]:
    """Return what the plan made due, by what it is about and by kind; months apart.

    What is due again comes after what was done before, and tells how it stands.
    """
    found: dict[tuple[str, int], dict[str, DueState]] = defaultdict(dict)
    months: dict[tuple[int, str], dict[int, DueState]] = defaultdict(dict)
    now = clock.now()
    for one in db.session.execute(_made_due(plan)):
        term = Term(
            one.due_at,
            one.done_at,
            now,
            one.is_impossible,
            counted_before=one.recounted_from,
            closed_at=one.closed_at,
        )
        so_far = found[one.subject_kind, one.subject_id]
        owed = so_far[one.kind] = DueState.of(term).after(so_far.get(one.kind))
        if one.month is not None:
            months[one.activity_id, one.kind][one.month.month] = owed
    return found, months


def _made_due(plan: Plan) -> Select[*tuple[Any, ...]]:
    """Return the statement of what the plan made due, as values, with the month of a month's."""
    return (
        select(
            Milestone.subject_kind,
            Milestone.subject_id,
            Milestone.kind,
            Milestone.due_at,
            Milestone.done_at,
            Milestone.is_impossible,
            Milestone.recounted_from,
            Milestone.closed_at,
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
        .order_by(Milestone.sequence)
    )


def _told(plan: Plan) -> frozenset[int]:
    rounds = keys_where(lambda kind: kind.year is YearPart.ROUNDS)
    return frozenset(
        db.session.scalars(
            select(Choice.assignment_id)
            .join(Assignment, Assignment.id == Choice.assignment_id)
            .join(Activity, Activity.id == Assignment.activity_id)
            .where(Activity.plan_id == plan.id, Activity.kind.in_(rounds))
        )
    )


def _visits(plan: Plan) -> dict[int, tuple[int, int, int, int]]:
    """Return (visits, held, letters, letters late) by assignment; cancelled ones do not count."""
    letter_late = exists().where(
        Milestone.kind == RESULT_LETTER_DUE.key,
        Milestone.subject_kind == "visit",
        Milestone.subject_id == Visit.id,
        Milestone.done_at.is_(None),
        Milestone.late_after < clock.now(),
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
            func.sum(case((state().in_(OVER), 0), else_=1)),
            func.sum(case((state() == OVERDUE, 1), else_=0)),
        )
        .join(Visit, Visit.id == Recommendation.visit_id)
        .join(Assignment, Assignment.id == Visit.assignment_id)
        .join(Activity, Activity.id == Assignment.activity_id)
        .where(Activity.plan_id == plan.id, is_notified())
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

"""What the overview and the synthesis read: a few queries over the whole plan, never one a row."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, exists, func, select
from sqlalchemy.orm import contains_eager, joinedload

from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.followup.queries import MENDED, OVERDUE, is_told, state
from webapp.milestones.models import Milestone
from webapp.notices.models import Meeting
from webapp.organizations.models import Organization
from webapp.plans import queries as plans
from webapp.plans.dues import windows_of
from webapp.plans.models import Assignment, Plan
from webapp.reports.progress import Facts, Owed, Standing, standing
from webapp.visits.models import Choice, Recommendation, Visit
from webapp.visits.papers import has_letter

SOON = 31  # days


@dataclass(frozen=True)
class Cell:
    """One assignment as the year shows it."""

    assignment: Assignment
    standing: Standing


@dataclass(frozen=True)
class YearRow:
    """One committee's year: its cells of each month (1 to 12), and its self-run assignment if any.

    A round stands in the month in which it opens. `is_forgotten`: a plan that reaches all neither
    schedules this committee nor lets it run itself (73-KH/BTCTU, V.1).
    """

    organization: Organization
    months: Mapping[int, Sequence[Cell]]
    self_run: Cell | None
    is_forgotten: bool


def year_of(plan: Plan) -> list[YearRow]:
    """Return the year as a picture: committees × months, each with where it stands."""
    assignments = plans.assignments(plan)
    facts = facts_of(assignments)
    windows = windows_of({one.activity_id for one in assignments})
    committees = {one.id: one for one in plans.committees(plan)} if plan.reaches_all else {}
    months: dict[int, dict[int, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    self_run: dict[int, Cell] = {}
    for one in assignments:
        # Of a body that is gone or no longer planned for, what it did stays.
        committees.setdefault(one.organization_id, one.organization)
        cell = Cell(one, standing(facts[one.id]))
        window = windows.get(one.activity_id)
        day = window.opens_on if window else one.month
        if day is None:
            self_run[one.organization_id] = cell
        else:
            months[one.organization_id][day.month].append(cell)
    rows = [
        YearRow(
            one,
            months[one.id],
            self_run.get(one.id),
            is_forgotten=not months[one.id] and one.id not in self_run,
        )
        for one in committees.values()
    ]
    # By the first month that concerns them the year reads from top left to bottom right.
    return sorted(rows, key=lambda row: min(row.months, default=13))


def tally(rows: Iterable[YearRow]) -> Counter[str]:
    """Count the year's cells by tone: late, due, wait, done, plain."""
    cells = [cell for row in rows for month in row.months.values() for cell in month]
    cells += [row.self_run for row in rows if row.self_run]
    return Counter(cell.standing.tone for cell in cells)


def facts_of(assignments: Iterable[Assignment]) -> dict[int, Facts]:
    """Return what has happened in each assignment, by its id: five queries."""
    kinds = {one.id: one.activity.kind for one in assignments}
    owed, told = _owed(kinds), _told(kinds)
    visits, letters, remedies = _visits(kinds), _letters(kinds), _remedies(kinds)
    facts = {}
    for number, kind in kinds.items():
        total, held, late = visits.get(number, (0, 0, 0))
        still_open, overdue = remedies.get(number, (0, 0))
        facts[number] = Facts(
            owed=owed.get(number, {}),
            kind=kind,
            is_told=number in told,
            visits=total,
            held=held,
            letters=letters.get(number, 0),
            letters_late=late,
            open_remedies=still_open,
            overdue_remedies=overdue,
        )
    return facts


@dataclass(frozen=True)
class VisitRow:
    """One visit of an assignment with its letter, if there is one."""

    visit: Visit
    letter: Document | None


def visits_of(assignment: Assignment) -> list[VisitRow]:
    """Return an assignment's visits in the order of their meetings: two queries."""
    visits = db.session.scalars(
        select(Visit)
        .join(Visit.meeting)
        .options(contains_eager(Visit.meeting), joinedload(Visit.organization))
        .where(Visit.assignment_id == assignment.id)
        .order_by(Meeting.starts_at, Visit.id)
    ).all()
    letters = db.session.scalars(
        select(Document).where(
            Document.kind == "result_letter",
            Document.subject_kind == "visit",
            Document.subject_id.in_([visit.id for visit in visits]),
            Document.withdrawn_at.is_(None),
        )
    )
    by_visit = {letter.subject_id: letter for letter in letters}
    return [VisitRow(visit, by_visit.get(visit.id)) for visit in visits]


def _owed(ids: Iterable[int]) -> dict[int, dict[str, Owed]]:
    found: dict[int, dict[str, Owed]] = defaultdict(dict)
    for one in db.session.scalars(
        select(Milestone).where(
            Milestone.subject_kind == "assignment", Milestone.subject_id.in_(list(ids))
        )
    ):
        found[one.subject_id][one.kind] = Owed(
            one.done_at is not None, one.is_late, one.is_impossible, one.days_left <= SOON
        )
    return found


def _told(ids: Iterable[int]) -> set[int]:
    """Return the assignments whose units were told who comes."""
    return set(
        db.session.scalars(select(Choice.assignment_id).where(Choice.assignment_id.in_(list(ids))))
    )


def _visits(ids: Iterable[int]) -> dict[int, tuple[int, int, int]]:
    """Return (visits, held, letters late) of each assignment; cancelled visits do not count."""
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
            func.sum(case((letter_late, 1), else_=0)),
        )
        .where(Visit.assignment_id.in_(list(ids)), Visit.cancelled_at.is_(None))
        .group_by(Visit.assignment_id)
    )
    return {number: (total, held, late) for number, total, held, late in rows}


def _letters(ids: Iterable[int]) -> dict[int, int]:
    rows = db.session.execute(
        select(Visit.assignment_id, func.count(Visit.id))
        .where(Visit.assignment_id.in_(list(ids)), Visit.cancelled_at.is_(None), has_letter())
        .group_by(Visit.assignment_id)
    )
    return {row.assignment_id: row[1] for row in rows}


def _remedies(ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return (open, overdue) recommendations of each assignment, of issued letters only."""
    rows = db.session.execute(
        select(
            Visit.assignment_id,
            func.sum(case((state() == MENDED, 0), else_=1)),
            func.sum(case((state() == OVERDUE, 1), else_=0)),
        )
        .join(Visit, Visit.id == Recommendation.visit_id)
        .where(Visit.assignment_id.in_(list(ids)), is_told())
        .group_by(Visit.assignment_id)
    )
    return {number: (still_open, late) for number, still_open, late in rows}


def month_range(plan: Plan) -> list[date]:
    """Return the first days of the plan's twelve months."""
    return [date(plan.year, month, 1) for month in range(1, 13)]

"""What is read about the reports of units."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from webapp.accounts.gate import load, rows
from webapp.core import clock
from webapp.core.db import S, db
from webapp.core.refusals import NotFound
from webapp.milestones.models import Milestone, is_latest
from webapp.milestones.standing import ADDED_LATE, BELATED, Standing, Term, sent
from webapp.organizations.models import Organization
from webapp.plans.models import Activity, Assignment, Duty, Plan, is_there
from webapp.plans.round_models import OutlinePart, RequiredPaper
from webapp.submissions.kinds import SELF_REPORT_DUE, SELF_RUN
from webapp.submissions.models import FigureValue, Submission

PLAIN, OUTLINE = "plain", "outline"


@dataclass(frozen=True)
class Sending:
    """When something is due from a unit, when it came, whether it was begun, and amended since."""

    due_at: datetime | None
    submitted_at: datetime | None
    is_begun: bool
    amended_at: datetime | None = None  # the last time
    counted_before: date | None = None  # when it was due before that was counted anew
    is_impossible: bool = False
    closed_at: datetime | None = None  # by a reason, its unit having ended

    @classmethod
    def of(cls, milestone: Milestone | None, submission: Submission | None) -> "Sending":
        """Return how a report stands that may not be begun."""
        due_at = milestone.due_at if milestone else None
        before = milestone.recounted_from if milestone else None
        is_impossible = milestone is not None and milestone.is_impossible
        closed_at = milestone.closed_at if milestone else None
        if submission is None:
            return cls(due_at, None, False, None, before, is_impossible, closed_at)
        amended_at = submission.saved_at if submission.is_amended else None
        sent_at = submission.submitted_at
        return cls(due_at, sent_at, True, amended_at, before, is_impossible, closed_at)

    @property
    def term(self) -> Term:
        return self._term(self.submitted_at)

    def _term(self, when: datetime | None) -> Term:
        return Term(
            self.due_at,
            when,
            clock.now(),
            self.is_impossible,
            counted_before=self.counted_before,
            closed_at=self.closed_at,
        )

    @property
    def is_late(self) -> bool:
        return self.term.is_late

    @property
    def again(self) -> Term | None:
        """The same term of its last amendment, if it was amended."""
        return self._term(self.amended_at) if self.amended_at else None

    def standing_of_sending(self, when: datetime, *, is_first: bool) -> Standing | None:
        """Return how one sending stands that came after it was due; None where it came in time."""
        term = self._term(when)
        if not term.is_late:
            return None
        return Standing(f"{'Gửi trễ' if is_first else ADDED_LATE} {term.lateness}", BELATED)

    @property
    def standing(self) -> Standing:
        """How it stands: in, late, begun, or silent; and whether it was amended late."""
        return sent(self.term, is_begun=self.is_begun, again=self.again)


@dataclass(frozen=True)
class Counts:
    """How many committees of one activity are in, in late, and silent after the due day.

    `closed` are those of whom it is owed no more, by a reason.
    """

    all: int
    submitted: int
    late: int
    overdue: int
    amended_late: int  # sent in time, amended after it was due
    closed: int = 0

    @property
    def waiting(self) -> int:
        """Those that still have time."""
        return self.all - self.submitted - self.overdue - self.closed


def assignment_to_report(assignment_id: int) -> Assignment:
    """Load an assignment whose unit owes a report, with its figures, or raise `NotFound`."""
    assignment = load(
        Assignment,
        assignment_id,
        joinedload(Assignment.organization),
        joinedload(Assignment.activity).selectinload(Activity.figures),
    )
    if not way_to_report(assignment.activity):
        raise NotFound
    return assignment


def way_to_report(activity: Activity) -> str:
    """Return how each unit of the activity reports: PLAIN, by an OUTLINE, or "" not at all.

    By an outline where the planner laid one (65-KH/ĐTN, appendix); else where it is a duty.
    """
    duty = exists().where(Duty.activity_id == activity.id, Duty.kind == SELF_REPORT_DUE.key)
    outline = exists().where(OutlinePart.activity_id == activity.id, *is_there(OutlinePart))
    found = db.session.execute(select(duty.label("duty"), outline.label("outline"))).one()
    if found.outline:
        return OUTLINE
    return PLAIN if found.duty or activity.kind == SELF_RUN.key else ""


def report_name(activity: Activity) -> str:
    """Return what the report of a unit is called, within a sentence."""
    return "báo cáo tự giám sát" if activity.kind == SELF_RUN.key else "báo cáo"


def submission_of(assignment: Assignment) -> Submission | None:
    """Return the report of an assignment, draft or sent, with figures and file."""
    return db.session.scalars(
        select(Submission)
        .options(joinedload(Submission.file), selectinload(Submission.figures))
        .where(Submission.assignment_id == assignment.id)
    ).one_or_none()


def report(submission_id: int) -> Submission:
    """Load a report with all that its page shows, or raise `NotFound`."""
    assignment = joinedload(Submission.assignment)
    return load(
        Submission,
        submission_id,
        joinedload(Submission.file),
        joinedload(Submission.submitted_by),
        assignment.joinedload(Assignment.organization),
        assignment.joinedload(Assignment.activity).selectinload(Activity.figures),
        selectinload(Submission.figures).joinedload(FigureValue.figure),
    )


def reporting_activities(plan: Plan) -> Sequence[Activity]:
    """Return the activities in which units report or send papers, with figures, in their order."""
    asks = or_(
        Activity.kind == SELF_RUN.key,
        exists().where(Duty.activity_id == Activity.id, Duty.kind == SELF_REPORT_DUE.key),
        exists().where(OutlinePart.activity_id == Activity.id, *is_there(OutlinePart)),
        exists().where(RequiredPaper.activity_id == Activity.id),
    )
    return db.session.scalars(
        select(Activity)
        .options(selectinload(Activity.figures))
        .where(Activity.plan_id == plan.id, asks)
        .order_by(Activity.position, Activity.id)
    ).all()


def committees(
    activity: Activity,
) -> Select[Assignment, Submission | None, Milestone | None]:
    """Select (assignment, its report or None, its milestone or None), committees in order."""
    return (
        _joined(rows(Assignment, Assignment.activity_id == activity.id))
        .add_columns(Submission, Milestone)
        .join(Assignment.organization)
        .options(contains_eager(Assignment.organization))
        .order_by(Organization.sort_key, Assignment.id)
    )


def counts(activity: Activity) -> Counts:
    """Count an activity's committees: in one query, however many they are."""
    sent = Submission.submitted_at
    late_after = Milestone.late_after
    late = and_(sent.is_not(None), sent > late_after)
    overdue = and_(sent.is_(None), late_after < clock.now())
    amended = and_(sent <= late_after, Submission.saved_at > late_after)
    statement = (
        select(
            func.count(Assignment.id),
            func.count(sent),
            func.count(case((late, 1))),
            func.count(case((overdue, 1))),
            func.count(case((amended, 1))),
            func.count(case((and_(sent.is_(None), Milestone.closed_at.is_not(None)), 1))),
        )
        .select_from(Assignment)
        .where(Assignment.activity_id == activity.id)
    )
    found = db.session.execute(_joined(statement)).one()
    return Counts(*found)


def figures_of(submission_ids: Sequence[int]) -> dict[tuple[int, int], Decimal]:
    """Return the figures of reports by (submission id, figure id)."""
    found = db.session.execute(
        select(FigureValue.submission_id, FigureValue.figure_id, FigureValue.value).where(
            FigureValue.submission_id.in_(submission_ids)
        )
    )
    return {(row.submission_id, row.figure_id): row.value for row in found}


def totals(activity: Activity) -> dict[int, Decimal]:
    """Return the sum of each figure over all reports that are in, by figure id."""
    found = db.session.execute(
        select(FigureValue.figure_id, func.sum(FigureValue.value))
        .join(Submission, Submission.id == FigureValue.submission_id)
        .join(Assignment, Assignment.id == Submission.assignment_id)
        .where(Assignment.activity_id == activity.id, Submission.submitted_at.is_not(None))
        .group_by(FigureValue.figure_id)
    )
    return {row[0]: row[1] for row in found}


def _joined(statement: S) -> S:
    mine = and_(
        Milestone.kind == SELF_REPORT_DUE.key,
        Milestone.subject_kind == "assignment",
        Milestone.subject_id == Assignment.id,
        is_latest(),
    )
    return statement.outerjoin(Submission, Submission.assignment_id == Assignment.id).outerjoin(
        Milestone, mine
    )

"""What is read about the reports of units."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from math import ceil
from typing import Any

from flask import abort
from sqlalchemy import Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from webapp.accounts.gate import load, rows
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.models import Milestone
from webapp.organizations.models import Organization
from webapp.plans.models import Activity, Assignment, Duty, Plan
from webapp.plans.round_models import OutlinePart, RequiredPaper
from webapp.rules.deadlines import tone_of
from webapp.submissions.models import FigureValue, Submission

SELF_RUN, SELF_REPORT, PAPERS = "self_run", "self_report", "papers"
PLAIN, OUTLINE = "plain", "outline"


@dataclass(frozen=True)
class Standing:
    """Whether a report is in, late or silent: facts, and the words for them."""

    due_at: datetime | None
    submitted_at: datetime | None
    is_begun: bool

    @property
    def days_late(self) -> int:
        """Days after the due day; 0 when in time, or late within the day."""
        if self.due_at is None:
            return 0
        moment = clock.local(self.submitted_at or clock.now()).date()
        return max(0, (moment - clock.local(self.due_at).date()).days)

    @property
    def is_late(self) -> bool:
        return self.due_at is not None and (self.submitted_at or clock.now()) > self.due_at

    @property
    def shown(self) -> tuple[str, str]:
        """The words and the tone of the state macro."""
        by, tone = self._by, tone_of(is_done=self.submitted_at is not None, is_late=self.is_late)
        if self.submitted_at:
            return (f"Đã gửi, trễ {by}" if self.is_late else "Đã gửi đúng hạn"), tone
        if self.is_late:
            return f"Chưa gửi, quá hạn {by}", tone
        return ("Đang soạn", "wait") if self.is_begun else ("Chưa gửi", "plain")

    @property
    def _by(self) -> str:
        """By how much it is late: where the hour counts, a minute is late (65-KH/ĐTN, II.5)."""
        if self.days_late or self.due_at is None:
            return f"{self.days_late} ngày"
        late = (self.submitted_at or clock.now()) - self.due_at
        minutes = ceil(late / timedelta(minutes=1))
        return f"{minutes} phút" if minutes < 60 else f"{minutes // 60} giờ"


@dataclass(frozen=True)
class Counts:
    """How many committees of one activity are in, in late, and silent after the due day."""

    all: int
    submitted: int
    late: int
    overdue: int

    @property
    def waiting(self) -> int:
        """Those that still have time."""
        return self.all - self.submitted - self.overdue


def assignment_to_report(assignment_id: int) -> Assignment:
    """Load an assignment whose unit owes a report, with its figures, or end with 404."""
    assignment = load(
        Assignment,
        assignment_id,
        joinedload(Assignment.organization),
        joinedload(Assignment.activity).selectinload(Activity.figures),
    )
    if not way_to_report(assignment.activity):
        abort(404)
    return assignment


def way_to_report(activity: Activity) -> str:
    """Return how each unit of the activity reports: PLAIN, by an OUTLINE, or "" not at all.

    By an outline where the planner laid one (65-KH/ĐTN, appendix); else where it is a duty.
    """
    duty = exists().where(Duty.activity_id == activity.id, Duty.kind == SELF_REPORT)
    outline = exists().where(OutlinePart.activity_id == activity.id)
    found = db.session.execute(select(duty.label("duty"), outline.label("outline"))).one()
    if found.outline:
        return OUTLINE
    return PLAIN if found.duty or activity.kind == SELF_RUN else ""


def report_name(activity: Activity) -> str:
    """Return what the report of a unit is called, within a sentence."""
    return "báo cáo tự giám sát" if activity.kind == SELF_RUN else "báo cáo"


def submission_of(assignment: Assignment) -> Submission | None:
    """Return the report of an assignment, draft or sent, with figures and file."""
    return db.session.scalars(
        select(Submission)
        .options(joinedload(Submission.file), selectinload(Submission.figures))
        .where(Submission.assignment_id == assignment.id)
    ).one_or_none()


def report(submission_id: int) -> Submission:
    """Load a report with all that its page shows, or end with 404."""
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
        Activity.kind == SELF_RUN,
        exists().where(Duty.activity_id == Activity.id, Duty.kind == SELF_REPORT),
        exists().where(OutlinePart.activity_id == Activity.id),
        exists().where(RequiredPaper.activity_id == Activity.id),
    )
    return db.session.scalars(
        select(Activity)
        .options(selectinload(Activity.figures))
        .where(Activity.plan_id == plan.id, asks)
        .order_by(Activity.position, Activity.id)
    ).all()


def committees(activity: Activity) -> Select[Any]:
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
    late = and_(sent.is_not(None), sent > Milestone.due_at)
    overdue = and_(sent.is_(None), Milestone.due_at < clock.now())
    statement: Select[Any] = (
        select(
            func.count(Assignment.id),
            func.count(sent),
            func.count(case((late, 1))),
            func.count(case((overdue, 1))),
        )  # type: ignore[assignment]  # rows of any width
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


def _joined(statement: Select[Any]) -> Select[Any]:
    mine = and_(
        Milestone.kind == SELF_REPORT,
        Milestone.subject_kind == "assignment",
        Milestone.subject_id == Assignment.id,
    )
    return statement.outerjoin(Submission, Submission.assignment_id == Assignment.id).outerjoin(
        Milestone, mine
    )

"""The synthesis of a plan's year: gathered once, shown as a page, composed as a paper (D18)."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, Select, case, func, select, true
from sqlalchemy.orm import joinedload

from webapp.core.db import db
from webapp.followup.queries import MENDED, OVERDUE, is_told, state
from webapp.milestones.models import Milestone
from webapp.notices.models import THEMATIC, Meeting, Notice
from webapp.organizations.models import Organization
from webapp.plans.models import (
    Activity,
    ActivityFigure,
    Assignment,
    ChecklistItem,
    ContentGroup,
    Plan,
)
from webapp.rules.scoring import STANDARD_RANKS
from webapp.submissions.models import FigureValue, Submission
from webapp.visits.models import SHORTCOMING, STRENGTH, Recommendation, Remark, Visit
from webapp.visits.papers import has_letter
from webapp.visits.scores import ranks_of

EXAMPLES = 5  # remarks quoted under one group of contents


@dataclass(frozen=True)
class Counts:
    """How much was done. Visits that were cancelled do not count."""

    assignments: int
    meetings: int
    thematic_meetings: int
    visits: int
    thematic_visits: int
    held: int
    letters: int


@dataclass(frozen=True)
class Remarks:
    """What was said of one group of contents."""

    title: str
    strengths: Sequence[str]
    shortcomings: Sequence[str]
    strength_count: int
    shortcoming_count: int


@dataclass(frozen=True)
class Timeliness:
    """How one committee kept its term: a notice or a self-run report."""

    committee: str
    label: str
    words: str
    tone: str


@dataclass(frozen=True)
class Synthesis:
    """Everything the report says."""

    counts: Counts
    ranks: Mapping[str, int]  # every rank, best first, 0 where there is none
    remarks: Sequence[Remarks]
    recommendations: Mapping[str, int]  # total, mended, open, overdue
    timeliness: Sequence[Timeliness]
    figures: Sequence[tuple[str, Decimal, str]]  # label, sum, unit


def gather(plan: Plan) -> Synthesis:
    """Gather the plan's year as it stands now, in nine queries whatever its size."""
    return Synthesis(
        counts=_counts(plan),
        ranks=_ranks(plan),
        remarks=_remarks(plan),
        recommendations=_recommendations(plan),
        timeliness=_timeliness(plan),
        figures=_figures(plan),
    )


def _in_plan(plan: Plan) -> Select[int]:
    return (
        select(Assignment.id)
        .join(Activity, Activity.id == Assignment.activity_id)
        .where(Activity.plan_id == plan.id)
    )


def _visits_in(plan: Plan) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Visit.assignment_id.in_(_in_plan(plan)), Visit.cancelled_at.is_(None)


def _counts(plan: Plan) -> Counts:
    monthly = _in_plan(plan).where(Assignment.month.is_not(None)).subquery()
    thematic = case((Meeting.kind == THEMATIC, 1), else_=0)
    noticed = (
        select(
            select(func.count()).select_from(monthly).scalar_subquery().label("monthly"),
            func.count(Meeting.id),
            func.coalesce(func.sum(thematic), 0),
        )
        .join(Notice, Notice.id == Meeting.notice_id)
        .where(Notice.assignment_id.in_(_in_plan(plan)), Meeting.cancelled_at.is_(None))
        .subquery()
    )
    visited = (
        select(
            func.count(Visit.id),
            func.coalesce(func.sum(thematic), 0),
            func.count(Visit.held_at),
            func.coalesce(func.sum(case((has_letter(), 1), else_=0)), 0),
        )
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .where(*_visits_in(plan))
        .subquery()
    )
    both = select(noticed, visited).select_from(noticed.join(visited, true()))
    return Counts(*db.session.execute(both).one())


def _ranks(plan: Plan) -> dict[str, int]:
    held = db.session.scalars(
        select(Visit.id).where(*_visits_in(plan), Visit.held_at.is_not(None))
    ).all()
    counted = Counter(score.rank for score in ranks_of(held).values() if score.rank)
    return {rank.title: counted[rank.title] for rank in STANDARD_RANKS}


def _remarks(plan: Plan) -> list[Remarks]:
    """Gather remarks by group of contents; only of visits whose letter went out."""
    rows = db.session.execute(
        select(ContentGroup.title, Remark.kind, Remark.text)
        .join(ChecklistItem, ChecklistItem.group_id == ContentGroup.id)
        .join(Remark, Remark.item_id == ChecklistItem.id)
        .join(Visit, Visit.id == Remark.visit_id)
        .where(ContentGroup.plan_id == plan.id, *_visits_in(plan), has_letter(), Remark.text != "")
        .order_by(ContentGroup.position, Remark.id)
    )
    said: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for title, kind, text in rows:
        said[title][kind][text] += 1
    return [
        Remarks(
            title,
            _most_common(kinds[STRENGTH]),
            _most_common(kinds[SHORTCOMING]),
            kinds[STRENGTH].total(),
            kinds[SHORTCOMING].total(),
        )
        for title, kinds in said.items()
    ]


def _most_common(texts: Counter[str]) -> list[str]:
    return [_counted(text, count) for text, count in texts.most_common(EXAMPLES)]


def _counted(text: str, count: int) -> str:
    """Return a remark with how often it was made, within its full stop."""
    if count == 1:
        return text
    end = "." if text.endswith(".") else ""
    return f"{text.removesuffix('.')} ({count} lần){end}"


def _recommendations(plan: Plan) -> dict[str, int]:
    mended = case((state() == MENDED, 1), else_=0)
    late = case((state() == OVERDUE, 1), else_=0)
    total, done, overdue = db.session.execute(
        select(
            func.count(Recommendation.id),
            func.coalesce(func.sum(mended), 0),
            func.coalesce(func.sum(late), 0),
        )
        .join(Visit, Visit.id == Recommendation.visit_id)
        .where(*_visits_in(plan), is_told())
    ).one()
    return {"total": total, "mended": done, "open": total - done, "overdue": overdue}


def _timeliness(plan: Plan) -> list[Timeliness]:
    owed = db.session.scalars(
        select(Milestone)
        .join(Milestone.organization)
        .options(joinedload(Milestone.organization))
        .where(Milestone.plan_id == plan.id, Milestone.kind.in_(("notice", "self_report")))
        .order_by(Milestone.due_at, Organization.sort_key)
    )
    return [Timeliness(one.organization.label, one.label, *_kept(one)) for one in owed]


def _kept(one: Milestone) -> tuple[str, str]:
    if one.done_at is None:
        return ("Chưa gửi, đã quá hạn", "late") if one.is_late else ("Chưa đến hạn", "plain")
    if one.is_impossible:
        return "Đã gửi (hạn rơi trước ngày ban hành)", "done"
    return ("Gửi trễ hạn", "late") if one.is_late else ("Đúng hạn", "done")


def _figures(plan: Plan) -> list[tuple[str, Decimal, str]]:
    rows = db.session.execute(
        select(ActivityFigure.label, func.sum(FigureValue.value), ActivityFigure.unit)
        .join(FigureValue, FigureValue.figure_id == ActivityFigure.id)
        .join(Submission, Submission.id == FigureValue.submission_id)
        .where(Submission.assignment_id.in_(_in_plan(plan)), Submission.submitted_at.is_not(None))
        .group_by(ActivityFigure.id, ActivityFigure.label, ActivityFigure.unit)
        .order_by(ActivityFigure.position)
    )
    return [(label, total, unit) for label, total, unit in rows]

"""The synthesis of a plan's year: gathered once, shown as a page, composed as a paper (D18)."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from webapp.attending.models import SHORTCOMING, STRENGTH, Recommendation, Remark
from webapp.core.db import db
from webapp.followup.queries import MENDED, OVERDUE, is_told, state
from webapp.plans.models import (
    ATTEND,
    GRASSROOTS,
    ROUND,
    Activity,
    ActivityFigure,
    Assignment,
    ChecklistItem,
    ContentGroup,
    Plan,
)
from webapp.reports.done import Done, Timeliness, done_in
from webapp.rules.scoring import STANDARD_RANKS
from webapp.submissions.models import FigureValue, Submission
from webapp.visits.models import Visit
from webapp.visits.papers import has_letter
from webapp.visits.scores import ranks_of

EXAMPLES = 5  # remarks quoted under one group of contents
GENERAL = "Nhận xét chung"


COUNTED = (
    "assignments",
    "meetings",
    "thematic_meetings",
    "visits",
    "thematic_visits",
    "held",
    "letters",
)


class Counts(NamedTuple):
    """How much was done, of all that is counted alike."""

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
class Synthesis:
    """Everything the report says."""

    parts: Sequence[Done]  # what was done, by activity
    ranks: Mapping[str, int]  # every rank, best first, 0 where there is none
    remarks: Sequence[Remarks]
    recommendations: Mapping[str, int]  # total, mended, open, overdue
    timeliness: Sequence[Timeliness]
    figures: Sequence[tuple[str, Decimal, str]]  # label, sum, unit

    def of(self, *kinds: str) -> list[Done]:
        """Return what was done in activities of these kinds."""
        return [one for one in self.parts if one.activity.kind in kinds]

    @property
    def attended(self) -> Counts | None:
        """What was done where committees are attended, summed; None where none is."""
        parts = self.of(ATTEND)
        if not parts:
            return None
        return Counts(*(sum(getattr(one, name) for one in parts) for name in COUNTED))


def gather(plan: Plan) -> Synthesis:
    """Gather the plan's year as it stands now, in eight queries whatever its size."""
    parts, timeliness = done_in(plan)
    return Synthesis(
        parts=parts,
        ranks=_ranks(plan),
        remarks=_remarks(plan),
        recommendations=_recommendations(plan),
        timeliness=timeliness,
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


def _ranks(plan: Plan) -> dict[str, int]:
    held = select(Visit.id).where(*_visits_in(plan), Visit.held_at.is_not(None))
    counted = Counter(score.rank for score in ranks_of(held).values() if score.rank)
    return {rank.title: counted[rank.title] for rank in STANDARD_RANKS}


def _remarks(plan: Plan) -> list[Remarks]:
    """Gather remarks by group of contents: of visits whose letter went out, or needs none."""
    without_letters = and_(Visit.held_at.is_not(None), Activity.kind.in_((ROUND, GRASSROOTS)))
    rows = db.session.execute(
        select(ContentGroup.title, Remark.kind, Remark.text)
        .select_from(Remark)
        .join(Visit, Visit.id == Remark.visit_id)
        .join(Assignment, Assignment.id == Visit.assignment_id)
        .join(Activity, Activity.id == Assignment.activity_id)
        .outerjoin(ChecklistItem, ChecklistItem.id == Remark.item_id)
        .outerjoin(ContentGroup, ContentGroup.id == ChecklistItem.group_id)
        .where(
            *_visits_in(plan),
            or_(has_letter(), without_letters),
            Remark.kind.in_((STRENGTH, SHORTCOMING)),
            Remark.text != "",
        )
        .order_by(ContentGroup.position.is_(None), ContentGroup.position, Remark.id)
    )
    said: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for title, kind, text in rows:
        said[title or GENERAL][kind][text] += 1
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

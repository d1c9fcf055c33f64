"""A synthesis: gathered once from plans and a span, shown as a page, composed as a paper (D18)."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from webapp.attending.models import SHORTCOMING, STRENGTH, Recommendation, Remark
from webapp.attending.queries.letters import has_letter
from webapp.core.db import db
from webapp.followup.queries import MENDED, OVERDUE, is_notified, state
from webapp.grassroots.kinds import GRASSROOTS
from webapp.milestones.models import Milestone
from webapp.plans.models import (
    Activity,
    ActivityFigure,
    Assignment,
    ChecklistItem,
    ContentGroup,
    Plan,
)
from webapp.reports.queries.done import Done, Reports, Timeliness, done_in
from webapp.reports.queries.scope import Scope
from webapp.rounds.kinds import ROUND
from webapp.rules.scoring import STANDARD_RANKS
from webapp.rules.spans import WHOLE, Span
from webapp.submissions.kinds import SELF_REPORT_DUE
from webapp.submissions.models import FigureValue, Submission
from webapp.visits.kinds import ATTEND
from webapp.visits.models import Visit
from webapp.visits.queries.scores import ranks_of

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
class Base:
    """On what the report rests: reports of units, and marks of the visits that are to have some."""

    reports: Reports
    to_mark: int = 0  # visits held, of those that have criteria
    marked: int = 0
    unscored: int = 0  # said to go without

    @property
    def unmarked(self) -> int:
        """Visits of which marks are missing."""
        return self.to_mark - self.marked - self.unscored


@dataclass(frozen=True)
class Gathered:
    """Everything the report says."""

    parts: Sequence[Done]  # what was done, by activity
    ranks: Mapping[str, int]  # every rank, best first, 0 where there is none
    base: Base
    remarks: Sequence[Remarks]
    recommendations: Mapping[str, int]  # total, mended, open, overdue
    timeliness: Sequence[Timeliness]
    figures: Sequence[tuple[str, Decimal, str]]  # label, sum, unit

    def of(self, *kinds: str) -> list[Done]:
        """Return what was done in activities of these kinds."""
        return [one for one in self.parts if one.activity.kind in kinds]

    @property
    def rounds(self) -> list[Done]:
        return self.of(ROUND.key)

    @property
    def calendars(self) -> list[Done]:
        """What was done in visits to the grassroots, month by month."""
        return self.of(GRASSROOTS.key)

    @property
    def attended(self) -> Counts | None:
        """What was done where committees are attended, summed; None where none is."""
        parts = self.of(ATTEND.key)
        if not parts:
            return None
        return Counts(*(sum(getattr(one, name) for one in parts) for name in COUNTED))


def gather(*plans: Plan, span: Span = WHOLE) -> Gathered:
    """Gather what plans brought about within a span, as it stands now: in eight queries."""
    scope = Scope(plans, span)
    parts, kept = done_in(scope)
    ranks = _ranks(scope)
    to_mark, unscored = sum(one.to_mark for one in parts), sum(one.unscored for one in parts)
    return Gathered(
        parts=parts,
        ranks=ranks,
        base=Base(kept.reports, to_mark, sum(ranks.values()), unscored),
        remarks=_remarks(scope),
        recommendations=_recommendations(scope),
        timeliness=kept.terms,
        figures=_figures(scope),
    )


def _visits_in(scope: Scope) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Visit.assignment_id.in_(scope.assignments()), scope.visits()


def _ranks(scope: Scope) -> dict[str, int]:
    held = select(Visit.id).where(*_visits_in(scope), Visit.held_at.is_not(None))
    counted = Counter(score.rank for score in ranks_of(held).values() if score.rank)
    return {rank.title: counted[rank.title] for rank in STANDARD_RANKS}


def _remarks(scope: Scope) -> list[Remarks]:
    """Gather remarks by group of contents: of visits whose letter went out, or needs none."""
    without_letters = and_(
        Visit.held_at.is_not(None), Activity.kind.in_((ROUND.key, GRASSROOTS.key))
    )
    rows = db.session.execute(
        select(ContentGroup.title, Remark.kind, Remark.text)
        .select_from(Remark)
        .join(Visit, Visit.id == Remark.visit_id)
        .join(Assignment, Assignment.id == Visit.assignment_id)
        .join(Activity, Activity.id == Assignment.activity_id)
        .outerjoin(ChecklistItem, ChecklistItem.id == Remark.item_id)
        .outerjoin(ContentGroup, ContentGroup.id == ChecklistItem.group_id)
        .where(
            *_visits_in(scope),
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


def _recommendations(scope: Scope) -> dict[str, int]:
    mended = case((state() == MENDED, 1), else_=0)
    late = case((state() == OVERDUE, 1), else_=0)
    total, done, overdue = db.session.execute(
        select(
            func.count(Recommendation.id),
            func.coalesce(func.sum(mended), 0),
            func.coalesce(func.sum(late), 0),
        )
        .join(Visit, Visit.id == Recommendation.visit_id)
        .where(*_visits_in(scope), is_notified(), Recommendation.closed_at.is_(None))
    ).one()
    return {"total": total, "mended": done, "open": total - done, "overdue": overdue}


def _figures(scope: Scope) -> list[tuple[str, Decimal, str]]:
    rows = db.session.execute(
        select(ActivityFigure.label, func.sum(FigureValue.value), ActivityFigure.unit)
        .join(FigureValue, FigureValue.figure_id == ActivityFigure.id)
        .join(Submission, Submission.id == FigureValue.submission_id)
        .where(_tells_of(scope), Submission.submitted_at.is_not(None))
        .group_by(ActivityFigure.id, ActivityFigure.label, ActivityFigure.unit)
        .order_by(ActivityFigure.position)
    )
    return [(label, total, unit) for label, total, unit in rows]


def _tells_of(scope: Scope) -> ColumnElement[bool]:
    """The condition that a report may tell of the span."""
    if scope.span == WHOLE:
        return Submission.assignment_id.in_(scope.assignments())
    owed = select(Milestone.subject_id).where(
        Milestone.kind == SELF_REPORT_DUE.key,
        Milestone.plan_id.in_(scope.plan_ids),
        scope.reports(),
    )
    return Submission.assignment_id.in_(owed)

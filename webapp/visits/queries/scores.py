"""The score of a visit, and the scores of many at once (R8)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from itertools import groupby

from sqlalchemy import Select, and_, exists, select

from webapp.core.db import db
from webapp.rules import scoring
from webapp.rules.scoring import Score
from webapp.visits.models import Criterion, Mark, Visit

Scored = Sequence[tuple[Criterion, Mark | None]]


def marked(visit: Visit) -> Scored:
    """Return each criterion of the visit's rubric, in order, with its mark: one query at most."""
    if visit.rubric_id is None:
        return []
    rows = db.session.execute(
        select(Criterion, Mark)
        .outerjoin(Mark, and_(Mark.criterion_id == Criterion.id, Mark.visit_id == visit.id))
        .where(Criterion.rubric_id == visit.rubric_id)
        .order_by(Criterion.position, Criterion.id)
    )
    return [(criterion, mark) for criterion, mark in rows]


def score(scored: Scored) -> Score | None:
    """Return what the marks come to; None where nothing is marked or nothing applies."""
    out = {str(c.id) for c, m in scored if m and m.is_not_applicable and c.is_conditional}
    given = {str(c.id): min(m.points, c.points) for c, m in scored if m and m.points is not None}
    applying = [c for c, _ in scored if str(c.id) not in out]
    if not applying or not (given or out):
        return None
    return scoring.total(_rubric(c for c, _ in scored), given, out)


def score_of(visit_id: int) -> Score | None:
    """Return the score of one visit, or None where it has none yet."""
    return ranks_of([visit_id]).get(visit_id)


def ranks_of(visit_ids: Collection[int] | Select[int]) -> dict[int, Score]:
    """Return the scores of many visits by their ids, or by what selects them: one query.

    A visit without a mark, or said to go without a score, is left out; a `rank` is None as long
    as marks are missing.
    """
    rows = db.session.execute(
        select(Visit.id, Criterion, Mark)
        .join(Criterion, Criterion.rubric_id == Visit.rubric_id)
        .outerjoin(Mark, and_(Mark.criterion_id == Criterion.id, Mark.visit_id == Visit.id))
        .where(
            Visit.id.in_(visit_ids),
            Visit.unscored_reason == "",
            exists().where(Mark.visit_id == Visit.id).correlate(Visit),
        )
        .order_by(Visit.id, Criterion.position, Criterion.id)
    )
    scored: dict[int, list[tuple[Criterion, Mark | None]]] = defaultdict(list)
    for visit_id, criterion, mark in rows:
        scored[visit_id].append((criterion, mark))
    found = {visit_id: score(own) for visit_id, own in scored.items()}
    return {visit_id: one for visit_id, one in found.items() if one is not None}


def _rubric(criteria: Iterable[Criterion]) -> scoring.Rubric:
    groups = groupby(criteria, key=lambda c: c.group_title)
    return scoring.Rubric(
        tuple(
            scoring.CriterionGroup(
                title,
                tuple(
                    scoring.Criterion(str(c.id), c.title, Decimal(c.points), c.is_conditional)
                    for c in rows
                ),
            )
            for title, rows in groups
        )
    )

"""What is read about recommendations: their state is told by the answers, never kept."""

from collections.abc import Sequence
from typing import Any

from flask import abort
from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from webapp.accounts.gate import load, rows
from webapp.attending.models import Recommendation
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.followup.models import ACCEPTED, RETURNED, Answer, AnswerFile
from webapp.milestones.models import Milestone
from webapp.organizations.models import Organization
from webapp.plans.models import Assignment
from webapp.visits.models import Visit
from webapp.visits.papers import LETTER

OPEN, OVERDUE, ANSWERED, BACK, MENDED = "open", "overdue", "answered", "returned", "mended"
STATES = {  # state → (words, tone)
    OPEN: ("Đang mở", "plain"),
    OVERDUE: ("Quá hạn", "late"),
    ANSWERED: ("Chờ duyệt trả lời", "wait"),
    BACK: ("Bị trả lại", "due"),
    MENDED: ("Đã xong", "done"),
}
FILTERS = {  # word in the address → (words, the states it takes)
    "open": ("Đang mở", (OPEN, BACK)),
    "overdue": ("Quá hạn", (OVERDUE,)),
    "answered": ("Chờ duyệt", (ANSWERED,)),
    "mended": ("Đã xong", (MENDED,)),
}
SUBJECT = "recommendation"


def state() -> ColumnElement[str]:
    """Return a recommendation's state as a column: the last answer tells it, then the day."""
    last: Any = (
        select(Answer.decision)
        .where(Answer.recommendation_id == Recommendation.id)
        .order_by(Answer.id.desc())
        .limit(1)
        .correlate(Recommendation)
        .scalar_subquery()
    )
    return case(
        (last == ACCEPTED, MENDED),
        (last == "", ANSWERED),
        (Recommendation.due_on < clock.today(), OVERDUE),
        (last == RETURNED, BACK),
        else_=OPEN,
    )


def is_told() -> ColumnElement[bool]:
    """Return the condition that a recommendation is in a letter that is out and holds."""
    letter = exists().where(
        Document.kind == LETTER,
        Document.subject_kind == "visit",
        Document.subject_id == Recommendation.visit_id,
        Document.issued_at.is_not(None),
        Document.withdrawn_at.is_(None),
    )
    return and_(Recommendation.text != "", letter)


def listed(wanted: Sequence[str] = (), committee_id: int | None = None) -> Select[Any]:
    """Select (recommendation, state) that the person may see: to do first, soonest first."""
    shown = state().label("state")
    statement = (
        _told(committee_id)
        .add_columns(shown)
        .join(Recommendation.organization)
        .options(
            contains_eager(Recommendation.visit)
            .contains_eager(Visit.assignment)
            .joinedload(Assignment.organization),
            contains_eager(Recommendation.organization),
            joinedload(Recommendation.monitor),
        )
        .order_by(
            shown == MENDED,
            Recommendation.due_on.is_(None),
            Recommendation.due_on,
            Recommendation.id,
        )
    )
    return statement.where(state().in_(wanted)) if wanted else statement


def counts(committee_id: int | None = None) -> dict[str, int]:
    """Return how many recommendations there are by the word of `FILTERS`."""
    inner = _told(committee_id).with_only_columns(state().label("state")).subquery()
    found = db.session.execute(select(inner.c.state, func.count()).group_by(inner.c.state))
    by_state = {row[0]: row[1] for row in found}
    return {
        word: sum(by_state.get(one, 0) for one in states) for word, (_, states) in FILTERS.items()
    }


def committees() -> Sequence[Organization]:
    """Return the committees that have recommendations to choose from."""
    own = _told(None).with_only_columns(Assignment.organization_id)
    return db.session.scalars(
        select(Organization)
        .where(Organization.id.in_(own))
        .order_by(Organization.sort_key, Organization.id)
    ).all()


def recommendation(recommendation_id: int) -> tuple[Recommendation, Document]:
    """Load a recommendation and its newest issued letter, or end with 404.

    A letter that was withdrawn to be mended suspends the recommendation: see its `withdrawn_at`.
    """
    visit = joinedload(Recommendation.visit)
    found = load(
        Recommendation,
        recommendation_id,
        joinedload(Recommendation.organization),
        joinedload(Recommendation.remark),
        joinedload(Recommendation.monitor),
        visit.joinedload(Visit.meeting),
        visit.joinedload(Visit.organization),
        visit.joinedload(Visit.assignment).joinedload(Assignment.organization),
        visit.joinedload(Visit.assignment).joinedload(Assignment.activity),
    )
    letter = db.session.scalars(
        select(Document)
        .where(
            Document.kind == LETTER,
            Document.subject_kind == "visit",
            Document.subject_id == found.visit_id,
            Document.issued_at.is_not(None),
        )
        .order_by(Document.id.desc())
        .limit(1)
    ).one_or_none()
    if letter is None or not found.text:
        abort(404)
    return found, letter


def thread(recommendation_id: int) -> Sequence[Answer]:
    """Return all answers, oldest first, with their people and files."""
    return db.session.scalars(
        select(Answer)
        .options(
            joinedload(Answer.author),
            joinedload(Answer.decided_by),
            selectinload(Answer.files).joinedload(AnswerFile.file),
        )
        .where(Answer.recommendation_id == recommendation_id)
        .order_by(Answer.id)
    ).all()


def milestones_of(recommendation_id: int) -> Sequence[Milestone]:
    """Return what is owed about a recommendation, soonest first."""
    return db.session.scalars(
        select(Milestone)
        .where(Milestone.subject_kind == SUBJECT, Milestone.subject_id == recommendation_id)
        .order_by(Milestone.due_at, Milestone.id)
    ).all()


def _told(committee_id: int | None) -> Select[Any]:
    statement: Select[Any] = (
        rows(Recommendation, is_told()).join(Recommendation.visit).join(Visit.assignment)
    )
    if committee_id is None:
        return statement
    return statement.where(Assignment.organization_id == committee_id)

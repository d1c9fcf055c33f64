"""Why findings were completed though something was not ready: said on the visit and its papers."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.attending.models import Completion
from webapp.core.db import db
from webapp.core.web import moment
from webapp.documents.models import Document
from webapp.visits.models import Visit

ABOUT = "visit"


def despite_words(visit: Visit) -> str:
    """Return in a sentence why findings were completed as they are; "" where all was ready."""
    found = _last(visit.id) if visit.held_at is not None else None
    return words(found) if found else ""


def told_beside(document: Document) -> Sequence[str]:
    """Return what is to be known of a paper of a visit whose findings were not ready."""
    if document.subject_kind != ABOUT:
        return ()
    found = _last(document.subject_id)
    return [words(found)] if found else ()


def words(one: Completion) -> str:
    """Return in a sentence what was not ready, why it went on, and who said so."""
    lacking = "; ".join(one.lacking.split("\n"))
    return (
        f"Kết quả được hoàn thành khi chưa đủ điều kiện ({lacking}). Lý do: {one.reason} "
        f"({one.user.full_name}, {moment(one.at)})"
    )


def _last(visit_id: int) -> Completion | None:
    """Return the completion in force: one of before the findings were reopened is past."""
    return db.session.scalars(
        select(Completion)
        .join(Visit, Visit.id == Completion.visit_id)
        .where(Completion.visit_id == visit_id, Completion.at == Visit.held_at)
        .options(joinedload(Completion.user))
        .order_by(Completion.id.desc())
        .limit(1)
    ).one_or_none()

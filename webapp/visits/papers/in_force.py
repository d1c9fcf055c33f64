"""The papers that announce a month's visits, and amend what was announced."""

from collections.abc import Iterable, Sequence

from sqlalchemy import or_, select

from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road import drafting
from webapp.visits.kinds import AMENDMENT, ANNOUNCEMENT, INVITATION

KINDS = (ANNOUNCEMENT.key, INVITATION.key, AMENDMENT.key)
ABOUT = "assignment"


def all_living(assignment_id: int) -> list[Document]:
    """Return the papers that count, oldest first: a month may be amended more than once."""
    return [one for one in unreplaced(assignment_id) if one.withdrawn_at is None]


def unreplaced(assignment_id: int) -> Sequence[Document]:
    """Return the papers that count, and those issued that none took the place of: one query."""
    return db.session.scalars(
        select(Document)
        .where(
            Document.subject_kind == ABOUT,
            Document.subject_id == assignment_id,
            Document.kind.in_(KINDS),
            or_(Document.withdrawn_at.is_(None), Document.issued_at.is_not(None)),
            Document.replaced_by_id.is_(None),
        )
        .order_by(Document.id)
    ).all()


def in_force(assignment_id: int) -> list[Document]:
    """Return the issued papers that hold, oldest first: an announcement stays so as amended."""
    return [document for document in all_living(assignment_id) if document.issued_at]


def is_announced(assignment_id: int) -> bool:
    """Return True when an announcement of the month's visits is in force, amended or not."""
    return drafting.in_force(ANNOUNCEMENT, (ABOUT, assignment_id)) is not None


def to_repeat(assignment_ids: Iterable[int]) -> dict[int, list[Document]]:
    """Return, by assignment, the issued papers that were withdrawn and that none replaced yet.

    Where one is left, the month must be announced again ("cần thông báo lại").
    """
    rows = db.session.scalars(
        select(Document)
        .where(
            Document.subject_kind == ABOUT,
            Document.subject_id.in_(list(assignment_ids)),
            Document.kind.in_(KINDS),
            Document.issued_at.is_not(None),
            Document.withdrawn_at.is_not(None),
            Document.replaced_by_id.is_(None),
        )
        .order_by(Document.id)
    )
    found: dict[int, list[Document]] = {}
    for document in rows:
        found.setdefault(document.subject_id, []).append(document)
    return found

"""The papers that go with visits: the two that announce them, the letter that answers each."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, exists, select

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.documents import services as documents
from webapp.documents.models import Document
from webapp.plans.models import Assignment
from webapp.visits.models import Visit

ANNOUNCEMENT, INVITATION = "announcement", "invitation"
LETTER = "result_letter"
ABOUT = "assignment"


def living(assignment_id: int) -> dict[str, Document]:
    """Return the papers that count, by kind: "announcement", "invitation"."""
    rows = db.session.scalars(
        select(Document)
        .where(
            Document.subject_kind == ABOUT,
            Document.subject_id == assignment_id,
            Document.kind.in_((ANNOUNCEMENT, INVITATION)),
            Document.withdrawn_at.is_(None),
            Document.replaced_by_id.is_(None),
        )
        .order_by(Document.id)
    )
    return {document.kind: document for document in rows}


def is_announced(assignment_id: int) -> bool:
    """Return True when the month's visits were announced and nothing has changed since."""
    document = documents.current(ANNOUNCEMENT, (ABOUT, assignment_id))
    return document is not None and document.issued_at is not None


def to_repeat(assignment_ids: Iterable[int]) -> dict[int, list[Document]]:
    """Return, by assignment, the issued papers whose facts changed and that none replaced yet.

    Where one is left, the change must still be announced ("cần thông báo lại").
    """
    rows = db.session.scalars(
        select(Document)
        .where(
            Document.subject_kind == ABOUT,
            Document.subject_id.in_(list(assignment_ids)),
            Document.kind.in_((ANNOUNCEMENT, INVITATION)),
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


def set_aside(assignment: Assignment, who: User, reason: str, *, drafts: bool = True) -> list[str]:
    """Mark the papers of *assignment* as no longer holding; return what they were.

    Issued ones are to be replaced by new ones, and announcing is owed again. A mere draft is
    spared where *drafts* is False: its author is told to compose it anew. Does not commit.
    """
    set_aside = []
    for document in living(assignment.id).values():
        if document.state == "draft" and not drafts:
            continue
        set_aside.append(document.number_and_symbol if document.issued_at else document.summary)
        documents.replace(document, who, reason)
    return set_aside


def has_letter() -> ColumnElement[bool]:
    """Return the condition that a visit's result letter is issued and still holds."""
    return exists().where(
        Document.kind == LETTER,
        Document.subject_kind == "visit",
        Document.subject_id == Visit.id,
        Document.issued_at.is_not(None),
        Document.withdrawn_at.is_(None),
    )

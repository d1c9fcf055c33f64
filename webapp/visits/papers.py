"""The papers that go with visits: those that announce and amend, the letter that answers each."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, exists, or_, select

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.documents import services as documents
from webapp.documents.models import Document
from webapp.plans.models import Assignment
from webapp.visits.models import Visit

ANNOUNCEMENT, INVITATION, AMENDMENT = "announcement", "invitation", "amendment"
KINDS = (ANNOUNCEMENT, INVITATION, AMENDMENT)
LETTER = "result_letter"
ABOUT = "assignment"


def living(assignment_id: int) -> dict[str, Document]:
    """Return the papers that count, the newest of each kind by kind."""
    return {document.kind: document for document in all_living(assignment_id)}


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


def set_aside(
    assignment: Assignment, who: User, reason: str, *, drafts: bool = True, issued: bool = True
) -> list[str]:
    """Mark the papers of *assignment* as no longer holding; return what they were.

    Issued ones are to be replaced by new ones, and announcing is owed again; they stay in force
    where *issued* is False. A mere draft is spared where *drafts* is False: its author is told to
    compose it anew. Does not commit.
    """
    set_aside = []
    for document in all_living(assignment.id):
        if (document.state == "draft" and not drafts) or (document.issued_at and not issued):
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

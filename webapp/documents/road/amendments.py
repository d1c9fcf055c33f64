"""Papers that amend others about the same row, which stay in force as amended."""

from collections.abc import Sequence

from webapp.accounts.gate import rows
from webapp.core.db import db
from webapp.documents.kinds import PAPERS
from webapp.documents.models import Document


def _amended_by(kind: str) -> set[str]:
    """Return the kinds, by key, of which a kind tells changes."""
    return {one.key for one in PAPERS[kind].amends}


def _concerned() -> set[str]:
    return {key for kind in PAPERS for key in (*_amended_by(kind.key), kind.key) if kind.amends}


def beside(document: Document) -> tuple[Sequence[Document], Sequence[Document]]:
    """Return the papers in force that *document* amends, and those that amend it, oldest first.

    Only such as the signed-in person may see: one query at most.
    """
    concerned = _concerned()
    if document.kind not in concerned or document.withdrawn_at:
        return (), ()
    others = db.session.scalars(
        rows(
            Document,
            Document.subject_kind == document.subject_kind,
            Document.subject_id == document.subject_id,
            Document.kind.in_(concerned),
            Document.issued_at.is_not(None),
            Document.withdrawn_at.is_(None),
            Document.id != document.id,
        ).order_by(Document.issued_at, Document.id)
    ).all()
    amended = [
        one
        for one in others
        if one.kind in _amended_by(document.kind) and _is_before(one, document)
    ]
    amending = [
        one
        for one in others
        if document.kind in _amended_by(one.kind) and _is_before(document, one)
    ]
    return amended, amending


def _is_before(first: Document, then: Document) -> bool:
    """Return True when *first* was issued, and *then* later or not yet."""
    if first.issued_at is None:
        return False
    return then.issued_at is None or first.issued_at <= then.issued_at

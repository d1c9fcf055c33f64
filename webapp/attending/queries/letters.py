"""Which visits were answered by a letter on their result."""

from sqlalchemy import ColumnElement, exists

from webapp.attending.kinds import RESULT_LETTER
from webapp.documents.models import Document
from webapp.visits.models import Visit


def has_letter() -> ColumnElement[bool]:
    """Return the condition that a visit's result letter is issued and still holds."""
    return exists().where(
        Document.kind == RESULT_LETTER.key,
        Document.subject_kind == "visit",
        Document.subject_id == Visit.id,
        Document.issued_at.is_not(None),
        Document.withdrawn_at.is_(None),
    )

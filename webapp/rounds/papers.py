"""Whether the papers of a round still hold."""

from collections.abc import Sequence

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.documents import services as documents
from webapp.documents.models import Document
from webapp.rounds.dues import ABOUT, ANNOUNCEMENT

INVITATION = "invitation"


def set_aside(
    activity_id: int,
    who: User,
    reason: str,
    kinds: Sequence[str] = (ANNOUNCEMENT, INVITATION),
) -> list[str]:
    """Mark a round's announcement and invitation as no longer holding; return what they were.

    An issued one must be replaced by a new one, and announcing is owed again. Does not commit.
    """
    aside = []
    for document in db.session.scalars(
        select(Document)
        .where(
            Document.subject_kind == ABOUT,
            Document.subject_id == activity_id,
            Document.kind.in_(kinds),
            Document.withdrawn_at.is_(None),
            Document.replaced_by_id.is_(None),
        )
        .order_by(Document.id)
    ).all():
        aside.append(document.number_and_symbol if document.issued_at else document.summary)
        documents.replace(document, who, reason)
    return aside

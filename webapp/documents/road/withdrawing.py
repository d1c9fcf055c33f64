"""Who learns that a paper was withdrawn: each person once, by the paper that they know."""

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.documents.kinds import PAPERS, copies
from webapp.documents.models import Document
from webapp.documents.road.next_step import ABOUT
from webapp.documents.road.recipients import bodies_of
from webapp.documents.signals import concerned
from webapp.milestones import services as milestones


def notify(document: Document, reason: str, who: User) -> None:
    """Tell who got the paper, who wrote and signed it and whom it concerns; then who has a copy.

    Does not commit.
    """
    about = (ABOUT, document.id)
    people = _offices(document) | {document.author_id, document.approved_by_id or 0}
    people |= {one for found in concerned.ask(document) for one in found}
    told = f"{PAPERS[document.kind].name} {document.number_and_symbol} đã thu hồi: {reason}"
    milestones.notify(people - {who.id, 0}, told, f"/documents/{document.id}", about=about)
    for copy in _copies_of(document):
        words = (
            f"Bản sao {copy.number_and_symbol} không còn giá trị sử dụng: văn bản gốc "
            f"{document.number_and_symbol} đã thu hồi: {reason}"
        )
        holders = _offices(copy) - {who.id}
        link = f"/documents/{copy.id}"
        milestones.notify(holders, words, link, about=about, unless_told=True)


def _offices(document: Document) -> set[int]:
    """Return the people of the bodies that got a paper here."""
    got = bodies_of(document)
    return set(
        db.session.scalars(select(User.id).where(User.organization_id.in_(got), User.active))
    )


def _copies_of(document: Document) -> list[Document]:
    """Return the issued copies of a paper, and the copies of those."""
    found: list[Document] = []
    ids = [document.id]
    while ids:
        rows = db.session.scalars(
            select(Document).where(
                Document.kind.in_([kind.key for kind in copies()]),
                Document.subject_kind == ABOUT,
                Document.subject_id.in_(ids),
                Document.in_state("issued"),
            )
        ).all()
        found += rows
        ids = [one.id for one in rows]
    return found

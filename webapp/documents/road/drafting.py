"""A paper as a draft: its letterhead, its row, its wording, and the steps that are noted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import defer, undefer

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents import tree
from webapp.documents.kinds import PAPERS, PaperKind
from webapp.documents.models import Document, DocumentStep, StoredFile
from webapp.documents.road import recipients
from webapp.documents.road.recipients import Recipient
from webapp.documents.signals import reworded
from webapp.documents.tree import Paper
from webapp.documents.tree.as_json import from_json, to_json
from webapp.organizations.models import Organization
from webapp.rules import text as words


class NotReady(Refused):
    """A step that the paper is not ready for."""


@dataclass(frozen=True)
class Draft:
    """What a paper is drawn up from: its kind, the row it is about, its body, who gets it."""

    kind: PaperKind
    subject: tuple[str, int]
    organization: Organization
    paper: Paper
    recipients: Sequence[Recipient] = ()


def draw_up(document: Document, made: "Draft", author: User) -> Document:
    """Fill a draft that is new or to be written again. Commits."""
    if document.id is None:
        document.issuer_id, document.author_id = made.organization.issuer_id, author.id
        document.created_at, document.kind = clock.now(), made.kind.key
        document.subject_kind, document.subject_id = made.subject
        db.session.add(document)
    document.organization_id = made.organization.id
    write(document, recipients.with_lines(made.paper, made.recipients))
    db.session.flush()
    recipients.save(document, made.recipients)
    step(document, author, "composed")
    db.session.commit()
    return document


def current(kind: PaperKind, subject: tuple[str, int]) -> Document | None:
    """Return the paper of this kind about this row that is worked on: the open draft, else the
    one in force. Whoever asks what holds asks `in_force`."""
    return currents([kind], subject).get(kind)


def currents(kinds: Sequence[PaperKind], subject: tuple[str, int]) -> dict[PaperKind, Document]:
    """Return what `current` does of each of these kinds about a row, by kind: one query."""
    return {PAPERS[document.kind]: document for document in living(kinds, subject)}


def living(kinds: Sequence[PaperKind], subject: tuple[str, int]) -> Sequence[Document]:
    """Return the papers of these kinds about a row that hold or are on their road, oldest first:
    one query."""
    return db.session.scalars(_living(kinds, subject[0], [subject[1]])).all()


def living_of(
    kinds: Sequence[PaperKind], subject_kind: str, ids: Iterable[int]
) -> Sequence[Document]:
    """Return those of many rows, without what they say: one query."""
    texts = [defer(one) for one in (Document.content, Document.composed, Document.wording)]
    return db.session.scalars(_living(kinds, subject_kind, ids).options(*texts)).all()


def _living(kinds: Sequence[PaperKind], subject_kind: str, ids: Iterable[int]) -> Select[Document]:
    return (
        select(Document)
        .where(
            Document.kind.in_([kind.key for kind in kinds]),
            Document.subject_kind == subject_kind,
            Document.subject_id.in_(list(ids)),
            Document.replaced_by_id.is_(None),
            Document.withdrawn_at.is_(None),
        )
        .order_by(Document.id)
    )


def in_force(
    kind: PaperKind, subject: tuple[str, int], cited_by: Document | None = None
) -> Document | None:
    """Return the newest issued paper of this kind about this row that holds.

    For a paper that was issued itself (*cited_by*): the one that held when it was.
    """
    holds = [Document.in_state("issued")]
    if cited_by is not None and (moment := cited_by.issued_at):
        holds = [
            Document.issued_at <= moment,
            or_(Document.withdrawn_at.is_(None), Document.withdrawn_at > moment),
        ]
    return db.session.scalars(
        select(Document)
        .where(
            Document.kind == kind.key,
            Document.subject_kind == subject[0],
            Document.subject_id == subject[1],
            *holds,
        )
        .order_by(Document.id.desc())
        .limit(1)
    ).one_or_none()


def all_of(subject: tuple[str, int]) -> Sequence[Document]:
    """Return every paper about a row, newest first."""
    return db.session.scalars(
        select(Document)
        .where(Document.subject_kind == subject[0], Document.subject_id == subject[1])
        .order_by(Document.id.desc())
    ).all()


def paper_of(document: Document) -> Paper:
    """Return the paper itself."""
    return from_json(document.content)


def rewrite(
    document: Document, paper: Paper, who: User, to: Sequence[Recipient] | None = None
) -> None:
    """Save an edited wording, and whom it goes *to*; the same again changes nothing.

    Without *to* the lines that the paper prints count, each bound as it was before. Raises
    `NotReady` once the paper is approved.
    """
    if document.state not in ("draft", "submitted"):
        raise NotReady("Văn bản đã duyệt, không sửa được nữa.")
    before, was = recipients.of(document), paper_of(document)
    to = recipients.relined(before, recipients.lines_of(paper)) if to is None else tuple(to)
    paper = recipients.with_lines(paper, to)
    if paper == was and to == before:
        return
    write(document, paper)
    recipients.save(document, to)
    step(document, who, "edited")
    reworded.send(document, before=was, who=who)
    db.session.commit()


def write(document: Document, paper: Paper) -> None:
    """Put a paper, its summary and symbol into the row. Does not commit."""
    summary, symbol = paper.summary, paper.symbol
    if paper.copy:
        summary = f"{paper.copy.kind.capitalize()} {tree.number_and_symbol(paper)}: {summary}"
        symbol = paper.copy.symbol
    document.summary, document.symbol = tree.words(summary), symbol
    document.search_key = words.fold(f"{document.summary} {symbol}")
    document.content = to_json(paper)


def step(
    document: Document, who: User, action: str, note: str = "", *, keeps_text: bool = True
) -> None:
    """Add a step to the paper's road, with the text as it then stood. Does not commit."""
    content: dict[str, object] | None = document.content if keeps_text else None
    db.session.add(
        DocumentStep(
            document_id=document.id,
            at=clock.now(),
            user_id=who.id,
            action=action,
            note=note,
            content=content,
        )
    )


def stored_file(file_id: int) -> StoredFile:
    """Return the frozen PDF of a paper that the caller was already allowed to see."""
    return db.session.get_one(StoredFile, file_id, options=[undefer(StoredFile.content)])

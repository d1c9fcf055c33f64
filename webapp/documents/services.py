"""The road of a paper: composed → edited → submitted → approved or returned → issued."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import undefer

from webapp.accounts.models import LEADER, PLANNER, User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents import register, tree
from webapp.documents.files import PDF, keep_bytes
from webapp.documents.fonts import missing_glyphs
from webapp.documents.kinds import KINDS
from webapp.documents.models import (
    Document,
    DocumentRecipient,
    DocumentStep,
    StoredFile,
)
from webapp.documents.owing import approval_done, forget_unanswered, owe, undecided_on
from webapp.documents.pdf import NotPrintable, render_pdf
from webapp.documents.signals import issued, withdrawn
from webapp.documents.tree import Block, Paper, Signature
from webapp.documents.tree_json import from_json, to_json
from webapp.milestones import services as milestones
from webapp.organizations.models import Issuer, Organization
from webapp.rules import text as words


class NotReady(Refused):
    """A step that the paper is not ready for."""


class Edited(Exception):
    """A draft that somebody edited would be composed anew, and that wording would be lost.

    No `Refused`: it reaches the one page that asks whether to go on (`documents.blueprint`).
    """

    def __init__(self, document: Document):
        super().__init__(f"document {document.id} was edited")
        self.document = document


def letterhead(
    issuer: Issuer,
    kind: str,
    *,
    summary: str,
    blocks: Sequence[Block],
    signatures: Sequence[Signature] = (),
    recipients: Sequence[str] = (),
    copied: Sequence[str] = (),
    addressee: str | None = None,
    sent: bool = True,
) -> Paper:
    """Return a paper of *kind* under the issuer's letterhead, without number and day."""
    code = KINDS[kind].code
    return Paper(
        style=issuer.style,
        superior=issuer.superior_line,
        issuer=issuer.own_line,
        number=None,
        symbol=f"{code}/{issuer.code}" if code else "",
        place=issuer.place,
        day=None,
        kind=KINDS[kind].title,
        summary=summary,
        addressee=addressee,
        blocks=tuple(blocks),
        signatures=tuple(signatures),
        recipients=tuple(recipients),
        copied=tuple(copied),
        year=clock.today().year,
        sent=sent,
    )


def compose(
    kind: str,
    subject: tuple[str, int],
    organization: Organization,
    paper: Paper,
    author: User,
    recipients: Iterable[int] = (),
    *,
    anew: bool = False,
    approver_id: int | None = None,
) -> Document:
    """Make the draft of a paper, or write it anew where it is still a draft.

    *recipients* are the organizations that see the paper here once it is issued; *approver_id*
    is who approves it in place of the leaders. Raises
    `NotReady` when the paper has left its author's desk, and, unless *anew*, `Edited` where
    somebody edited the draft since it was composed.
    """
    document = current(kind, subject)
    if document is not None and document.state != "draft":
        raise NotReady("Văn bản đã trình hoặc đã ban hành, không soạn lại được.")
    if document is not None and not anew and was_edited(document):
        raise Edited(document)
    document = document or Document()
    document.approver_id = approver_id
    return draw_up(document, kind, subject, organization, paper, author, recipients)


def was_edited(document: Document) -> bool:
    """Return True when somebody changed the wording since the paper was last composed."""
    last = db.session.scalars(
        select(DocumentStep.action)
        .where(
            DocumentStep.document_id == document.id,
            DocumentStep.action.in_(("composed", "edited")),
        )
        .order_by(DocumentStep.id.desc())
        .limit(1)
    ).one_or_none()
    return last == "edited"


def draw_up(
    document: Document,
    kind: str,
    subject: tuple[str, int],
    organization: Organization,
    paper: Paper,
    author: User,
    recipients: Iterable[int],
) -> Document:
    """Fill a draft that is new or to be written anew. Commits."""
    if document.id is None:
        document.issuer_id, document.author_id = organization.issuer_id, author.id
        document.created_at, document.kind = clock.now(), kind
        document.subject_kind, document.subject_id = subject
        db.session.add(document)
    document.organization_id = organization.id
    write(document, paper)
    db.session.flush()
    set_recipients(document, recipients)
    step(document, author, "composed")
    db.session.commit()
    return document


def current(kind: str, subject: tuple[str, int]) -> Document | None:
    """Return the newest paper of this kind about this row that still counts."""
    return currents([kind], subject).get(kind)


def currents(kinds: Sequence[str], subject: tuple[str, int]) -> dict[str, Document]:
    """Return the newest paper of each of these kinds about a row, by kind: one query."""
    rows = db.session.scalars(
        select(Document)
        .where(
            Document.kind.in_(kinds),
            Document.subject_kind == subject[0],
            Document.subject_id == subject[1],
            Document.replaced_by_id.is_(None),
            Document.withdrawn_at.is_(None),
        )
        .order_by(Document.id)
    )
    return {document.kind: document for document in rows}


def problems(document: Document) -> list[str]:
    """Return, in Vietnamese, all that keeps a paper from being approved."""
    paper = paper_of(document)
    found = [f"Còn thiếu: {gap}." for gap in tree.gaps(paper)]
    unknown = missing_glyphs("".join(tree.strings(paper)))
    if unknown:
        found.append(f"Phông chữ không có ký tự: {' '.join(unknown)}.")
    if undecided := undecided_on(document):
        found.append(f"Chưa xử lý góp ý của: {', '.join(undecided)}.")
    return found


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


def rewrite(document: Document, paper: Paper, who: User) -> None:
    """Save an edited wording. Raises `NotReady` once the paper is approved."""
    if document.state not in ("draft", "submitted"):
        raise NotReady("Văn bản đã duyệt, không sửa được nữa.")
    write(document, paper)
    step(document, who, "edited")
    db.session.commit()


def submit(document: Document, who: User) -> None:
    """Hand a draft to who approves it. A paper with a gap may be shown, but not approved."""
    if document.state != "draft":
        raise NotReady("Văn bản này đã trình.")
    document.submitted_at = clock.now()
    step(document, who, "submitted")
    milestones.mark_done("mend", ("document", document.id), "đã trình lại")
    if document.approver_id is None:
        owe(document, who, "approval", "Duyệt", LEADER)
    else:
        owe(document, who, "approval", "Xác nhận", LEADER, document.approver_id)
    db.session.commit()


def send_back(document: Document, who: User, comment: str) -> None:
    """Give a submitted paper back to its author, saying what to mend."""
    if document.state not in ("submitted", "approved"):
        raise NotReady("Chỉ trả lại được văn bản đang trình hoặc đã duyệt mà chưa ban hành.")
    document.submitted_at = document.approved_at = document.approved_by_id = None
    step(document, who, "returned", comment)
    approval_done(document, "trả lại")
    milestones.drop(("document", document.id), "issue")
    by_name = document.author_id if document.approver_id else None
    owe(document, who, "mend", "Sửa", PLANNER, by_name)
    milestones.tell(
        {document.author_id, *milestones.people_of(document.issuer_id, PLANNER)},
        f"Văn bản được trả lại để sửa: {document.summary}",
        f"/documents/{document.id}",
    )
    db.session.commit()


def approve(document: Document, who: User) -> None:
    """Approve a submitted paper. Raises `NotReady` while anything is missing in it."""
    if document.state != "submitted":
        raise NotReady("Chỉ duyệt được văn bản đang trình.")
    if missing := problems(document):
        raise NotReady(f"Chưa duyệt được. {' '.join(missing)}")
    try:
        render_pdf(paper_of(document))
    except NotPrintable as error:
        raise NotReady(f"Chưa duyệt được. {error}.") from None
    document.approved_at, document.approved_by_id = clock.now(), who.id
    step(document, who, "approved")
    approval_done(document, "đã duyệt")
    owe(document, who, "issue", "Ban hành", PLANNER)
    forget_unanswered(document)
    milestones.tell(
        {document.author_id, *milestones.people_of(document.issuer_id, PLANNER)},
        f"Văn bản đã duyệt, chờ ban hành: {document.summary}",
        f"/documents/{document.id}",
    )
    db.session.commit()


def issue(document: Document, who: User) -> None:
    """Give number and day, freeze the PDF with its SHA-256, and tell who gets it.

    What was issued never changes. Raises `NotReady` unless the paper is approved.
    """
    if document.state != "approved":
        raise NotReady("Chỉ ban hành được văn bản đã duyệt.")
    issuer = db.session.get_one(Issuer, document.issuer_id)
    day = clock.today()
    document.number, document.period = register.take(issuer, document.symbol, day)
    paper = tree.numbered(paper_of(document), document.number, day)
    content = render_pdf(paper)
    organization = db.session.get_one(Organization, document.organization_id)
    file = keep_bytes(content, _file_name(document), PDF, organization, who, internal=True)
    document.content = to_json(paper)
    document.file_id = file.id
    document.sha256 = hashlib.sha256(content).hexdigest()
    document.issued_at, document.issued_on = clock.now(), day
    _take_the_place_of_the_old(document)
    step(document, who, "issued", document.number_and_symbol)
    milestones.mark_done("issue", ("document", document.id), document.number_and_symbol)
    issued.send(document)
    db.session.commit()


def withdraw(document: Document, who: User, reason: str) -> None:
    """Withdraw an issued paper, with a reason; who got it is told. Raises `NotReady`."""
    if document.state != "issued":
        raise NotReady("Chỉ thu hồi được văn bản đã ban hành và đang có hiệu lực.")
    replace(document, who, reason)
    got = select(DocumentRecipient.organization_id).where(
        DocumentRecipient.document_id == document.id
    )
    offices = db.session.scalars(select(User).where(User.organization_id.in_(got), User.active))
    told = f"Văn bản {document.number_and_symbol} đã thu hồi: {reason}"
    milestones.tell([one.id for one in offices], told, f"/documents/{document.id}")
    db.session.commit()


def replace(document: Document, who: User, reason: str) -> None:
    """Mark a paper as no longer holding, because its facts changed. Does not commit.

    The next issued paper of its kind about the same row takes its place.
    """
    was_issued = document.issued_at is not None
    document.withdrawn_at, document.withdrawn_reason = clock.now(), reason
    step(document, who, "withdrawn", reason)
    for kind in ("approval", "issue", "mend"):
        milestones.drop(("document", document.id), kind)
    if was_issued:
        withdrawn.send(document)


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
    content: dict[str, Any] | None = document.content if keeps_text else None
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


def set_recipients(document: Document, organization_ids: Iterable[int]) -> None:
    """Say which organizations see a paper here once it is issued. Does not commit."""
    old = db.session.scalars(
        select(DocumentRecipient).where(DocumentRecipient.document_id == document.id)
    )
    wanted = set(organization_ids)
    for recipient in old:
        if recipient.organization_id not in wanted:
            db.session.delete(recipient)
        wanted.discard(recipient.organization_id)
    for organization_id in sorted(wanted):
        db.session.add(DocumentRecipient(document_id=document.id, organization_id=organization_id))


def _take_the_place_of_the_old(document: Document) -> None:
    withdrawn = db.session.scalars(
        select(Document).where(
            Document.kind == document.kind,
            Document.subject_kind == document.subject_kind,
            Document.subject_id == document.subject_id,
            Document.withdrawn_at.is_not(None),
            Document.replaced_by_id.is_(None),
            Document.id != document.id,
        )
    )
    for old in withdrawn:
        old.replaced_by_id = document.id


def _file_name(document: Document) -> str:
    return document.number_and_symbol.replace("/", "-")


def stored_file(file_id: int) -> StoredFile:
    """Return the frozen PDF of a paper that the caller was already allowed to see."""
    return db.session.get_one(StoredFile, file_id, options=[undefer(StoredFile.content)])

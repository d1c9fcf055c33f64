"""The road of a paper: composed → edited → submitted → approved or returned → issued."""

import hashlib
from collections.abc import Sequence

from sqlalchemy import select

from webapp.accounts.models import LEADER, PLANNER, User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents import tree
from webapp.documents.copies import original
from webapp.documents.files import PDF, store_bytes
from webapp.documents.kinds import APPROVAL, ISSUE, MEND
from webapp.documents.models import Document
from webapp.documents.pdf.fonts import missing_glyphs
from webapp.documents.pdf.render import NotPrintable, render_pdf
from webapp.documents.register import numbers as register
from webapp.documents.road import replacing, withdrawing
from webapp.documents.road.composing import differences, due_by, obstacles
from webapp.documents.road.drafting import NotReady, paper_of, step
from webapp.documents.road.next_step import (
    ABOUT,
    approval_done,
    approver_of,
    forget_unanswered,
    require_step,
    undecided_on,
)
from webapp.documents.signals import issued, withdrawn
from webapp.documents.tree.as_json import to_json
from webapp.documents.tree.comparing import in_words
from webapp.documents.tree.undecided import left_open
from webapp.milestones import engine
from webapp.milestones import services as milestones
from webapp.organizations.models import Issuer, Organization

MOST_TOLD = 3  # differences in one sentence


def problems(document: Document) -> list[str]:
    """Return, in Vietnamese, all that keeps a paper from being approved."""
    gaps = [f"Còn thiếu: {gap}." for gap in tree.gaps(paper_of(document))]
    return [*gaps, *other_problems(document)]


def other_problems(document: Document, undecided: Sequence[str] | None = None) -> list[str]:
    """Return what keeps a paper from being approved beside what is missing in it.

    Whose comments are *undecided* is asked for where it is not known.
    """
    paper = paper_of(document)
    found = [f"Còn bỏ ngỏ: “{one}”. Hãy ghi rõ." for one in left_open(paper)]
    unknown = missing_glyphs("".join(tree.strings(paper)))
    if unknown:
        found.append(f"Phông chữ không có ký tự: {' '.join(unknown)}.")
    if fate := original.fate(original.originals([document]).get(document.id)):
        found.append(f"{fate}, không sao nữa.")
    if undecided is None:
        undecided = undecided_on(document)
    if undecided:
        found.append(f"Chưa xử lý góp ý của: {', '.join(undecided)}.")
    return found


def refuse_stale(document: Document) -> None:
    """Raise `NotReady` when a paper no longer says what its rows say."""
    if why := why_stale(document):
        raise NotReady(why)


def why_stale(document: Document) -> str:
    """Return, in Vietnamese, how a paper no longer says what its rows say; "" where it does."""
    try:
        found = differences(document)
    except Refused as refusal:
        return f"Văn bản không còn căn cứ để soạn: {refusal}"
    if not found:
        return ""
    told = "; ".join(in_words(change) for change in found[:MOST_TOLD])
    more = f"; và {len(found) - MOST_TOLD} chỗ khác" if len(found) > MOST_TOLD else ""
    return f"Văn bản không còn đúng với số liệu hiện nay, hãy soạn lại. {told}{more}."


def refuse_obstacles(document: Document, told: str) -> None:
    """Raise `NotReady`, which begins as *told*, while its rows keep a paper from its road."""
    if found := obstacles(document):
        raise NotReady(f"{told} {' '.join(f'{one.words}.' for one in found)}")


def submit(document: Document, who: User) -> None:
    """Hand a draft to who approves it. A paper with a gap may be shown, but not approved."""
    if document.state != "draft":
        raise NotReady("Văn bản này đã trình.")
    refuse_stale(document)
    refuse_obstacles(document, "Chưa trình được.")
    document.submitted_at = clock.now()
    step(document, who, "submitted")
    engine.mark_done(MEND, (ABOUT, document.id), "đã trình lại")
    act, day = approver_of(document).value, due_by(document)
    require_step(document, who, APPROVAL, act, LEADER, document.approver_id, before=day)
    db.session.commit()


def send_back(document: Document, who: User, comment: str) -> None:
    """Give a submitted paper back to its author, saying what to mend."""
    if document.state not in ("submitted", "approved"):
        raise NotReady("Chỉ trả lại được văn bản đang trình hoặc đã duyệt mà chưa ban hành.")
    document.submitted_at = document.approved_at = document.approved_by_id = None
    step(document, who, "returned", comment)
    approval_done(document, "trả lại")
    engine.drop(ISSUE, (ABOUT, document.id))
    by_name = document.author_id if document.approver_id else None
    require_step(document, who, MEND, "Sửa", PLANNER, by_name)
    milestones.notify(
        {document.author_id, *milestones.people_of(document.issuer_id, PLANNER)},
        f"Văn bản được trả lại để sửa: {document.summary}",
        f"/documents/{document.id}",
    )
    db.session.commit()


def approve(document: Document, who: User) -> None:
    """Approve a submitted paper. Raises `NotReady` while anything is missing in it."""
    if document.state != "submitted":
        raise NotReady("Chỉ duyệt được văn bản đang trình.")
    refuse_stale(document)
    refuse_obstacles(document, "Chưa duyệt được.")
    if missing := problems(document):
        raise NotReady(f"Chưa duyệt được. {' '.join(missing)}")
    try:
        render_pdf(paper_of(document))
    except NotPrintable as error:
        raise NotReady(f"Chưa duyệt được. {error}.") from None
    document.approved_at, document.approved_by_id = clock.now(), who.id
    step(document, who, "approved")
    approval_done(document, "đã duyệt")
    require_step(document, who, ISSUE, "Ban hành", PLANNER)
    forget_unanswered(document)
    milestones.notify(
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
    refuse_stale(document)
    issuer = db.session.get_one(Issuer, document.issuer_id)
    day = clock.today()
    document.number, document.period = register.take(issuer, document.symbol, day)
    paper = tree.numbered(paper_of(document), document.number, day)
    content = render_pdf(paper)
    organization = db.session.get_one(Organization, document.organization_id)
    file = store_bytes(content, _file_name(document), PDF, organization, who, internal=True)
    document.content = to_json(paper)
    document.file_id = file.id
    document.sha256 = hashlib.sha256(content).hexdigest()
    document.issued_at, document.issued_on = clock.now(), day
    _take_the_place_of_the_old(document, who)
    step(document, who, "issued", document.number_and_symbol)
    engine.mark_done(ISSUE, (ABOUT, document.id), document.number_and_symbol)
    issued.send(document)
    db.session.commit()


def withdraw(document: Document, who: User, reason: str, *, asks_anew: bool = False) -> None:
    """Withdraw an issued paper, with a reason; who got it is told. Raises `NotReady`.

    *asks_anew*: its author is to write the paper that takes its place.
    """
    if document.state != "issued":
        raise NotReady("Chỉ thu hồi được văn bản đã ban hành và đang có hiệu lực.")
    _end(document, who, reason)
    if asks_anew:
        replacing.ask(document, db.session.get_one(User, document.author_id))
    withdrawing.notify(document, reason, who)
    db.session.commit()


def _end(document: Document, who: User, reason: str) -> None:
    """Let an issued paper no longer hold: a person withdrew or replaced it. Does not commit."""
    document.withdrawn_at, document.withdrawn_reason = clock.now(), reason
    step(document, who, "withdrawn", reason)
    engine.drop_all((ABOUT, document.id))
    withdrawn.send(document)


def _take_the_place_of_the_old(document: Document, who: User) -> None:
    """Mark what a new paper replaces: withdrawn ones like it, and the one it was composed for."""
    if document.replaces_id is not None:
        old = db.session.get_one(Document, document.replaces_id)
        replacing.done(old, document.number_and_symbol)
        if old.state == "issued":
            _end(old, who, f"Thay bằng văn bản {document.number_and_symbol}")
            db.session.flush()
    withdrawn = db.session.scalars(
        select(Document).where(
            Document.kind == document.kind,
            Document.subject_kind == document.subject_kind,
            Document.subject_id == document.subject_id,
            Document.issued_at.is_not(None),
            Document.withdrawn_at.is_not(None),
            Document.replaced_by_id.is_(None),
            Document.id != document.id,
        )
    )
    for old in withdrawn:
        old.replaced_by_id = document.id
        replacing.done(old, document.number_and_symbol)


def _file_name(document: Document) -> str:
    return document.number_and_symbol.replace("/", "-")

"""One paper on screen: its wording, and the steps of its road."""

from collections.abc import Callable
from typing import Any

from flask import Response, abort, flash, request
from sqlalchemy.orm import joinedload, selectinload, undefer

from webapp.accounts.gate import EVERYBODY, load, me, permit
from webapp.accounts.models import LEADER, MEMBER, OFFICE, PLANNER, User
from webapp.core.forms import lock
from webapp.core.web import page, see_other, send_bytes, send_pdf
from webapp.documents import (
    amendments,
    anew,
    commenting,
    copies,
    copies_views,
    receiving,
    register_views,
    road_views,
    services,
    taking_back,
    tree,
    versions,
)
from webapp.documents.blueprint import ACTIONS, REWRITES, bp
from webapp.documents.docx import render_docx
from webapp.documents.editing import segments
from webapp.documents.files import DOCX, IMAGES, PDF
from webapp.documents.forms import (
    CommentForm,
    ReasonForm,
    TakeBackForm,
    shown_wording,
    wording_form,
)
from webapp.documents.kinds import COPIES
from webapp.documents.models import Document, DocumentRecipient, StoredFile
from webapp.documents.owing import may_approve
from webapp.documents.pdf import GlyphMissing, NotPrintable, render_pdf
from webapp.documents.taking_back import may_take_back
from webapp.organizations.history import called_then

# Importing the others hangs their views on `bp`.
__all__ = ["anew", "bp", "copies_views", "register_views", "road_views"]

CHANGED = "Văn bản vừa được thay đổi sau khi đồng chí mở trang này. Hãy đọc lại rồi làm tiếp."


@bp.get("/documents/<int:document_id>")
@permit(*EVERYBODY)
def show(document_id: int) -> Response:
    """One paper: as it will print, its state, and what this person may do with it."""
    return _show(document_id)


@bp.route("/documents/<int:document_id>/edit", methods=["GET", "POST"])
@permit(PLANNER, MEMBER, LEADER)
def edit(document_id: int) -> Response:
    """Change the wording, section by section."""
    document = load(Document, document_id)
    if document.state not in ("draft", "submitted"):
        return _show(document_id, "Văn bản đã duyệt, không sửa được nữa.")
    if document.kind in COPIES:
        return _show(document_id, "Bản sao giữ nguyên văn, chỉ sửa được phần chứng thực.")
    if request.method == "POST":
        lock(document)
    form = wording_form(document)
    if form.accepts(shown_wording(document)):
        services.rewrite(document, form.paper(services.paper_of(document)), me())
        flash("Đã lưu nội dung văn bản.")
        return see_other("documents.show", document_id=document.id)
    return page(
        "documents/edit.html",
        form=form,
        document=document,
        segments=segments(services.paper_of(document)),
    )


@bp.get("/documents/<int:document_id>/paper.pdf")
@permit(*EVERYBODY)
def pdf(document_id: int) -> Response:
    """The paper itself: as issued, byte for byte, or a draft with its watermark."""
    document = load(Document, document_id)
    if document.is_on_paper:
        abort(404)
    name = f"{document.number_and_symbol.replace('/', '-')}.pdf"
    if document.file_id:
        return send_pdf(services.stored_file(document.file_id).content, name)
    try:
        return send_pdf(render_pdf(services.paper_of(document), draft=True), name)
    except NotPrintable as error:
        return _show(document_id, str(error))


@bp.get("/documents/<int:document_id>/paper.docx")
@permit(PLANNER, LEADER, MEMBER)
def docx(document_id: int) -> Response:
    """The paper as a Word file, to go on editing it there; a draft carries its watermark."""
    document = load(Document, document_id)
    if document.is_on_paper:
        abort(404)
    name = f"{document.number_and_symbol.replace('/', '-')}.docx"
    try:
        content = render_docx(services.paper_of(document), draft=not document.issued_at)
    except GlyphMissing as error:
        return _show(document_id, str(error))
    return send_bytes(content, name, DOCX)


@bp.post("/documents/<int:document_id>/submit")
@permit(PLANNER, MEMBER)
def submit(document_id: int) -> Response:
    """Hand the draft to the leader, or to who is named for it."""
    return _step(document_id, services.submit, "Đã trình duyệt.")


@bp.post("/documents/<int:document_id>/approve")
@permit(LEADER, PLANNER, MEMBER)
def approve(document_id: int) -> Response:
    """Approve what was submitted: a leader, or who is named for this paper."""
    _refuse_others(document_id)
    return _step(document_id, services.approve, "Đã duyệt văn bản.")


@bp.post("/documents/<int:document_id>/issue")
@permit(PLANNER, LEADER)
def issue(document_id: int) -> Response:
    """Give number and day."""
    return _step(document_id, services.issue, "Đã ban hành văn bản.")


@bp.post("/documents/<int:document_id>/acknowledge")
@permit(OFFICE)
def acknowledge(document_id: int) -> Response:
    """Say that the paper has arrived."""
    return _step(document_id, receiving.acknowledge, "Đã xác nhận nhận văn bản.")


@bp.post("/documents/<int:document_id>/return")
@permit(LEADER, PLANNER, MEMBER)
def send_back(document_id: int) -> Response:
    """Send the paper back with a comment: who may approve it may do so."""
    _refuse_others(document_id)
    form = CommentForm()
    if not form.validate_on_submit():
        return _show(document_id, comment=form)
    return _step(
        document_id,
        lambda document, who: services.send_back(document, who, form.comment.data),
        "Đã trả lại văn bản để sửa.",
    )


@bp.post("/documents/<int:document_id>/take-back")
@permit(PLANNER, MEMBER)
def take_back(document_id: int) -> Response:
    """Take back what waits for approval: whoever submitted it does."""
    document = load(Document, document_id)
    if document.state == "submitted" and not may_take_back(document, me()):
        abort(403)
    form = TakeBackForm()
    if not form.validate_on_submit():
        return _show(document_id, taking=form)
    return _step(
        document_id,
        lambda document, who: taking_back.take_back(document, who, form.note.data),
        "Đã rút lại văn bản, có thể sửa rồi trình lại.",
    )


@bp.post("/documents/<int:document_id>/withdraw")
@permit(PLANNER, LEADER)
def withdraw(document_id: int) -> Response:
    """Withdraw the paper, saying why."""
    form = ReasonForm()
    if not form.validate_on_submit():
        return _show(document_id, reason=form)
    return _step(
        document_id,
        lambda document, who: services.withdraw(document, who, form.reason.data),
        "Đã thu hồi văn bản.",
    )


@bp.get("/files/<int:file_id>")
@permit(*EVERYBODY)
def file(file_id: int) -> Response:
    """A stored file: pictures and PDFs open, all else is downloaded."""
    found = load(StoredFile, file_id, undefer(StoredFile.content))
    inline = found.mime in IMAGES or found.mime == PDF
    return send_bytes(found.content, found.name, found.mime, inline=inline)


def _refuse_others(document_id: int) -> None:
    if not may_approve(load(Document, document_id), me()):
        abort(403)


def _step(document_id: int, step: Callable[[Document, User], None], done: str) -> Response:
    """Take one step of the road; a paper that is not ready for it says why (409).

    Pages send the version they showed, so that nobody approves a text they have not read.
    """
    document = load(Document, document_id)
    shown = request.form.get("version")
    if shown and shown != str(document.version):
        return _show(document_id, CHANGED)
    try:
        step(document, me())
    except services.NotReady as error:
        return _show(document_id, str(error))
    flash(done)
    return see_other("documents.show", document_id=document_id)


def _show(
    document_id: int,
    refusal: str = "",
    comment: CommentForm | None = None,
    reason: ReasonForm | None = None,
    taking: TakeBackForm | None = None,
) -> Response:
    """Draw one paper; *refusal* is why a step was not taken (409), the forms hold errors (422)."""
    document = _with_recipients(document_id)
    concerned = [document.organization, *(one.organization for one in document.recipients)]
    called = called_then([(one, document.issued_on) for one in concerned])
    amended, amending = amendments.beside(document)
    return page(
        "documents/show.html",
        form=comment or reason or taking,
        status=409 if refusal else 200,
        document=document,
        names={one.id: then.name for one, then in zip(concerned, called, strict=True)},
        paper=services.paper_of(document),
        tree=tree,
        problems=[] if document.issued_at or document.withdrawn_at else services.problems(document),
        history=versions.history(document) if me().is_board else [],
        refusal=refusal,
        comment=comment or CommentForm(formdata=None, obj=document),
        reason=reason or ReasonForm(formdata=None, obj=document),
        taking=taking or TakeBackForm(formdata=None, obj=document),
        comments=commenting.of(document) if me().is_board else [],
        decisions=commenting.DECISIONS,
        amended=amended,
        amending=amending,
        copies=copies.of(document),
        rewrites=REWRITES,
        actions=ACTIONS,
        **_steps_of(document, me()),
    )


def _with_recipients(document_id: int) -> Document:
    return load(
        Document,
        document_id,
        joinedload(Document.organization),
        joinedload(Document.scan),
        selectinload(Document.recipients).joinedload(DocumentRecipient.organization),
    )


def _steps_of(document: Document, who: User) -> dict[str, Any]:
    """Return which steps *who* may take with the paper now."""
    mine = [one for one in document.recipients if one.organization_id == who.organization_id]
    return {
        "takes_back": who.is_any(PLANNER, MEMBER) and may_take_back(document, who),
        "may_copy": bool(copies.kinds_for(document)) and who.is_any(PLANNER),
        "approves": may_approve(document, who),
        "to_acknowledge": [one for one in mine if one.acknowledged_at is None],
    }

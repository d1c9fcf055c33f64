"""One paper on screen: its wording, and the steps of its road."""

from collections.abc import Callable

from flask import Response, abort, flash, request
from sqlalchemy.orm import undefer

from webapp.accounts.gate import EVERYBODY, load, me, permit
from webapp.accounts.models import BOARD, LEADER, MEMBER, OFFICE, PLANNER, User
from webapp.core.forms import lock
from webapp.core.refusals import Refused
from webapp.core.web import see_other, send_bytes, send_pdf
from webapp.documents.can import Can
from webapp.documents.copies.original import stamp
from webapp.documents.docx.render import render_docx
from webapp.documents.drafts import foot_for
from webapp.documents.files import DOCX
from webapp.documents.forms import CommentForm, DropForm, ReasonForm, TakeBackForm
from webapp.documents.models import Document, StoredFile
from webapp.documents.pdf.render import GlyphMissing, NotPrintable, render_pdf
from webapp.documents.road import dropping, receiving, services, taking_back
from webapp.documents.views.blueprint import bp
from webapp.documents.views.page import CHANGED, Forms, draw, draw_wording, load_to_write
from webapp.documents.wording_forms import shown_wording, wording_form


@bp.get("/documents/<int:document_id>")
@permit(*EVERYBODY)
def show(document_id: int) -> Response:
    """One paper: as it will print, its state, and what this person may do with it."""
    return draw(document_id)


@bp.route("/documents/<int:document_id>/edit", methods=["GET", "POST"])
@permit(*BOARD)
def edit(document_id: int) -> Response:
    """Change the wording, paragraph by paragraph, and who gets the paper."""
    document = load(Document, document_id)
    can = Can(document, me())
    if not can.word:
        abort(403)
    if can.certify:
        return draw(document_id, "Bản sao giữ nguyên văn, chỉ sửa được phần chứng thực.")
    if not can.edit:
        return draw(document_id, "Văn bản đã duyệt, không sửa được nữa.")
    if request.method == "POST":
        lock(document)
    form = wording_form(document)
    accepted = form.accepts(shown_wording(document)) and form.can_stand(document)
    if accepted and (to := form.recipients(document.issuer_id)) is not None:
        services.rewrite(document, form.paper(services.paper_of(document)), me(), to)
        flash("Đã lưu nội dung văn bản.")
        return see_other("documents.show", document_id=document.id)
    return draw_wording(document, form)


@bp.get("/documents/<int:document_id>/paper.pdf")
@permit(*EVERYBODY)
def pdf(document_id: int) -> Response:
    """The paper itself: as issued, byte for byte, or a draft with its watermark and who took it.

    What no longer holds says so across the page; "?kept=1" gives it as it was issued.
    """
    document = load(Document, document_id)
    if document.is_on_paper:
        abort(404)
    mark = stamp(document) if "kept" not in request.args else ""
    if document.file_id and not mark:
        return send_pdf(services.stored_file(document.file_id).content, _file_name(document, "pdf"))
    draft = document.issued_at is None
    foot = foot_for(me()) if draft else ""
    try:
        content = render_pdf(services.paper_of(document), draft=draft, stamp=mark, foot=foot)
        return send_pdf(content, _file_name(document, "pdf", mark))
    except NotPrintable as error:
        return draw(document_id, str(error))


@bp.get("/documents/<int:document_id>/paper.docx")
@permit(*BOARD)
def docx(document_id: int) -> Response:
    """The paper as a Word file, to go on editing it there; a draft carries its watermark."""
    document = load(Document, document_id)
    if not Can(document, me()).word:
        abort(403)
    if document.is_on_paper:
        abort(404)
    mark, draft = stamp(document), document.issued_at is None
    foot = foot_for(me()) if draft else ""
    try:
        content = render_docx(services.paper_of(document), draft=draft, stamp=mark, foot=foot)
    except GlyphMissing as error:
        return draw(document_id, str(error))
    return send_bytes(content, _file_name(document, "docx", mark), DOCX)


def _file_name(document: Document, ending: str, mark: str = "") -> str:
    """Return the name of a download; one that no longer holds says so in its name."""
    told = f" ({mark.lower()})" if mark else ""
    return f"{document.number_and_symbol.replace('/', '-')}{told}.{ending}"


@bp.post("/documents/<int:document_id>/submit")
@permit(*BOARD)
def submit(document_id: int) -> Response:
    """Hand the draft to the leader, or to who is named for it."""
    load_to_write(document_id)
    return take_step(document_id, services.submit, "Đã trình duyệt.")


@bp.post("/documents/<int:document_id>/approve")
@permit(LEADER, PLANNER, MEMBER)
def approve(document_id: int) -> Response:
    """Approve what was submitted: a leader, or who is named for this paper."""
    _refuse_others(document_id)
    return take_step(document_id, services.approve, "Đã duyệt văn bản.")


@bp.post("/documents/<int:document_id>/acknowledge")
@permit(OFFICE)
def acknowledge(document_id: int) -> Response:
    """Say that the paper has arrived."""
    return take_step(document_id, receiving.acknowledge, "Đã xác nhận nhận văn bản.")


@bp.post("/documents/<int:document_id>/return")
@permit(LEADER, PLANNER, MEMBER)
def send_back(document_id: int) -> Response:
    """Send the paper back with a comment: who may approve it may do so."""
    _refuse_others(document_id)
    form = CommentForm()
    if not form.validate_on_submit():
        return draw(document_id, forms=Forms(comment=form))
    return take_step(
        document_id,
        lambda document, who: services.send_back(document, who, form.comment.data),
        "Đã trả lại văn bản để sửa.",
    )


@bp.post("/documents/<int:document_id>/take-back")
@permit(*BOARD)
def take_back(document_id: int) -> Response:
    """Take back what waits for approval: whoever submitted it does."""
    document = load_to_write(document_id)
    if document.state == "submitted" and not Can(document, me()).take_back:
        abort(403)
    form = TakeBackForm()
    if not form.validate_on_submit():
        return draw(document_id, forms=Forms(taking=form))
    return take_step(
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
        return draw(document_id, forms=Forms(reason=form))
    asked = bool(form.asks_anew.data)
    return take_step(
        document_id,
        lambda document, who: services.withdraw(
            document, who, form.reason.data, asks_anew=asked and Can(document, who).ask_anew
        ),
        "Đã thu hồi văn bản.",
    )


@bp.post("/documents/<int:document_id>/drop")
@permit(*BOARD)
def drop(document_id: int) -> Response:
    """Give up a draft that is not to be issued."""
    load_to_write(document_id)
    form = DropForm()
    if not form.validate_on_submit():
        return draw(document_id, forms=Forms(dropping=form))
    return take_step(
        document_id,
        lambda document, who: dropping.drop(document, who, form.why.data),
        "Đã bỏ dự thảo.",
    )


@bp.get("/files/<int:file_id>")
@permit(*EVERYBODY)
def file(file_id: int) -> Response:
    """A stored file: checked pictures and PDFs open, all else is downloaded."""
    found = load(StoredFile, file_id, undefer(StoredFile.content))
    return send_bytes(found.content, found.name, found.mime, inline=found.is_shown)


def _refuse_others(document_id: int) -> None:
    if not Can(load(Document, document_id), me()).is_approver:
        abort(403)


def take_step(document_id: int, step: Callable[[Document, User], None], done: str) -> Response:
    """Take one step of the road; a paper that is not ready for it says why (409).

    Pages send the version they showed, so that nobody approves a text they have not read.
    """
    document = load(Document, document_id)
    shown = request.form.get("version")
    if shown and shown != str(document.version):
        return draw(document_id, CHANGED)
    try:
        step(document, me())
    except Refused as error:
        return draw(document_id, str(error))
    flash(done)
    return see_other("documents.show", document_id=document_id)

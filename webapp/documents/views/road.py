"""On the road of a paper: comments of named people, two versions compared, the signed scan."""

from flask import Response, abort, flash, request
from sqlalchemy.orm import joinedload

from webapp.accounts.gate import EVERYBODY, LARGEST_ID, load, me, permit
from webapp.accounts.models import BOARD, PLANNER
from webapp.core.web import page, see_other, send_bytes
from webapp.documents import tree
from webapp.documents.can import Can
from webapp.documents.files import FileRefused
from webapp.documents.forms import AnswerForm, AskForm, DecisionForm, ScanForm
from webapp.documents.models import Document, DocumentComment
from webapp.documents.road import commenting, receiving, services, versions
from webapp.documents.tree import comparing
from webapp.documents.views.blueprint import ACTIONS, bp


@bp.route("/documents/<int:document_id>/comments/new", methods=["GET", "POST"])
@permit(*BOARD)
def ask(document_id: int) -> Response:
    """Ask named people to comment on a draft by a day: the planner does, or its author."""
    document = load(Document, document_id)
    can = Can(document, me())
    if not can.may_ask:
        abort(403)
    people = commenting.people(document, me())
    form = AskForm()
    form.set_people(people)
    if not can.ask:
        return _refused(document, commenting.CLOSED)
    if form.validate_on_submit():
        asked = [one for one in people if one.id in form.people.data]
        try:
            commenting.ask(document, asked, form.due_on.data, form.question.data, me())
        except services.NotReady as error:
            return _refused(document, str(error))
        flash("Đã gửi đề nghị góp ý.")
        return see_other("documents.show", document_id=document.id)
    named = [(one.id, ", ".join(filter(None, (one.full_name, one.position)))) for one in people]
    return page("documents/ask.html", form=form, document=document, people=named)


@bp.route("/documents/comments/<int:comment_id>", methods=["GET", "POST"])
@permit(*BOARD)
def comment(comment_id: int) -> Response:
    """One comment: whoever was asked gives it, the others read it."""
    found = _comment(comment_id)
    if request.method == "POST" and found.user_id != me().id:
        abort(403)
    form = AnswerForm(obj=found)
    if form.accepts(found):
        try:
            commenting.answer(found, form.text.data, me())
        except services.NotReady as error:
            return _refused(found.document, str(error))
        flash("Đã gửi góp ý.")
        return see_other("documents.show", document_id=found.document_id)
    return _draw(found, answer=form)


@bp.post("/documents/comments/<int:comment_id>/decision")
@permit(*BOARD)
def decide(comment_id: int) -> Response:
    """Take a comment, or not, with a reason."""
    found = _comment(comment_id)
    if not Can(found.document, me()).write:
        abort(403)
    form = DecisionForm(obj=found)
    if not form.accepts(found):
        return _draw(found, decision=form)
    try:
        commenting.decide(found, form.decision.data, form.reason.data, me())
    except services.NotReady as error:
        return _refused(found.document, str(error))
    flash("Đã ghi kết quả xử lý góp ý.")
    return see_other("documents.show", document_id=found.document_id)


@bp.get("/documents/<int:document_id>/compare")
@permit(*BOARD)
def compare(document_id: int) -> Response:
    """Two versions of a paper, the differences marked and told in words."""
    document = load(Document, document_id)
    steps = versions.of(document)
    old, new = versions.chosen(steps, _step_id("old"), _step_id("new"))
    if old is None or new is None:
        abort(404)
    changes = comparing.compare(versions.paper_at(old), versions.paper_at(new))
    return page(
        "documents/compare.html",
        document=document,
        steps=steps,
        old=old,
        new=new,
        runs=comparing.folded(changes),
        counts=comparing.counts(changes),
        actions=ACTIONS,
    )


@bp.get("/documents/<int:document_id>/scan")
@permit(*EVERYBODY)
def scan(document_id: int) -> Response:
    """The scan of the paper as signed and stamped."""
    document = load(Document, document_id)
    if document.scan_id is None:
        abort(404)
    kept = services.stored_file(document.scan_id)
    return send_bytes(kept.content, kept.name, kept.mime, inline=kept.is_shown)


@bp.route("/documents/<int:document_id>/scan/new", methods=["GET", "POST"])
@permit(PLANNER)
def attach_scan(document_id: int) -> Response:
    """Lay the signed, stamped scan beside an issued paper."""
    document = load(Document, document_id, joinedload(Document.scan))
    form = ScanForm(obj=document)
    if document.issued_at is None:
        return _refused(document, "Chỉ kèm được bản ký, đóng dấu cho văn bản đã ban hành.")
    if form.accepts(document):
        try:
            receiving.attach_scan(document, me(), form.file.data or None)
        except FileRefused as refused:
            form.file.errors = [str(refused)]
        else:
            flash("Đã kèm bản ký, đóng dấu.")
            return see_other("documents.show", document_id=document.id)
    form.remind_of_files()
    return page("documents/scan.html", form=form, document=document)


def _comment(comment_id: int) -> DocumentComment:
    return load(
        DocumentComment,
        comment_id,
        joinedload(DocumentComment.document),
        joinedload(DocumentComment.user),
        joinedload(DocumentComment.asked_by),
        joinedload(DocumentComment.decided_by),
    )


def _draw(
    found: DocumentComment,
    answer: AnswerForm | None = None,
    decision: DecisionForm | None = None,
) -> Response:
    is_open = found.document.state in commenting.OPEN
    is_mine = found.user_id == me().id and is_open and not found.decision
    decides = found.answered_at is not None and Can(found.document, me()).write
    return page(
        "documents/comment.html",
        form=answer or decision,
        comment=found,
        document=found.document,
        answer=(answer or AnswerForm(formdata=None, obj=found)) if is_mine else None,
        decision=(decision or DecisionForm(formdata=None, obj=found)) if decides else None,
        missing=commenting.missing(found, is_open),
        decided=commenting.decided(found) if found.decision else None,
        paper=services.paper_of(found.document),
        tree=tree,
    )


def _refused(document: Document, why: str) -> Response:
    return page("documents/refused.html", status=409, document=document, why=why)


def _step_id(name: str) -> int | None:
    asked = request.args.get(name, "")
    return min(int(asked), LARGEST_ID) if asked.isdecimal() and len(asked) < 12 else None

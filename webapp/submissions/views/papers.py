"""One page for all that a unit sends: its report, the required papers, and what was asked since."""

from datetime import time

from flask import Response, abort, flash, request
from sqlalchemy.orm import joinedload, undefer

from webapp.accounts.gate import EVERYBODY, LARGEST_ID, load, me, permit, reload_me
from webapp.accounts.models import BOARD, LEADER, MEMBER, OFFICE, PLANNER
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other, send_bytes
from webapp.documents.files import FileRefused
from webapp.documents.models import StoredFile
from webapp.plans.models import Assignment
from webapp.plans.round_models import RequiredPaper
from webapp.submissions.can import CanSubmission
from webapp.submissions.forms.papers import AnswerForm, RequestForm
from webapp.submissions.paper_models import PaperRequest, UnitPaper
from webapp.submissions.queries.papers import UnitPapers
from webapp.submissions.queries.standing import lacking
from webapp.submissions.services import handing, papers
from webapp.submissions.views.blueprint import bp


@bp.get("/assignments/<int:assignment_id>/papers")
@permit(*BOARD, OFFICE)
def show_papers(assignment_id: int) -> Response:
    """What the unit owes and has sent, for the unit and for the team."""
    assignment = _assignment(assignment_id)
    record = UnitPapers(assignment)
    if record.is_report_alone and not CanSubmission(me()).oversee:
        return see_other("submissions.edit", assignment_id=assignment_id)
    return _page(assignment, record)


@bp.post("/assignments/<int:assignment_id>/papers/<int:required_id>")
@permit(OFFICE)
def send_paper(assignment_id: int, required_id: int) -> Response:
    """Send files for one required paper."""
    assignment = _assignment(assignment_id)
    required = db.session.get(RequiredPaper, required_id) if required_id <= LARGEST_ID else None
    if required is None or required.activity_id != assignment.activity_id:
        abort(404)
    try:
        papers.send_required(assignment, required, request.files.getlist("files"), me())
    except FileRefused as refusal:
        reload_me()
        assignment = _assignment(assignment_id)
        return _page(assignment, wrong_file=(required_id, str(refusal)), status=422)
    flash("Đã gửi tài liệu.")
    return see_other("submissions.show_papers", assignment_id=assignment_id)


@bp.get("/unit-papers/<int:unit_paper_id>")
@permit(*EVERYBODY)
def open_paper(unit_paper_id: int) -> Response:
    """The file itself; that a member of the team has opened it is noted."""
    paper = load(UnitPaper, unit_paper_id, joinedload(UnitPaper.assignment))
    file = load(StoredFile, paper.file_id, undefer(StoredFile.content))
    handing.note_opened(me(), paper.assignment.activity_id, unit_paper_id=paper.id)
    return send_bytes(file.content, file.name, file.mime, inline=file.is_shown)


@bp.post("/unit-papers/<int:unit_paper_id>/take-back")
@permit(OFFICE)
def take_back(unit_paper_id: int) -> Response:
    """Take one's own file back while it is not due yet."""
    paper = load(UnitPaper, unit_paper_id, joinedload(UnitPaper.request))
    assignment_id = paper.assignment_id
    assignment = _assignment(assignment_id)
    due_at = paper.request.due_at if paper.request else UnitPapers(assignment).papers_due
    request_id = paper.request_id
    try:
        papers.take_back(papers.Sent(paper, due_at), assignment, me())
    except Refused as refusal:
        return _page(assignment, refusal=str(refusal), status=409)
    flash("Đã rút lại tệp.")
    if request_id:
        return see_other("submissions.show_request", request_id=request_id)
    return see_other("submissions.show_papers", assignment_id=assignment_id)


@bp.post("/assignments/<int:assignment_id>/paper-requests")
@permit(PLANNER, LEADER, MEMBER)
def ask(assignment_id: int) -> Response:
    """Ask the unit for a further paper."""
    assignment = _assignment(assignment_id)
    if not CanSubmission(me(), handing.seats(assignment)).ask:
        abort(403)
    form = RequestForm()
    if not form.validate_on_submit():
        return _page(assignment, form=form)
    papers.ask(
        assignment,
        assignment.activity.plan_id,
        form.text.data,
        form.due_on.data,
        form.due_time.data or time(17),
        me(),
    )
    flash("Đã gửi yêu cầu cho đơn vị.")
    return see_other("submissions.show_papers", assignment_id=assignment_id)


@bp.get("/paper-requests/<int:request_id>")
@permit(*BOARD, OFFICE)
def show_request(request_id: int) -> Response:
    """One request: what was asked, by when, and the answer."""
    asked = _request(request_id)
    return _request_page(asked, AnswerForm(formdata=None, obj=asked))


@bp.post("/paper-requests/<int:request_id>")
@permit(OFFICE)
def answer(request_id: int) -> Response:
    """Answer in words and with files."""
    asked = _request(request_id)
    form = AnswerForm(obj=asked)
    if form.accepts(asked):
        try:
            files = request.files.getlist("files")
            papers.answer(asked, asked.assignment, form.answer.data, files, me())
        except FileRefused as refusal:
            form.files.errors = [str(refusal)]
            reload_me()
            asked = _request(request_id)
            form.version.data = str(asked.version)
        else:
            flash("Đã gửi trả lời.")
            return see_other("submissions.show_request", request_id=request_id)
    form.remind_of_files()
    return _request_page(asked, form)


def _page(
    assignment: Assignment,
    record: UnitPapers | None = None,
    *,
    form: RequestForm | None = None,
    wrong_file: tuple[int, str] = (0, ""),
    refusal: str = "",
    status: int = 200,
) -> Response:
    record = record or UnitPapers(assignment)
    return page(
        "submissions/papers.html",
        form=form,
        status=status,
        record=record,
        assignment=assignment,
        wrong_file=wrong_file,
        refusal=refusal,
        lacking=lacking(record),
        state_of=papers.standing_of,
        ask_form=form or _blank_request(record),
        can=CanSubmission(me(), record.team),
    )


def _blank_request(record: UnitPapers) -> RequestForm:
    """Return an empty request; where something is asked for again, with its words."""
    again = request.args.get("again", "")
    texts = [one.text for one in record.requests if str(one.id) == again]
    data = {"text": texts[0] if texts else "", "due_time": time(17)}
    return RequestForm(formdata=None, data=data)


def _request_page(asked: PaperRequest, form: AnswerForm) -> Response:
    came = [one for one in papers.sent_by(asked.assignment) if one.request_id == asked.id]
    return page(
        "submissions/request.html",
        form=form,
        asked=asked,
        assignment=asked.assignment,
        state_of=papers.standing_of(asked),
        sent=papers.marked(came, asked.due_at),
        can=CanSubmission(me(), handing.seats(asked.assignment)),
    )


def _assignment(assignment_id: int) -> Assignment:
    return load(
        Assignment,
        assignment_id,
        joinedload(Assignment.organization),
        joinedload(Assignment.activity),
    )


def _request(request_id: int) -> PaperRequest:
    assignment = joinedload(PaperRequest.assignment)
    return load(
        PaperRequest,
        request_id,
        joinedload(PaperRequest.asked_by),
        joinedload(PaperRequest.answered_by),
        assignment.joinedload(Assignment.organization),
        assignment.joinedload(Assignment.activity),
    )

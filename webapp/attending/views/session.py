"""A round's session on screen: who comes, whether all is ready, the running order, the minutes."""

from flask import Response, abort, flash, request

from webapp.accounts.gate import me, permit
from webapp.accounts.models import BOARD, OFFICE
from webapp.attending.can import CanAttend
from webapp.attending.forms import Cell
from webapp.attending.kinds import NOTE_FORM
from webapp.attending.papers import note_form as note_forms
from webapp.attending.queries import show as show_queries
from webapp.attending.queries.session import SessionRecord
from webapp.attending.queries.visit import VisitRecord, load_again, load_visit
from webapp.attending.services import attendees, minutes
from webapp.attending.services import fields as acts
from webapp.attending.views import tablet_changes as changes
from webapp.attending.views.blueprint import bp
from webapp.attending.views.findings import answered
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other, send_pdf
from webapp.documents.pdf.render import render_pdf
from webapp.documents.texts.wording import wording_for
from webapp.visits.models import Visit


@bp.get("/visits/<int:visit_id>/attendees", endpoint="attendees")
@permit(*BOARD, OFFICE)
def attendees_page(visit_id: int) -> Response:
    """Whom the unit invites and how many come: its office writes, the board reads."""
    return _attendees(_invited(_load(visit_id)))


@bp.post("/visits/<int:visit_id>/attendees")
@permit(OFFICE)
def save_attendees(visit_id: int) -> Response:
    """Save numbers and names."""
    visit = _load(visit_id)
    if not CanAttend(me(), visit).prepare:
        abort(403)
    answer = acts.invited(visit, me(), request.form)
    record = _invited(load_again(visit_id), answer.cells)
    return answered(answer, record, "attending.attendees", _attendees)


@bp.post("/visits/<int:visit_id>/ready")
@permit(*BOARD, OFFICE)
def mark_ready(visit_id: int) -> Response:
    """Note that the session is arranged."""
    visit = _to_report_ready(visit_id)
    try:
        attendees.mark_ready(visit, me())
    except Refused as error:
        return _attendees(_invited(visit), refusal=str(error), status=409)
    flash("Đã xác nhận: buổi làm việc sẵn sàng.")
    return see_other("attending.attendees", visit_id=visit_id)


@bp.post("/visits/<int:visit_id>/ready/back")
@permit(*BOARD, OFFICE)
def take_back_ready(visit_id: int) -> Response:
    """Note that the session is not arranged after all."""
    visit = _to_report_ready(visit_id)
    try:
        attendees.take_back(visit, me())
    except Refused as error:
        return _attendees(_invited(visit), refusal=str(error), status=409)
    flash("Đã bỏ xác nhận sẵn sàng.")
    return see_other("attending.attendees", visit_id=visit_id)


@bp.get("/visits/<int:visit_id>/session")
@permit(*BOARD)
def session(visit_id: int) -> Response:
    """The running order: the team and the planner write, the board reads."""
    return _session(_running(_load(visit_id)))


@bp.post("/visits/<int:visit_id>/session")
@permit(*BOARD)
def save_session(visit_id: int) -> Response:
    """Save what was written, and turn the step whose button was pressed."""
    visit = _to_write(visit_id)
    answer = acts.run(visit, me(), request.form, changes.of_request(visit, me()))
    record = _running(load_again(visit_id), answer.cells)
    return answered(answer, record, "attending.session", _session)


@bp.post("/visits/<int:visit_id>/minutes")
@permit(*BOARD)
def compose_minutes(visit_id: int) -> Response:
    """Compose the minutes from the running order."""
    visit = _to_write(visit_id)
    try:
        document = minutes.compose(visit, me())
    except Refused as error:
        return _session(_running(visit), refusal=str(error), status=409)
    flash("Đã soạn dự thảo biên bản từ thành phần dự và diễn biến.")
    return see_other("documents.show", document_id=document.id)


@bp.get("/visits/<int:visit_id>/programme")
@permit(*BOARD, OFFICE)
def programme(visit_id: int) -> Response:
    """The agenda and who comes, to read before the day and to print."""
    visit = _load(visit_id)
    return page("attending/programme.html", visit=visit, record=SessionRecord(visit))


@bp.get("/visits/<int:visit_id>/note-form")
@permit(*BOARD)
def note_form(visit_id: int) -> Response:
    """The checklist of any visit on paper, to fill by hand when tablets fail."""
    visit = load_visit(visit_id)
    paper = note_forms.note_form(
        me().issuer, SessionRecord(visit), wording_for(visit.issuer_id, NOTE_FORM)
    )
    return send_pdf(render_pdf(paper), f"phieu-ghi-chep-{visit.id}.pdf")


def _load(visit_id: int) -> Visit:
    """Load a session, or end with 404."""
    visit = load_visit(visit_id)
    if not visit.meeting.is_session:
        abort(404)
    return visit


def _to_write(visit_id: int) -> Visit:
    visit = _load(visit_id)
    if not CanAttend(me(), visit).write:
        abort(403)
    return visit


def _to_report_ready(visit_id: int) -> Visit:
    visit = _load(visit_id)
    if not CanAttend(me(), visit).say_ready:
        abort(403)
    return visit


def _invited(visit: Visit, cells: list[Cell] | None = None) -> SessionRecord:
    record = SessionRecord(visit, action="attending.save_attendees", cells=cells or ())
    record.writable = CanAttend(me(), visit).prepare and not record.session_closed
    record.says_ready = CanAttend(me(), visit).say_ready
    return record


def _running(visit: Visit, cells: list[Cell] | None = None) -> SessionRecord:
    record = SessionRecord(visit, action="attending.save_session", cells=cells or ())
    record.writable = CanAttend(me(), visit).write and not record.session_closed
    return record


def _attendees(record: VisitRecord, *, refusal: str = "", status: int = 200) -> Response:
    return page(
        "attending/attendees.html",
        status=status,
        record=record,
        visit=record.visit,
        refusal=refusal,
    )


def _session(record: SessionRecord, *, refusal: str = "", status: int = 200) -> Response:
    can = CanAttend(me(), record.visit)
    whole = page(
        "attending/session.html",
        status=status,
        record=record,
        visit=record.visit,
        refusal=refusal,
        can=can,
        minutes=show_queries.minutes_of(record, can),
    )
    return changes.may_be_kept(whole, record.writable)

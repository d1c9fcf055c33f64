"""What the chosen unit prepares, on screen: its office ticks and uploads, the board reads."""

from flask import Response, abort, flash, request

from webapp.accounts.gate import me, permit
from webapp.accounts.models import BOARD, OFFICE
from webapp.attending.can import CanAttend
from webapp.attending.forms import Cell
from webapp.attending.kinds import PREPARATION
from webapp.attending.queries import show as show_queries
from webapp.attending.queries.visit import VisitRecord, load_again, load_visit
from webapp.attending.services import fields as acts
from webapp.attending.services import preparing
from webapp.attending.views import tablet_changes as changes
from webapp.attending.views.blueprint import bp
from webapp.attending.views.findings import answered
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.documents.files import FileRefused
from webapp.milestones import engine
from webapp.visits.models import Visit


@bp.get("/visits/<int:visit_id>/preparation")
@permit(*BOARD, OFFICE)
def prepare(visit_id: int) -> Response:
    """Each content of the plan, whether its papers are ready, and the papers."""
    return _page(_record(load_visit(visit_id)))


@bp.post("/visits/<int:visit_id>/preparation")
@permit(OFFICE)
def save_preparation(visit_id: int) -> Response:
    """Save ticks and notes."""
    visit = _to_prepare(visit_id)
    answer = acts.prepared(visit, me(), request.form, changes.of_request(visit, me()))
    record = _record(load_again(visit_id), answer.cells)
    return answered(answer, record, "attending.prepare", _page)


@bp.post("/visits/<int:visit_id>/preparation/ready")
@permit(OFFICE)
def report_ready(visit_id: int) -> Response:
    """Say that the unit is ready."""
    visit = _to_prepare(visit_id)
    try:
        preparing.report_ready(visit, me())
    except Refused as error:
        return _page(_record(visit), refusal=str(error), status=409)
    flash("Đã ghi nhận: đơn vị chuẩn bị xong.")
    return see_other("attending.prepare", visit_id=visit_id)


@bp.post("/visits/<int:visit_id>/preparation/take-back")
@permit(OFFICE)
def take_back_preparation(visit_id: int) -> Response:
    """Say that the unit is not ready after all."""
    visit = _to_prepare(visit_id)
    try:
        preparing.take_back(visit)
    except Refused as error:
        return _page(_record(visit), refusal=str(error), status=409)
    flash("Đã ghi nhận: đơn vị chưa chuẩn bị xong.")
    return see_other("attending.prepare", visit_id=visit_id)


@bp.post("/visits/<int:visit_id>/preparation/<int:item_id>/papers")
@permit(OFFICE)
def add_paper(visit_id: int, item_id: int) -> Response:
    """Keep a paper for one content."""
    visit = _to_prepare(visit_id)
    if not any(item.id == item_id for item in _record(visit).items):
        abort(404)
    try:
        preparing.add_paper(visit, me(), item_id, request.files.get("paper"))
    except FileRefused as error:
        return _page(_record(visit), wrong_file=(item_id, str(error)), status=422)
    except Refused as error:
        return _page(_record(visit), refusal=str(error), status=409)
    return see_other("attending.prepare", visit_id=visit_id, _anchor=f"item-{item_id}")


@bp.post("/visits/<int:visit_id>/preparation/papers/<int:paper_id>/remove")
@permit(OFFICE)
def remove_paper(visit_id: int, paper_id: int) -> Response:
    """Take one's own paper back before the visit."""
    visit = _to_prepare(visit_id)
    paper = next((one for one in _record(visit).papers if one.id == paper_id), None)
    if paper is None:
        abort(404)
    item_id = paper.item_id
    try:
        preparing.remove_paper(visit, me(), paper)
    except Refused as error:
        return _page(_record(visit), refusal=str(error), status=409)
    return see_other("attending.prepare", visit_id=visit_id, _anchor=f"item-{item_id}")


def _to_prepare(visit_id: int) -> Visit:
    """Load a visit that the signed-in person's committee prepares, or end with 404 or 403."""
    visit = load_visit(visit_id)
    if not CanAttend(me(), visit).prepare:
        abort(403)
    return visit


def _record(visit: Visit, cells: list[Cell] | None = None) -> VisitRecord:
    record = VisitRecord(visit, action="attending.save_preparation", cells=cells or ())
    record.writable = CanAttend(me(), visit).prepare and not record.closed
    return record


def _page(
    record: VisitRecord,
    *,
    refusal: str = "",
    wrong_file: tuple[int, str] = (0, ""),
    status: int = 200,
) -> Response:
    visit = record.visit
    due = engine.find(PREPARATION, "visit", visit.id)
    whole = page(
        "attending/prepare.html",
        status=status,
        record=record,
        visit=visit,
        refusal=refusal,
        wrong_file=wrong_file,
        standing=show_queries.prepared(record, due),
        items=show_queries.headed(record.items),
        may_report=record.writable and due is not None and due.is_open,
        may_take_back=record.writable and due is not None and due.done_at is not None,
        lacking=len(record.items) - record.ready,
        is_removable=lambda paper: record.writable and preparing.may_remove(visit, paper, me()),
    )
    return changes.may_be_kept(whole, record.writable)

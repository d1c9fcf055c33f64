"""What the chosen unit prepares, on screen: its office ticks and uploads, the board reads."""

from flask import Response, abort, flash, request

from webapp.accounts.gate import me, permit
from webapp.accounts.models import BOARD, OFFICE
from webapp.attending import acts, preparing
from webapp.attending.blueprint import bp
from webapp.attending.findings_forms import Cell
from webapp.attending.findings_views import answered
from webapp.attending.sheets import Sheet, load_again, load_visit
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.documents.files import FileRefused
from webapp.milestones import services as milestones
from webapp.visits.models import Visit


@bp.get("/visits/<int:visit_id>/preparation")
@permit(*BOARD, OFFICE)
def prepare(visit_id: int) -> Response:
    """Each content of the plan, whether its papers are ready, and the papers."""
    return _page(_sheet(load_visit(visit_id)))


@bp.post("/visits/<int:visit_id>/preparation")
@permit(OFFICE)
def save_preparation(visit_id: int) -> Response:
    """Save ticks and notes."""
    answer = acts.prepared(_to_prepare(visit_id), request.form)
    sheet = _sheet(load_again(visit_id), answer.cells)
    return answered(answer, sheet, "attending.prepare", _page)


@bp.post("/visits/<int:visit_id>/preparation/ready")
@permit(OFFICE)
def say_ready(visit_id: int) -> Response:
    """Say that the unit is ready."""
    visit = _to_prepare(visit_id)
    try:
        preparing.say_ready(visit, me())
    except Refused as error:
        return _page(_sheet(visit), refusal=str(error), status=409)
    flash("Đã ghi nhận: đơn vị chuẩn bị xong.")
    return see_other("attending.prepare", visit_id=visit_id)


@bp.post("/visits/<int:visit_id>/preparation/<int:item_id>/papers")
@permit(OFFICE)
def add_paper(visit_id: int, item_id: int) -> Response:
    """Keep a paper for one content."""
    visit = _to_prepare(visit_id)
    if not any(item.id == item_id for item in _sheet(visit).items):
        abort(404)
    try:
        preparing.add_paper(visit, me(), item_id, request.files.get("paper"))
    except FileRefused as error:
        return _page(_sheet(visit), wrong_file=(item_id, str(error)), status=422)
    except Refused as error:
        return _page(_sheet(visit), refusal=str(error), status=409)
    return see_other("attending.prepare", visit_id=visit_id, _anchor=f"item-{item_id}")


@bp.post("/visits/<int:visit_id>/preparation/papers/<int:paper_id>/remove")
@permit(OFFICE)
def remove_paper(visit_id: int, paper_id: int) -> Response:
    """Take one's own paper back before the visit."""
    visit = _to_prepare(visit_id)
    paper = next((one for one in _sheet(visit).papers if one.id == paper_id), None)
    if paper is None:
        abort(404)
    item_id = paper.item_id
    try:
        preparing.remove_paper(visit, me(), paper)
    except Refused as error:
        return _page(_sheet(visit), refusal=str(error), status=409)
    return see_other("attending.prepare", visit_id=visit_id, _anchor=f"item-{item_id}")


def _to_prepare(visit_id: int) -> Visit:
    """Load a visit that the signed-in person's committee prepares, or end with 404 or 403."""
    visit = load_visit(visit_id)
    if not preparing.is_preparer(visit, me()):
        abort(403)
    return visit


def _sheet(visit: Visit, cells: list[Cell] | None = None) -> Sheet:
    sheet = Sheet(visit, action="attending.save_preparation", cells=cells or ())
    sheet.writable = preparing.is_preparer(visit, me()) and not sheet.closed
    return sheet


def _page(
    sheet: Sheet,
    *,
    refusal: str = "",
    wrong_file: tuple[int, str] = (0, ""),
    status: int = 200,
) -> Response:
    visit = sheet.visit
    return page(
        "attending/prepare.html",
        status=status,
        sheet=sheet,
        visit=visit,
        refusal=refusal,
        wrong_file=wrong_file,
        owed=milestones.find(preparing.MILESTONE, "visit", visit.id),
        is_removable=lambda paper: sheet.writable and preparing.may_remove(visit, paper, me()),
    )

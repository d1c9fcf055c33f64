"""The findings of a visit on screen: one page, fields that save themselves, completing."""

from collections.abc import Callable, Sequence

from flask import Response, abort, flash, request
from werkzeug.datastructures import FileStorage

from webapp.accounts.gate import me, permit
from webapp.accounts.models import BOARD, LEADER, MEMBER, PLANNER
from webapp.attending import acts, changes, checks, findings, photos
from webapp.attending.blanks import blanks, phrase_bank
from webapp.attending.blueprint import bp
from webapp.attending.findings_forms import Cell, Name
from webapp.attending.session_sheets import SessionSheet
from webapp.attending.sheets import Sheet, is_writer, load_again, load_visit
from webapp.core import clock
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other, wants_part
from webapp.documents.files import FileRefused
from webapp.plans.models import GRASSROOTS
from webapp.visits.models import Visit

WRITERS = (PLANNER, LEADER, MEMBER)


@bp.get("/visits/<int:visit_id>/findings", endpoint="findings")
@permit(*BOARD)
def findings_page(visit_id: int) -> Response:
    """What was seen at the visit: its team and the planner write, the board reads."""
    open_phrases = Name.parse(request.args.get("phrases", ""))
    visit = load_visit(visit_id)
    if visit.assignment.activity.kind == GRASSROOTS:  # reported on a page of its own, and shorter
        return see_other("grassroots.report", visit_id=visit_id)
    return _page(sheet_of(visit, open_phrases=str(open_phrases or "")))


@bp.get("/visits/<int:visit_id>/findings/missing")
@permit(*BOARD)
def missing(visit_id: int) -> Response:
    """The part of the page that says what is missing: it follows what is saved."""
    sheet = sheet_of(load_visit(visit_id))
    return page("attending/_missing.html", sheet=sheet, missing=checks.missing(sheet))


@bp.post("/visits/<int:visit_id>/field")
@permit(*WRITERS)
def save_field(visit_id: int) -> Response:
    """Save the fields that were sent, and do what the button among them says."""
    visit = _to_write(visit_id)
    answer = acts.answer(visit, me(), request.form, changes.of_request(visit, me()))
    sheet = sheet_of(load_again(visit_id), answer.cells, answer.open_phrases)
    return answered(answer, sheet, "attending.findings", _page)


@bp.post("/visits/<int:visit_id>/photos")
@permit(*WRITERS)
def add_photo(visit_id: int) -> Response:
    """Keep a photo from the camera."""
    visit = _to_write(visit_id)
    number, error = 0, ""
    try:
        number = photos.add(visit, me(), _photo(), once=changes.of_request(visit, me()))
    except (FileRefused, Refused) as refused:
        error = str(refused)
    sheet, status = sheet_of(load_again(visit_id)), 422 if error else 200
    if wants_part():
        row = sheet.photos.get(number)
        part = page("attending/_photo_added.html", status=status, sheet=sheet, row=row, error=error)
        return changes.told(part, row_id=number, reason=error)
    if error:
        return _page(sheet, refusal=error, status=status)
    return see_other("attending.findings", visit_id=visit_id, _anchor="photos")


@bp.post("/visits/<int:visit_id>/photos/<int:photo_id>/remove")
@permit(*WRITERS)
def remove_photo(visit_id: int, photo_id: int) -> Response:
    """Take a photo away."""
    visit = _to_write(visit_id)
    photo = sheet_of(visit).photos.get(photo_id)
    if photo is None:
        abort(404)
    try:
        photos.remove(visit, photo)
    except Refused as error:
        return _page(sheet_of(visit), refusal=str(error), status=409)
    return see_other("attending.findings", visit_id=visit_id, _anchor="photos")


@bp.post("/visits/<int:visit_id>/findings/complete")
@permit(*WRITERS)
def complete(visit_id: int) -> Response:
    """Close the findings, or say what they cannot do without."""
    visit = _to_write(visit_id)
    try:
        findings.complete(visit, me())
    except Refused as error:
        return _page(sheet_of(visit), refusal=str(error), status=422)
    flash("Đã hoàn thành kết quả dự, giám sát.")
    return see_other("attending.show", visit_id=visit_id)


@bp.post("/visits/<int:visit_id>/findings/reopen")
@permit(PLANNER)
def reopen(visit_id: int) -> Response:
    """Open completed findings again."""
    visit = load_visit(visit_id)
    try:
        findings.reopen(visit, me())
    except Refused as error:
        return _page(sheet_of(visit), refusal=str(error), status=409)
    flash("Đã mở lại kết quả để sửa.")
    return see_other("attending.findings", visit_id=visit_id)


def sheet_of(visit: Visit, cells: Sequence[Cell] = (), open_phrases: str = "") -> Sheet:
    """Return the findings of a visit as the signed-in person may use them."""
    kind = SessionSheet if visit.meeting.is_session else Sheet
    sheet = kind(visit, action="attending.save_field", cells=cells, open_phrases=open_phrases)
    sheet.writable = is_writer(visit, me()) and not sheet.closed
    return sheet


def answered(
    answer: acts.Answer, sheet: Sheet, endpoint: str, draw: Callable[..., Response]
) -> Response:
    """Answer with what became of the fields: as parts for htmx, else by a whole page."""
    now = f"{clock.local(clock.now()):%H:%M:%S}"
    if wants_part():
        part = page(
            "attending/_answer.html", status=answer.status, sheet=sheet, answer=answer, saved_at=now
        )
        return changes.told(part, row_id=answer.row_id, reason=answer.reason)
    if answer.status != 200:
        return draw(sheet, refusal=answer.refusal, status=answer.status)
    flash(f"Đã lưu lúc {now}.")
    return see_other(
        endpoint,
        visit_id=sheet.visit.id,
        phrases=answer.open_phrases or None,
        _anchor=answer.anchor or request.form.get("section", "")[:20] or None,
    )


def _page(sheet: Sheet, *, refusal: str = "", status: int = 200) -> Response:
    whole = page(
        "attending/findings.html",
        status=status,
        sheet=sheet,
        visit=sheet.visit,
        refusal=refusal,
        missing=checks.missing(sheet),
        blanks=blanks(sheet, me()) if sheet.writable else [],
        phrase_bank=phrase_bank(sheet) if sheet.writable and not sheet.open_phrases else {},
    )
    return changes.may_be_kept(whole, sheet.writable)


def _to_write(visit_id: int) -> Visit:
    """Load a visit whose findings the signed-in person may write, or end with 404 or 403."""
    visit = load_visit(visit_id)
    if not is_writer(visit, me()):
        abort(403)
    return visit


def _photo() -> FileStorage | None:
    """Return the photo that was taken, or else the one that was chosen."""
    sent = [one for one in request.files.getlist("photo") if one.filename]
    return sent[0] if sent else None

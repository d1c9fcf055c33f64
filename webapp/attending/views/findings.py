"""The findings of a visit on screen: one page, fields that save themselves, completing."""

from collections.abc import Callable, Sequence

from flask import Response, abort, flash, request
from werkzeug.datastructures import FileStorage

from webapp.accounts import removed
from webapp.accounts.gate import me, permit
from webapp.accounts.models import BOARD, PLANNER
from webapp.attending.can import CanAttend
from webapp.attending.forms import Cell, CompletingForm, Name
from webapp.attending.queries import checks, ratings
from webapp.attending.queries.blanks import blanks, phrase_bank
from webapp.attending.queries.completions import despite_words
from webapp.attending.queries.session import SessionRecord
from webapp.attending.queries.visit import VisitRecord, load_again, load_visit
from webapp.attending.services import fields as acts
from webapp.attending.services import filling, findings, photos
from webapp.attending.views import removed_rows
from webapp.attending.views import tablet_changes as changes
from webapp.attending.views.blueprint import bp
from webapp.core import clock
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other, wants_part
from webapp.documents.files import FileRefused
from webapp.plans.kinds import ACTIVITIES
from webapp.visits.models import Visit

WHY = 6  # of what holds completing up: a tablet lists no more of it


@bp.get("/visits/<int:visit_id>/findings", endpoint="findings")
@permit(*BOARD)
def findings_page(visit_id: int) -> Response:
    """What was seen at the visit: its team and the planner write, the board reads."""
    open_phrases = Name.parse(request.args.get("phrases", ""))
    visit = load_visit(visit_id)
    if report_page := ACTIVITIES[visit.assignment.activity.kind].report_page:  # a shorter one
        return see_other(report_page, visit_id=visit_id)
    return _page(record_of(visit, open_phrases=str(open_phrases or "")))


@bp.get("/visits/<int:visit_id>/findings/missing")
@permit(*BOARD)
def missing(visit_id: int) -> Response:
    """The part of the page that says what is missing: it follows what is saved."""
    record = record_of(load_visit(visit_id))
    found = checks.missing(record)
    folded = checks.folded(found)
    return page("attending/_missing.html", record=record, missing=found, folded=folded)


@bp.post("/visits/<int:visit_id>/field")
@permit(*BOARD)
def save_field(visit_id: int) -> Response:
    """Save the fields that were sent, and do what the button among them says."""
    visit = _to_write(visit_id)
    answer = acts.answer(visit, me(), request.form, changes.of_request(visit, me()))
    record = record_of(load_again(visit_id), answer.cells, answer.open_phrases)
    return answered(answer, record, "attending.findings", _page)


@bp.post("/visits/<int:visit_id>/photos")
@permit(*BOARD)
def add_photo(visit_id: int) -> Response:
    """Keep a photo from the camera."""
    visit = _to_write(visit_id)
    number, error = 0, ""
    try:
        number = photos.add(visit, me(), _photo(), once=changes.of_request(visit, me()))
    except (FileRefused, Refused) as refused:
        error = str(refused)
    record, status = record_of(load_again(visit_id)), 422 if error else 200
    if wants_part():
        row = record.photos.get(number)
        part = page(
            "attending/_photo_added.html", status=status, record=record, row=row, error=error
        )
        return changes.told(part, row_id=number, reason=error)
    if error:
        return _page(record, refusal=error, status=status)
    return see_other("attending.findings", visit_id=visit_id, _anchor="photos")


@bp.post("/visits/<int:visit_id>/photos/<int:photo_id>/remove")
@permit(*BOARD)
def remove_photo(visit_id: int, photo_id: int) -> Response:
    """Take a photo away."""
    visit = _to_write(visit_id)
    photo = record_of(visit).photos.get(photo_id)
    if photo is None:
        abort(404)
    try:
        photos.remove(visit, photo)
    except Refused as error:
        return _page(record_of(visit), refusal=str(error), status=409)
    return see_other("attending.findings", visit_id=visit_id, _anchor="photos")


@bp.post("/visits/<int:visit_id>/findings/fill")
@permit(*BOARD)
def fill(visit_id: int) -> Response:
    """Rate what has no rating yet as good."""
    visit = _to_write(visit_id)
    once = changes.of_request(visit, me())
    done = see_other("attending.findings", visit_id=visit_id, _anchor="rest")
    if once and once.done():
        return changes.whole(done, once)
    try:
        count = filling.fill(visit, once)
    except Refused as error:
        if once:
            return changes.told(Response(status=409), reason=str(error))
        return _page(record_of(visit), refusal=str(error), status=409)
    flash(
        f"Đã ghi “Thực hiện tốt” cho {count} nội dung còn lại."
        if count
        else "Không còn nội dung nào chưa đánh giá mà không có hạn chế."
    )
    return changes.whole(done, once)


@bp.post("/visits/<int:visit_id>/findings/fill/undo")
@permit(*BOARD)
def undo_fill(visit_id: int) -> Response:
    """Take back what one press rated as good."""
    visit = _to_write(visit_id)
    try:
        count = filling.undo(visit)
    except Refused as error:
        return _page(record_of(visit), refusal=str(error), status=409)
    flash(f"Đã bỏ đánh giá ghi một lần của {count} nội dung.")
    return see_other("attending.findings", visit_id=visit_id, _anchor="rest")


@bp.post("/visits/<int:visit_id>/findings/complete")
@permit(*BOARD)
def complete(visit_id: int) -> Response:
    """Close the findings, or say what they cannot do without."""
    visit = _to_write(visit_id)
    once = changes.of_request(visit, me())
    done = see_other("attending.show", visit_id=visit_id)
    if once and once.done():
        return changes.whole(done, once)
    form = CompletingForm()
    if not form.validate():
        if once:
            return changes.told(Response(status=422), reason=form.complaint)
        return _page(record_of(visit), completing=form, status=422)
    try:
        findings.complete(visit, me(), form.reason.data or "", once)
    except Refused as error:
        if once:
            return changes.told(Response(status=422), reason=_why(visit, error))
        return _page(record_of(visit), refusal=str(error), completing=form, status=422)
    flash("Đã hoàn thành kết quả dự, giám sát.")
    return changes.whole(done, once)


def _why(visit: Visit, error: Refused) -> str:
    """Say to a tablet why the findings were not completed: what stands on the page, too."""
    held = [one.text for one in checks.missing(record_of(visit)) if one.must]
    return f"{error} {'; '.join(held[:WHY])}{'…' if held[WHY:] else ''}".strip()


@bp.post("/visits/<int:visit_id>/findings/reopen")
@permit(PLANNER)
def reopen(visit_id: int) -> Response:
    """Open completed findings again."""
    visit = load_visit(visit_id)
    try:
        findings.reopen(visit, me())
    except Refused as error:
        return _page(record_of(visit), refusal=str(error), status=409)
    flash("Đã mở lại kết quả để sửa.")
    return see_other("attending.findings", visit_id=visit_id)


def record_of(visit: Visit, cells: Sequence[Cell] = (), open_phrases: str = "") -> VisitRecord:
    """Return the findings of a visit as the signed-in person may use them."""
    kind = SessionRecord if visit.meeting.is_session else VisitRecord
    record = kind(visit, action="attending.save_field", cells=cells, open_phrases=open_phrases)
    record.writable = CanAttend(me(), visit).write and not record.closed
    return record


def answered(
    answer: acts.Answer, record: VisitRecord, endpoint: str, draw: Callable[..., Response]
) -> Response:
    """Answer with what became of the fields: as parts for htmx, else by a whole page."""
    now = f"{clock.local(clock.now()):%H:%M:%S}"
    if wants_part():
        part = page(
            "attending/_answer.html",
            status=answer.status,
            record=record,
            answer=answer,
            beside=_beside(answer),
            told=removed_rows.told(answer.kept) if answer.kept else "",
            saved_at=now,
        )
        return changes.told(
            part,
            row_id=answer.row_id,
            reason=answer.reason,
            is_settled=answer.is_settled,
            is_clash=answer.is_clash,
        )
    if answer.status != 200:
        return draw(record, refusal=answer.refusal, status=answer.status)
    if answer.kept is not None:
        removed.offer(removed_rows.told(answer.kept), answer.kept)
    else:
        flash(f"Đã lưu lúc {now}.")
    return see_other(
        endpoint,
        visit_id=record.visit.id,
        phrases=answer.open_phrases or None,
        at=ratings.item_of(record, answer.act.name, answer.row) or None,
        _anchor=answer.anchor or request.form.get("section", "")[:20] or None,
    )


def _beside(answer: acts.Answer) -> list[str]:
    """The parts of the page that change beside the fields that were sent."""
    changed = {cell.name.of for cell in answer.cells} | {answer.act.kind}
    parts = {
        "attending/_hints.html": {"attendance"},
        "attending/_score.html": {"mark", "visit"},
        "attending/_invited_told.html": {"confirmation", "meeting"},
        "attending/_steps_told.html": {"step"},
    }
    kinds = {cell.name.of for cell in answer.cells}
    return [part for part, of in parts.items() if of & (changed if of == {"step"} else kinds)]


def _page(
    record: VisitRecord,
    *,
    refusal: str = "",
    completing: CompletingForm | None = None,
    status: int = 200,
) -> Response:
    at = request.args.get("at", "")
    found = checks.missing(record)
    whole = page(
        "attending/findings.html",
        status=status,
        record=record,
        visit=record.visit,
        refusal=refusal,
        can=CanAttend(me(), record.visit),
        missing=found,
        folded=checks.folded(found),
        folds=ratings.folds(record, int(at) if at.isdecimal() and len(at) < 10 else None),
        next_item=ratings.next_item(record),
        left_to_fill=len(ratings.left_to_fill(record)) if record.writable else 0,
        filled=ratings.filled(record) if record.writable else None,
        completing=completing or CompletingForm(formdata=None),
        form=completing,
        despite=despite_words(record.visit),
        blanks=blanks(record, me()) if record.writable else [],
        phrase_bank=phrase_bank(record) if record.writable and not record.open_phrases else {},
    )
    return changes.may_be_kept(whole, record.writable)


def _to_write(visit_id: int) -> Visit:
    """Load a visit whose findings the signed-in person may write, or end with 404 or 403."""
    visit = load_visit(visit_id)
    if not CanAttend(me(), visit).write:
        abort(403)
    return visit


def _photo() -> FileStorage | None:
    """Return the photo that was taken, or else the one that was chosen."""
    sent = [one for one in request.files.getlist("photo") if one.filename]
    return sent[0] if sent else None

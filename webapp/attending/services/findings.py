"""What the working group finds: fields saved one by one, rows, photos, completing."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from webapp.accounts import removed
from webapp.accounts.models import PLANNER, User
from webapp.accounts.removed import UNDOABLE, RemovedRow
from webapp.attending.forms import Cell, Kept, Name, Typed, canonical, text_of
from webapp.attending.kinds import FINDINGS, PREPARATION, RESULT_LETTER
from webapp.attending.models import (
    SHORTCOMING,
    VOICES,
    Completion,
    Finding,
    Phrase,
    Recommendation,
    Remark,
    StepRun,
    VisitFile,
)
from webapp.attending.queries.checks import missing
from webapp.attending.queries.session import whole
from webapp.attending.queries.visit import VisitRecord, closed_because, fetch_visit
from webapp.attending.services import clashes
from webapp.attending.services.rows import criterion_of, has_item, one_of, row_of, text_row
from webapp.attending.services.tablet_changes import Once
from webapp.core import clock
from webapp.core.db import Model, db
from webapp.core.refusals import Refused
from webapp.documents.models import StoredFile
from webapp.documents.road import services as documents
from webapp.milestones import engine
from webapp.milestones import services as milestones
from webapp.notices.models import Meeting
from webapp.organizations.models import Organization
from webapp.rules.text import short_date
from webapp.visits.models import TeamMember, Visit
from webapp.visits.services.dues import ABOUT
from webapp.visits.signals import visit_held

R = TypeVar("R", Remark, Recommendation, VisitFile)
UNREADY = (
    "Chưa hoàn thành: còn nội dung chưa đủ điều kiện dưới đây. Hãy ghi đủ, hoặc nêu lý do vẫn "
    "hoàn thành."
)
GONE = "Dòng này đã bị người khác xóa. Nội dung đồng chí nhập vẫn còn ở đây để chép lại."


def lock(visit: Visit) -> str:
    """Let one person at a time change a visit; return why it is closed, "" where it is open.

    Whoever changes a field holds the visit until the end of the transaction, so that nobody
    else's change comes between looking and writing.
    """
    db.session.execute(select(Visit.id).where(Visit.id == visit.id).with_for_update())
    db.session.refresh(visit, ["held_at", "cancelled_at", "version"])
    return closed_because(visit, documents.current(RESULT_LETTER, ("visit", visit.id)))


def lock_open(visit: Visit) -> None:
    """Hold a visit as `lock` does. Raises `Refused` where it is closed."""
    if why := lock(visit):
        raise Refused(why)


def save(
    visit: Visit, sent: Iterable[Typed], once: Once | None = None, who: User | None = None
) -> list[Cell]:
    """Save each field that its sender changed; say of each what became of it.

    A field is saved when it is still as the sender saw it. Otherwise nothing of it is written:
    its cell carries both texts, and what *who* wrote is kept as a clash until it is decided.
    """
    cells = write(visit, sent, lock(visit), who, once)
    keep_saved(cells, once)
    db.session.commit()
    return cells


def keep_saved(cells: list[Cell], once: Once | None) -> None:
    """Note a tablet's change as done when all its fields were saved. Does not commit."""
    if once and cells and all(cell.status == 200 for cell in cells):
        once.keep()


def write(
    visit: Visit,
    sent: Iterable[Typed],
    closed: str,
    who: User | None = None,
    once: Once | None = None,
) -> list[Cell]:
    """Write fields as `save` does; none where *closed* says why they cannot be. No commit."""
    return [_save(visit, one, closed, who, once) for one in sent]


def _save(visit: Visit, sent: Typed, closed: str, who: User | None, once: Once | None) -> Cell:
    cell = Cell(sent.name, sent.value, sent.was)
    if sent.value == sent.was:
        return cell
    row = row_of(visit, sent.name)
    if row is not None and clashes.was_settled(sent.name, once):
        cell.value = cell.was = text_of(getattr(row, sent.name.column))
        cell.is_settled = True
    elif closed or row is None:
        cell.status, cell.error = 409, closed or GONE
    else:
        _write(visit, sent, row, cell, (who, once))
    return cell


def _write(
    visit: Visit, sent: Typed, row: Model, cell: Cell, by: tuple[User | None, Once | None]
) -> None:
    who, once = by
    try:
        value = sent.name.spec.read(sent.value)
        _check(visit, sent.name, value)
    except ValueError as error:
        cell.status, cell.error = 422, str(error)
        return
    kept, new = text_of(getattr(row, sent.name.column)), text_of(value)
    is_as_seen = kept == canonical(sent.name, sent.was) and not (
        who and not sent.is_decision and clashes.wrote_since(visit, sent.name, who, once)
    )
    if kept != new and not is_as_seen:
        cell.status, cell.theirs = 409, kept
        if who is not None:
            clashes.note(visit, sent, row, (kept, new), who, once)
        return
    if kept != new:
        setattr(row, sent.name.column, _as_kept(visit, row, sent.name, value))
        if isinstance(row, Finding):
            row.filled_at = None  # somebody looked at it: undoing "the rest is good" lets it stay
        if isinstance(row, StepRun) and sent.name.column in StepRun.HOURS:
            row.is_doubtful = False
        db.session.add(row)
        db.session.flush()
        if who is not None:
            clashes.note_writer(visit, sent.name, who)
    if who is not None:
        clashes.settle_own(visit, sent, who, new)
    cell.was, cell.saved = new, True


def _as_kept(visit: Visit, row: Model, name: Name, value: Kept) -> Kept:
    """Return a value as its column keeps it: an hour of the running order gets its day."""
    if name.of != "step" or name.spec.widget != "clock":
        return value
    assert isinstance(row, StepRun)
    if not value:
        return None
    hour, minute = (int(part) for part in str(value).split(":"))
    known = row.began_at or row.ended_at
    day = clock.local(known).date() if known else db.session.get_one(Meeting, visit.meeting_id).day
    return clock.at(day, hour, minute)


def _check(visit: Visit, name: Name, value: Kept) -> None:
    """Raise ValueError where a value is well formed but cannot be."""
    if name.of == "visit" and value and visit.rubric_id is None:
        raise ValueError("Buổi này không có bộ tiêu chí chấm điểm.")
    if name.of == "mark" and value:
        criterion = criterion_of(visit, name.key)
        if criterion and isinstance(value, Decimal) and value > criterion.points:
            raise ValueError(f"Nhiều nhất {text_of(criterion.points)} điểm.")
        if criterion and name.column == "is_not_applicable" and not criterion.is_conditional:
            raise ValueError("Tiêu chí này bắt buộc, không bỏ qua được.")
    if name.column == "due_on" and isinstance(value, date):
        check_due(visit, value)
    if name.column in ("remark_id", "monitor_id") and value is not None:
        record = VisitRecord(fetch_visit(visit.id))
        offered = record.people if name.column == "monitor_id" else record.shortcomings
        if str(value) not in offered:
            raise ValueError("Lựa chọn không có trong danh sách.")


def check_due(visit: Visit, due_on: date) -> None:
    """Raise ValueError for a day that the letter, which is still to come, can't ask for."""
    held_on = db.session.get_one(Meeting, visit.meeting_id).day
    if due_on < held_on:
        raise ValueError(f"Thời hạn không thể trước buổi này ({short_date(held_on)}).")
    if due_on < clock.today():
        raise ValueError("Ngày này đã qua: thông báo kết quả chưa ban hành, thời hạn phải sau đó.")


def phrase_text(visit: Visit, phrase_id: int) -> str:
    """Return a standing phrase of the visit's issuer, "" where there is none."""
    found = one_of(
        select(Phrase.text).where(Phrase.id == phrase_id, Phrase.issuer_id == visit.issuer_id)
    )
    return found or ""


def add_remark(
    visit: Visit, who: User, kind: str, item_id: int | None, once: Once | None = None
) -> Remark:
    """Add an empty strength or shortcoming, on a content or on the visit. Raises `Refused`.

    A good model, a proposal or an opinion is of the visit as a whole.
    """
    lock_open(visit)
    if item_id and (kind in VOICES or not has_item(visit, item_id)):
        raise Refused("Nội dung này không thuộc kế hoạch của buổi dự.")
    row = Remark(
        visit_id=visit.id,
        item_id=item_id or None,
        kind=kind,
        author_id=who.id,
        created_at=clock.now(),
    )
    return added(row, once)


def added(row: R, once: Once | None) -> R:
    """Add a row, and note the tablet's change that asked for it as done. Commits."""
    db.session.add(row)
    db.session.flush()
    if once:
        once.keep(row.id)
    db.session.commit()
    return row


def add_recommendation(
    visit: Visit, who: User, remark_id: int | None, once: Once | None = None
) -> Recommendation:
    """Add an empty recommendation, to a shortcoming or to none yet. Raises `Refused`.

    The unit that was visited mends it and the one who adds it monitors it, until somebody
    says otherwise.
    """
    lock_open(visit)
    if remark_id and remark_id not in _ids_of_shortcomings(visit):
        raise Refused("Hạn chế này không còn, đã có người xóa.")
    row = Recommendation(
        visit_id=visit.id,
        issuer_id=visit.issuer_id,
        organization_id=visit.organization_id,
        remark_id=remark_id or None,
        owner=unit_of(visit).name[:300],
        monitor_id=who.id,
        created_at=clock.now(),
    )
    return added(row, once)


def unit_of(visit: Visit) -> Organization:
    return db.session.get_one(Organization, visit.organization_id)


def _ids_of_shortcomings(visit: Visit) -> set[int]:
    return set(
        db.session.scalars(
            select(Remark.id).where(Remark.visit_id == visit.id, Remark.kind == SHORTCOMING)
        )
    )


def remove(
    visit: Visit, who: User, of: str, key: int, was: dict[str, str], once: Once | None = None
) -> tuple[list[Recommendation], RemovedRow | None]:
    """Remove a remark or a recommendation that is still as the page showed it (*was*).

    Returns the recommendations that now answer no shortcoming, and the row as it is kept for *who*
    to bring it back. Raises `Refused` when somebody changed the row meanwhile.
    """
    lock_open(visit)
    row = text_row(visit, of, key)
    if row is None:
        return [], None
    for column, shown in was.items():
        if text_of(getattr(row, column)) != canonical(Name(of, key, column), shown):
            raise Refused("Chưa xóa: có người vừa sửa dòng này. Nội dung mới hiện ở đây.")
    loose = []
    if of == "remark":
        loose = list(
            db.session.scalars(select(Recommendation).where(Recommendation.remark_id == key))
        )
        for recommendation in loose:
            recommendation.remark_id = None
        db.session.flush()
    kept = removed.keep(UNDOABLE[of], row, who, loose=removed.numbers_of(loose))
    _delete(row)
    engine.forget((of, key))
    if once:
        once.keep()
    db.session.commit()
    return loose, kept


def _delete(row: Remark | Recommendation) -> None:
    db.session.delete(row)
    try:
        db.session.flush()
    except IntegrityError:
        db.session.rollback()
        raise Refused("Kiến nghị này đã có đơn vị trả lời nên không xóa được.") from None


def forget(kept: VisitFile) -> None:
    """Delete a file of a visit with its bytes: it may be what should never have come. No commit."""
    file = db.session.get_one(StoredFile, kept.file_id)
    db.session.delete(kept)
    db.session.flush()
    db.session.delete(file)


def complete(visit: Visit, who: User, reason: str = "", once: Once | None = None) -> None:
    """Close the findings. Raises `Refused` while attendance or the first remark is missing, and
    where something is not ready and no *reason* is given: it is kept with what was not.
    """
    lock_open(visit)
    found, now = missing(whole(visit.id)), clock.now()
    if any(one.blocks for one in found):
        raise Refused("Chưa hoàn thành được: còn thiếu những nội dung bắt buộc dưới đây.")
    if asked := [one.text for one in found if one.asks]:
        if not reason:
            raise Refused(UNREADY)
        db.session.add(
            Completion(
                visit_id=visit.id,
                user_id=who.id,
                at=now,
                lacking="\n".join(asked),
                reason=reason,
            )
        )
    visit.held_at = now
    engine.mark_done(FINDINGS, (ABOUT, visit.id), who.full_name)
    engine.drop(PREPARATION, (ABOUT, visit.id))  # too late for it to help anybody
    visit_held.send(visit)
    milestones.notify(
        milestones.people_of(visit.issuer_id, PLANNER),
        f"Đã có kết quả dự, giám sát tại {unit_of(visit).name}.",
        f"/visits/{visit.id}",
    )
    if once:
        once.keep()
    db.session.commit()


def reopen(visit: Visit, who: User) -> None:
    """Open completed findings again. Raises `Refused` once the letter is issued."""
    lock(visit)
    letter = documents.current(RESULT_LETTER, ("visit", visit.id))
    if letter is not None and letter.state != "draft":
        raise Refused(
            "Thông báo kết quả đã trình hoặc đã ban hành. Muốn sửa kết quả thì lãnh đạo phải "
            "trả lại, hoặc phải thu hồi thông báo trước."
        )
    visit.held_at = None
    engine.repeat(FINDINGS, (ABOUT, visit.id))
    milestones.notify(
        db.session.scalars(select(TeamMember.user_id).where(TeamMember.visit_id == visit.id)),
        f"{who.full_name} mở lại kết quả dự, giám sát tại {unit_of(visit).name} để sửa.",
        f"/visits/{visit.id}/findings",
    )
    db.session.commit()

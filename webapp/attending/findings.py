"""What the working group finds: fields saved one by one, rows, photos, completing."""

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from webapp.accounts.models import PLANNER, User
from webapp.attending.changes import Once
from webapp.attending.checks import missing
from webapp.attending.findings_forms import Cell, Name, Typed, canonical, text_of
from webapp.attending.models import (
    SHORTCOMING,
    VOICES,
    Confirmation,
    Finding,
    Phrase,
    Preparation,
    Recommendation,
    Remark,
    StepRun,
    VisitFile,
)
from webapp.attending.sheets import Sheet, closed_because, whole
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents import services as documents
from webapp.documents.models import StoredFile
from webapp.milestones import services as milestones
from webapp.notices.models import Meeting
from webapp.organizations.models import Organization
from webapp.plans.contents import belongs
from webapp.plans.models import Activity, Assignment, ChecklistItem
from webapp.plans.round_models import AgendaStep, AttendeeGroup
from webapp.visits.models import Attendance, Criterion, Mark, TeamMember, Visit
from webapp.visits.papers import LETTER
from webapp.visits.scores import ranks_of, score_of

__all__ = ["ranks_of", "score_of"]
R = TypeVar("R", Remark, Recommendation, VisitFile)
GONE = "Dòng này đã bị người khác xóa. Nội dung đồng chí nhập vẫn còn ở đây để chép lại."


def lock(visit: Visit) -> str:
    """Let one person at a time change a visit; return why it is closed, "" where it is open.

    Whoever changes a field holds the visit until the end of the transaction, so that nobody
    else's change comes between looking and writing.
    """
    db.session.execute(select(Visit.id).where(Visit.id == visit.id).with_for_update())
    db.session.refresh(visit, ["held_at", "cancelled_at", "version"])
    return closed_because(visit, documents.current(LETTER, ("visit", visit.id)))


def lock_open(visit: Visit) -> None:
    """Hold a visit as `lock` does. Raises `Refused` where it is closed."""
    if why := lock(visit):
        raise Refused(why)


def save(visit: Visit, sent: Iterable[Typed], once: Once | None = None) -> list[Cell]:
    """Save each field that its sender changed; say of each what became of it.

    A field is saved when it is still as the sender saw it. Otherwise nothing of it is written
    and its cell carries both texts.
    """
    cells = write(visit, sent, lock(visit))
    keep_saved(cells, once)
    db.session.commit()
    return cells


def keep_saved(cells: list[Cell], once: Once | None) -> None:
    """Note a tablet's change as done when all its fields were saved. Does not commit."""
    if once and cells and all(cell.status == 200 for cell in cells):
        once.keep()


def write(visit: Visit, sent: Iterable[Typed], closed: str) -> list[Cell]:
    """Write fields as `save` does; none where *closed* says why they cannot be. No commit."""
    return [_save(visit, one, closed) for one in sent]


def _save(visit: Visit, sent: Typed, closed: str) -> Cell:
    spec = sent.name.spec
    cell = Cell(sent.name, sent.value, sent.was)
    if sent.value == sent.was:
        return cell
    row = row_of(visit, sent.name)
    if closed or row is None:
        cell.status, cell.error = 409, closed or GONE
        return cell
    try:
        value = spec.read(sent.value)
        _check(visit, sent.name, value)
    except ValueError as error:
        cell.status, cell.error = 422, str(error)
        return cell
    kept, new = text_of(getattr(row, sent.name.column)), text_of(value)
    if kept not in (new, canonical(sent.name, sent.was)):
        cell.status, cell.theirs = 409, kept
        return cell
    if kept != new:
        setattr(row, sent.name.column, _as_kept(visit, row, sent.name, value))
        db.session.add(row)
        db.session.flush()
    cell.was, cell.saved = new, True
    return cell


def _as_kept(visit: Visit, row: Any, name: Name, value: Any) -> Any:
    """Return a value as its column keeps it: an hour of the running order gets its day."""
    if name.of != "step" or name.spec.widget != "clock":
        return value
    hour, minute = (int(part) for part in value.split(":")) if value else (0, 0)
    known = row.began_at or row.ended_at
    day = clock.local(known).date() if known else db.session.get_one(Meeting, visit.meeting_id).day
    return clock.at(day, hour, minute) if value else None


def row_of(visit: Visit, name: Name) -> Any:
    """Return the row a field stands in, a new one where there is none yet, None where it is gone.

    Contents must be of the visit's plan, criteria of its rubric, guests and steps of its round.
    """
    if name.of == "attendance":
        return _one(select(Attendance).where(Attendance.visit_id == visit.id)) or Attendance(
            visit_id=visit.id
        )
    if name.of == "meeting":
        return db.session.get_one(Meeting, visit.meeting_id)
    if name.of in ("remark", "recommendation", "photo"):
        tables: dict[str, Any] = {
            "remark": Remark,
            "recommendation": Recommendation,
            "photo": VisitFile,
        }
        table = tables[name.of]
        return _one(select(table).where(table.id == name.key, table.visit_id == visit.id))
    if name.of == "mark":
        return _mark(visit, name.key)
    if name.of == "confirmation":
        return _of_round(visit, AttendeeGroup, name.key, Confirmation, "group_id")
    if name.of == "step":
        return _of_round(visit, AgendaStep, name.key, StepRun, "step_id")
    return _by_item(visit, Finding if name.of == "finding" else Preparation, name.key)


def _one(statement: Any) -> Any:
    return db.session.scalars(statement).one_or_none()


def _mark(visit: Visit, criterion_id: int) -> Mark | None:
    if _criterion(visit, criterion_id) is None:
        return None
    found: Mark | None = _one(
        select(Mark).where(Mark.visit_id == visit.id, Mark.criterion_id == criterion_id)
    )
    return found or Mark(visit_id=visit.id, criterion_id=criterion_id)


def _criterion(visit: Visit, criterion_id: int) -> Criterion | None:
    found: Criterion | None = _one(
        select(Criterion).where(
            Criterion.id == criterion_id, Criterion.rubric_id == visit.rubric_id
        )
    )
    return found


def _of_round(visit: Visit, asked: Any, key: int, table: Any, column: str) -> Any:
    """Return the row of *table* that answers to what the visit's activity asks for."""
    own = select(asked.id).join(Assignment, Assignment.activity_id == asked.activity_id)
    if _one(own.where(asked.id == key, Assignment.id == visit.assignment_id)) is None:
        return None
    found = _one(select(table).where(table.visit_id == visit.id, getattr(table, column) == key))
    return found or table(visit_id=visit.id, **{column: key})


def has_item(visit: Visit, item_id: int) -> bool:
    """Return True when this content is of the visit's plan."""
    return bool(
        _one(
            select(ChecklistItem.id)
            .join(ChecklistItem.group)
            .join(Activity, belongs(Activity.plan_id, Activity.id))
            .join(Assignment, Assignment.activity_id == Activity.id)
            .where(ChecklistItem.id == item_id, Assignment.id == visit.assignment_id)
        )
    )


def _by_item(visit: Visit, table: type[Finding] | type[Preparation], item_id: int) -> Any:
    if not has_item(visit, item_id):
        return None
    found = _one(select(table).where(table.visit_id == visit.id, table.item_id == item_id))
    return found or table(visit_id=visit.id, item_id=item_id)


def _check(visit: Visit, name: Name, value: Any) -> None:
    """Raise ValueError where a value is well formed but cannot be."""
    if name.of == "mark" and value:
        criterion = _criterion(visit, name.key)
        if criterion and name.column == "points" and value > criterion.points:
            raise ValueError(f"Nhiều nhất {text_of(criterion.points)} điểm.")
        if criterion and name.column == "is_not_applicable" and not criterion.is_conditional:
            raise ValueError("Tiêu chí này bắt buộc, không bỏ qua được.")
    if name.column in ("remark_id", "monitor_id") and value is not None:
        sheet = Sheet(whole(visit.id))
        offered = sheet.people if name.column == "monitor_id" else sheet.shortcomings
        if str(value) not in offered:
            raise ValueError("Lựa chọn không có trong danh sách.")


def phrase_text(visit: Visit, phrase_id: int) -> str:
    """Return a standing phrase of the visit's issuer, "" where there is none."""
    found: str | None = _one(
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
    visit: Visit, of: str, key: int, was: dict[str, str], once: Once | None = None
) -> list[Recommendation]:
    """Remove a remark or a recommendation that is still as the page showed it (*was*).

    Returns the recommendations that now answer no shortcoming. Raises `Refused` when somebody
    changed the row meanwhile.
    """
    lock_open(visit)
    row = row_of(visit, Name(of, key, "text"))
    if row is None:
        return []
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
    _delete(row)
    milestones.drop((of, key), "remedy")
    if once:
        once.keep()
    db.session.commit()
    return loose


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


def complete(visit: Visit, who: User) -> None:
    """Close the findings. Raises `Refused` while attendance or the first remark is missing."""
    lock_open(visit)
    if any(one.blocks for one in missing(Sheet(whole(visit.id)))):
        raise Refused("Chưa hoàn thành được: còn thiếu những nội dung bắt buộc dưới đây.")
    visit.held_at = clock.now()
    milestones.mark_done("findings", ("visit", visit.id), who.full_name)
    milestones.drop(("visit", visit.id), "preparation")  # too late for it to help anybody
    milestones.tell(
        milestones.people_of(visit.issuer_id, PLANNER),
        f"Đã có kết quả dự, giám sát tại {unit_of(visit).name}.",
        f"/visits/{visit.id}",
    )
    db.session.commit()


def reopen(visit: Visit, who: User) -> None:
    """Open completed findings again. Raises `Refused` once the letter is issued."""
    lock(visit)
    letter = documents.current(LETTER, ("visit", visit.id))
    if letter is not None and letter.state != "draft":
        raise Refused(
            "Thông báo kết quả đã trình hoặc đã ban hành. Muốn sửa kết quả thì lãnh đạo phải "
            "trả lại, hoặc phải thu hồi thông báo trước."
        )
    visit.held_at = None
    milestones.reopen("findings", ("visit", visit.id))
    milestones.tell(
        db.session.scalars(select(TeamMember.user_id).where(TeamMember.visit_id == visit.id)),
        f"{who.full_name} mở lại kết quả dự, giám sát tại {unit_of(visit).name} để sửa.",
        f"/visits/{visit.id}/findings",
    )
    db.session.commit()

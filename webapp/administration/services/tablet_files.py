"""A tablet's file brought in by an administrator: each change once, on behalf of its writer."""

import json
from dataclasses import dataclass, replace
from io import BytesIO

from werkzeug.datastructures import FileStorage, MultiDict

from webapp.accounts.models import User
from webapp.attending.import_models import TabletImport
from webapp.attending.services import taking
from webapp.attending.services.tablet_changes import Once
from webapp.attending.services.taking import TAKERS, Sent
from webapp.core import clock
from webapp.core.db import db
from webapp.core.facts import read
from webapp.core.refusals import Refused
from webapp.milestones import services as milestones
from webapp.rules.replays import DOUBTFUL, Moment, made_at
from webapp.rules.tablet_files import (
    FiledChange,
    NotAFile,
    TabletFile,
    checked,
    json_in,
    photo_in,
    renumbered,
)

LARGEST = 16 * 1024 * 1024  # bytes
NOT_OURS = "Người ghi trong tệp không thuộc cơ quan này."
DONE, WAITS, REFUSED = "done", "waits", "refused"


@dataclass(frozen=True)
class Outcome:
    """What becomes of a change: done before or now, waiting to be brought in, refused and why."""

    change: FiledChange
    state: str
    visit: str
    reason: str = ""


def bring(upload: FileStorage | None, who: User) -> TabletImport:
    """Keep a file to be looked at. Raises `Refused` for one that is none of a tablet of ours."""
    if upload is None or not upload.filename:
        raise Refused("Chưa chọn tệp.")
    with upload.stream as stream:
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Refused(f"Tệp lớn hơn {LARGEST // 1024 // 1024} MB.")
    try:
        text = json_in(content.decode("utf-8"))
        file = _read(text)
    except UnicodeDecodeError:
        raise Refused("Tệp này không đọc được.") from None
    except NotAFile as error:
        raise Refused(str(error)) from None
    writer = taking.writer_of(file.writer)
    if writer is None or writer.issuer_id != who.issuer_id:
        raise Refused(NOT_OURS)
    row = TabletImport(
        issuer_id=who.issuer_id,
        writer_id=writer.id,
        brought_by_id=who.id,
        brought_at=clock.now(),
        content=text,
    )
    db.session.add(row)
    db.session.commit()
    return row


def _read(text: str) -> TabletFile:
    try:
        return checked(read(TabletFile, json.loads(text)))
    except NotAFile:
        raise
    except (ValueError, RecursionError, OverflowError):
        raise NotAFile("Tệp đã bị sửa hoặc hỏng: nội dung không đọc được.") from None


def looked_over(row: TabletImport) -> list[Outcome]:
    """Return what would become of each change, as far as that is known before it is done."""
    return [_before(row.writer_id, one) for one in _read(row.content).changes]


def _before(writer_id: int, change: FiledChange) -> Outcome:
    who = taking.writer_of(writer_id)
    assert who is not None
    visit_id, key = change.address
    visit = taking.visit_for(who, visit_id)
    name = f"{visit.organization.label}, {visit.meeting.when}" if visit else ""
    if taking.was_done(who, change.key):
        return Outcome(change, DONE, name)
    why = taking.obstacle(who, visit, TAKERS.get(key))
    if why:
        return Outcome(change, REFUSED, name, why)
    return Outcome(change, WAITS, name, DOUBTFUL if _made(change).is_doubtful else "")


def _made(change: FiledChange) -> Moment:
    return made_at(clock.now(), str(change.age))


def bring_in(row: TabletImport, who: User) -> list[Outcome]:
    """Do each change once, by its writer's rights; return what became of each.

    Raises `Refused` where the file was brought in already.
    """
    if row.imported_at is not None:
        raise Refused("Tệp này đã nhập rồi.")
    rows: dict[str, int] = {}
    writer_id, row_id, by = row.writer_id, row.id, who.full_name
    found = [_brought(writer_id, one, rows) for one in _read(row.content).changes]
    row = db.session.get_one(TabletImport, row_id)
    row.imported_at, row.content = clock.now(), ""
    row.done = sum(one.state == DONE for one in found)
    row.refused = len(found) - row.done
    words = f"{by} đã nhập {row.done} thay đổi của đồng chí từ tệp của máy tính bảng"
    milestones.notify([writer_id], f"{words}; {row.refused} thay đổi chưa được nhận.", "/")
    db.session.commit()
    return found


def _brought(writer_id: int, change: FiledChange, rows: dict[str, int]) -> Outcome:
    before = _before(writer_id, change)
    if before.state == WAITS:
        before = _do(writer_id, change, rows, before)
    who = taking.writer_of(writer_id)
    if who and change.row and (row_id := taking.row_added(who, change.key)):
        rows[change.row] = row_id
    return before


def _do(writer_id: int, change: FiledChange, rows: dict[str, int], before: Outcome) -> Outcome:
    visit_id, key = change.address
    who = taking.writer_of(writer_id)
    assert who is not None
    visit = taking.visit_for(who, visit_id)
    assert visit is not None
    made = _made(change)
    once = Once(visit_id, who.id, change.key, made.at, is_doubtful=made.is_doubtful)
    try:
        if once.done() is None:  # its tablet may have sent it since the file was looked over
            sent = Sent(visit, who, MultiDict(renumbered(change, rows)), once, _photo(change))
            if reason := TAKERS[key].take(sent).reason:
                return replace(before, state=REFUSED, reason=reason)
    except (Refused, NotAFile) as error:
        return replace(before, state=REFUSED, reason=str(error))
    finally:
        db.session.rollback()  # what was done is committed; this lets go of the visit
    return replace(before, state=DONE)


def _photo(change: FiledChange) -> FileStorage | None:
    part = next((one for one in change.body if one.photo), None)
    return FileStorage(BytesIO(photo_in(part)), filename="photo") if part else None

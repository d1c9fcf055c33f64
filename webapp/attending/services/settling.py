"""Deciding which of two texts of a field stands: once, and never over what came meanwhile."""

from dataclasses import dataclass

from webapp.accounts.models import User
from webapp.attending.clash_models import Clash
from webapp.attending.forms import ATTENDEES, PREPARATION, SESSION, Typed, canonical, text_of
from webapp.attending.queries.clashes import renewed, settled_words
from webapp.attending.services import attendees, clashes, findings, preparing
from webapp.attending.services.rows import row_of
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.rules.clashes import KEPT, decided, ways
from webapp.visits.models import Visit

CHANGED = "Bản đã lưu vừa được sửa thêm. Hãy xem bản mới dưới đây rồi quyết định lại."
GONE = "Dòng này đã bị xóa nên chỉ còn giữ như hiện nay; nội dung dưới đây vẫn chép lại được."


class Overtaken(Refused):
    """Somebody decided already, or the text that was shown is another now: nothing was done."""


@dataclass(frozen=True)
class Decision:
    """How to decide; the text that stood there when it was shown; what was merged by hand."""

    how: str
    shown: str
    typed: str = ""


def settle(visit: Visit, clash: Clash, who: User, decision: Decision) -> None:
    """Let a clash be decided by *who*.

    Raises `Overtaken` where somebody did already or what stands there was changed since, and
    `Refused` where the text cannot be saved.
    """
    closed = _lock(visit, clash)
    clash = renewed(clash)
    if clash.settled_at is not None:
        raise Overtaken(settled_words(clash))
    name = clash.field
    row = row_of(visit, name)
    kept = text_of(getattr(row, name.column)) if row is not None else ""
    if row is not None and canonical(name, decision.shown) != kept:
        raise Overtaken(CHANGED)
    widget = name.spec.widget
    if decision.how not in ways(widget):
        raise Refused("Hãy chọn một cách quyết định.")
    if decision.how != KEPT:
        text = decided(decision.how, kept, clash.offered, decision.typed, widget)
        kept = _write(visit, Typed(name, text, kept), closed, who)
    clashes.settle(clash, who, decision.how, kept)
    db.session.commit()


def _lock(visit: Visit, clash: Clash) -> str:
    is_of_session = clash.field.of in SESSION and visit.meeting.is_session
    if clash.field.of in ATTENDEES or is_of_session:
        return attendees.lock(visit)
    return findings.lock(visit)


def _write(visit: Visit, sent: Typed, closed: str, who: User) -> str:
    """Write the text that was decided for, with all that follows; return it as it is kept."""
    (cell,) = findings.write(visit, [sent], closed, who)
    if cell.status != 200:
        db.session.rollback()
        raise Refused(cell.error)
    if sent.name.of in PREPARATION:
        preparing.recheck(visit)
    elif sent.name.of in ATTENDEES:
        attendees.recheck(visit, who)
    return cell.was

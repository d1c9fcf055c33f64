"""How notices, their meetings and what is typed stand, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from webapp.core import clock
from webapp.core.web import short_day
from webapp.milestones.standing import (
    BEFORE_ISSUE,
    BELATED,
    CANCELLED,
    DONE,
    DUE,
    LATE,
    OFF,
    Standing,
    Term,
    margin,
)
from webapp.notices.models import Meeting
from webapp.rules.months import first_day
from webapp.rules.text import short_date

CLOSED = Standing("Đã chốt lựa chọn", OFF)
LET_GO = Standing("Không phải gửi, đã khép lại", OFF)
PROPOSED = "Đơn vị đề nghị dự"


@dataclass(frozen=True)
class Tally:
    """What stands in the list so far."""

    rows: int
    thematic: int
    late: int
    unkept: int  # late only because they fell due before the plan went out
    undated: int
    wrong: int  # dated on a day that cannot be
    wanted: int  # thematic meetings the plan asks for
    latest: int = 0  # days by which the row that is most late is late

    @property
    def lacks_thematic(self) -> bool:
        return self.thematic < self.wanted

    @property
    def sends(self) -> str:
        """What the button says that it sends; it is said anew with each row."""
        return f" {self.rows} cuộc sinh hoạt" if self.rows else ""

    @property
    def is_in_time(self) -> bool:
        """True where every row was judged, and none fell short."""
        return self.rows > 0 and not (self.late or self.unkept or self.undated or self.wrong)


def of_row(row: Row[Any]) -> list[Standing]:
    """Return how a line of the list of notices stands (a row of `queries.notices.listing`)."""
    if row.notice_id:
        return _filed(row)
    if row.let_go_at:
        return [LET_GO]
    if row.closed_at:
        return [Standing("Không gửi, đã chốt lựa chọn", OFF)]
    is_impossible, before = bool(row.is_impossible), row.recounted_from
    term = Term(row.due_at, None, clock.now(), is_impossible, counted_before=before)
    if term.is_excused and before:
        words = f"Chưa gửi; hạn mới đã qua khi được tính lại (hạn cũ {short_date(before)})"
        return [Standing(words, OFF)]
    if term.is_excused:
        return [Standing("Chưa gửi; hạn rơi trước ngày ban hành kế hoạch", OFF)]
    return [Standing("Chưa gửi, đã trễ hạn", LATE) if term.is_late else Standing("Chưa gửi", DUE)]


def _filed(row: Row[Any]) -> list[Standing]:
    found = [Standing("Đã gửi" if row.unkept else "Đã gửi đúng hạn", DONE)]
    if row.late:
        found = [Standing(f"Đã gửi, {row.late} cuộc trễ", BELATED)]
    if row.unkept:
        found.append(Standing(f"{BEFORE_ISSUE}: {row.unkept} cuộc", OFF))
    return found + ([CLOSED] if row.closed_at else [])


def of_meeting(meeting: Meeting, unkept: Sequence[Meeting]) -> Standing:
    """Return how a meeting stands against its due day; *unkept* nobody could tell in time (R3)."""
    if meeting.cancelled_at:
        return CANCELLED
    return margin(meeting.margin, is_impossible=meeting in unkept)


def remark(meeting: Meeting, unkept: Sequence[Meeting]) -> str:
    """Return why a meeting was cancelled, or when its date came and was due."""
    if meeting.cancelled_at:
        return meeting.cancel_reason
    late = f"trễ {-meeting.margin} ngày; " if meeting in unkept else ""
    return f"{late}nhận {short_day(meeting.received_on)}, hạn {short_day(meeting.due_on)}"


def moved(day: date, filed_for: date | None) -> Standing | None:
    """Say where a meeting went that is not held in the month it was filed for."""
    if filed_for is None or first_day(day) == filed_for:
        return None
    return Standing(f"Đã dời sang tháng {day:%m/%Y}", DUE)


def of_list(meetings: Sequence[Meeting], unkept: Sequence[Meeting]) -> list[Standing]:
    """Return how the meetings of a notice, cancelled ones left out, stand against their terms."""
    coming = [one for one in meetings if not one.cancelled_at]
    before = sum(one in unkept for one in coming)
    late = sum(one.margin < 0 for one in coming) - before
    found = []
    if late:
        found.append(Standing(f"{late} cuộc trễ hạn", BELATED))
    elif not before:
        found.append(Standing("Tất cả đúng hạn", DONE))
    if before:
        found.append(_unkept(before))
    return found


def thematic(count: int, wanted: int) -> Standing:
    """Return how many thematic meetings there are of those that the plan asks for."""
    if count < wanted:
        return Standing(f"{count}, kế hoạch cần ít nhất {wanted}", DUE)
    return Standing(f"Có {count}", DONE) if count else Standing("Không có")


def of_tally(tally: Tally) -> list[Standing]:
    """Return how the rows typed so far stand."""
    found = []
    if tally.lacks_thematic:
        words = f"Chưa đủ chuyên đề: có {tally.thematic}, cần ít nhất {tally.wanted}"
        found.append(Standing(words, DUE))
    elif tally.thematic:
        found.append(Standing(f"Có {tally.thematic} cuộc chuyên đề", DONE))
    if tally.late:
        words = f"{tally.late} cuộc trễ hạn, vẫn nhận; trễ nhất {tally.latest} ngày"
        found.append(Standing(words, LATE))
    elif tally.is_in_time:
        found.append(Standing("Không cuộc nào trễ hạn", DONE))
    if tally.unkept:
        found.append(_unkept(tally.unkept))
    if tally.undated:
        found.append(Standing(f"{tally.undated} dòng chưa có ngày", DUE))
    if tally.wrong:
        found.append(Standing(f"{tally.wrong} dòng có ngày chưa đúng", LATE))
    return found


def _unkept(count: int) -> Standing:
    return Standing(f"{count} cuộc có hạn rơi trước ngày ban hành kế hoạch", OFF)

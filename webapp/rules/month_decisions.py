"""What is decided of a month's meetings, and what is said of what is not.

"Nobody comes" is somebody's decision; "not decided" is none, and no unit is told the one for the
other (46-KH/ĐTN, II.3 and IV.2).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from zlib import crc32


class Decision(StrEnum):
    """What is decided of a meeting. MISSED: it began before anybody decided."""

    ATTENDED = "attended"
    NOBODY = "nobody"
    OPEN = "open"
    MISSED = "missed"


def decision(*, is_attended: bool, is_nobody: bool, has_begun: bool) -> Decision:
    """Return what is decided; *is_nobody*: a person said that nobody comes."""
    if is_attended:
        return Decision.ATTENDED
    if is_nobody:
        return Decision.NOBODY
    return Decision.MISSED if has_begun else Decision.OPEN


@dataclass(frozen=True)
class Undecided:
    """What of a month is not decided: the meetings, and the units that have sent no list, by id."""

    meetings: Collection[int] = ()
    silent: Collection[int] = ()

    def __bool__(self) -> bool:
        return bool(self.meetings or self.silent)

    @property
    def mark(self) -> str:
        """Tells one such state from another: who publishes has seen just this one."""
        known = (sorted(self.meetings), sorted(self.silent))
        return f"{crc32(repr(known).encode()):08x}"

    @property
    def words(self) -> str:
        """Say it: "2 buổi chưa quyết định, 1 đơn vị chưa gửi lịch"; "" where all is decided."""
        parts = []
        if self.meetings:
            parts.append(f"{len(self.meetings)} buổi chưa quyết định")
        if self.silent:
            parts.append(f"{len(self.silent)} đơn vị chưa gửi lịch")
        return ", ".join(parts)


def told_unit(decisions: Iterable[Decision]) -> str:
    """Return what a unit is told of its meetings; "" where nothing is to be told.

    That a meeting is attended or not is told only where it was decided.
    """
    known = list(decisions)
    attended, nobody, left = (
        known.count(one) for one in (Decision.ATTENDED, Decision.NOBODY, Decision.OPEN)
    )
    parts = [f"cấp trên dự {attended} buổi"] if attended else []
    if nobody:
        parts.append(f"{nobody} buổi không bố trí dự, đề nghị tổ chức theo lịch đã đăng ký")
    if left:
        parts.append(f"{left} buổi chưa quyết định, sẽ thông báo sau")
    return "; ".join(parts)

"""Which letterhead a day has, and what the tree's renamings ask of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from webapp.rules.text import clean

_CITY = re.compile(r"\btp\b\.? ?")  # lines are short: "TP. HỒ CHÍ MINH"
# Whose a body is, as its name goes on: "Ban Tổ chức" + "Tỉnh ủy", "Thành ủy", "Trung ương" …
_WHOSE = re.compile(r" (tỉnh|thành|trung ương|đảng|huyện|quận|thị|xã|phường|đặc khu)\b")
LINES = ("superior_line", "own_line")


class Dated(Protocol):
    """A letterhead: from when it holds (None: from the beginning), and its lines."""

    @property
    def since(self) -> date | None: ...
    @property
    def superior_line(self) -> str: ...
    @property
    def own_line(self) -> str: ...


@dataclass(frozen=True)
class Renamed:
    """A body that is called otherwise from a day on, or went over into one of that name."""

    on: date
    was: str
    now: str


@dataclass(frozen=True)
class Question:
    """A line of the letterhead that still says a body's former name, from `on` on."""

    line: str
    on: date
    was: str
    now: str
    new_line: str  # as it would stand: in capitals, as on papers


H = TypeVar("H", bound=Dated)


def in_force(heads: Iterable[H], day: date) -> H | None:
    """Return the letterhead of a day; None where none is kept."""
    begun = [one for one in heads if one.since is None or one.since <= day]
    return max(begun, key=lambda one: one.since or date.min, default=None)


def asked(heads: Sequence[Dated], renamed: Iterable[Renamed]) -> list[Question]:
    """Return what must be asked: where the letterhead of the day says the former name.

    A letterhead that begins on that very day is the answer, whatever it says.
    """
    found = []
    for one in sorted(renamed, key=lambda one: one.on):
        head = in_force(heads, one.on)
        if head is None or head.since == one.on:
            continue
        for line in LINES:
            said = getattr(head, line)
            if _names(said, one.was) and not _stays(said, one):
                new = _new_line(said, one)
                found.append(Question(line, one.on, one.was, one.now, new))
    return found


def _names(line: str, name: str) -> bool:
    """A line names a body in full, or leaves out whose it is: "BAN TỔ CHỨC" of a Tỉnh ủy."""
    return f"{_key(name)} ".startswith(f"{_key(line)} ")


def _stays(line: str, one: Renamed) -> bool:
    """Tell whether a line that names the old body is right for the new one, as whole as it was.

    Only a line that left out whose the body is may leave that out of the new name, too:
    "TỈNH ỦY ĐỒNG NAI" is not "Tỉnh ủy Đồng Nai và Bình Phước".
    """
    whose, now = _left_out(line, one.was), _key(one.now)
    if not whose or not _names(line, one.now):
        return now == _key(line)
    rest = _left_out(line, one.now)
    return not rest or f"{rest} ".startswith(f"{whose} ") or bool(_WHOSE.match(rest))


def _new_line(line: str, one: Renamed) -> str:
    """Leave out of the new name what the line left out of the old one, where it is still there."""
    return _key(one.now).removesuffix(_left_out(line, one.was)).upper()


def _left_out(line: str, name: str) -> str:
    return _key(name)[len(_key(line)) :]


def _key(text: str) -> str:
    folded = " ".join(clean(text).casefold().split())
    return _CITY.sub("thành phố ", folded)

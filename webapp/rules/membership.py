"""Whether a body is one of those that a plan asks for on a day, and what the year makes of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple


class Turn(Enum):
    """What becomes of a body around the day on which a plan is issued."""

    COMES = "comes"  # it is one of them only later in the year
    LEAVES = "leaves"  # it is one on the day, and stops being one later in the year
    LEFT = "left"  # it stopped being one before the day


class Time(NamedTuple):
    """From when, and not on which day any more, a body was one of those; None: always."""

    since: date | None
    until: date | None

    def holds_on(self, day: date) -> bool:
        """Return True when it was one on *day*."""
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Membership:
    """Whether a body is asked on a day, and its turn of the year, if it has one, with its day."""

    is_asked: bool
    turn: Turn | None = None
    on: date | None = None


def membership(times: Iterable[Time], day: date, last: date) -> Membership:
    """Return whether a body was one of those on *day*, and how that changes by *last*.

    *times* are in order; where one follows on the other nothing changed (a new name, say).
    """
    whole = _joined(times)
    if now := next((one for one in whole if one.holds_on(day)), None):
        leaves = now.until is not None and now.until <= last
        return Membership(True, Turn.LEAVES, now.until) if leaves else Membership(True)
    if coming := [one.since for one in whole if one.since and day < one.since <= last]:
        return Membership(False, Turn.COMES, min(coming))
    if gone := [one.until for one in whole if one.until and one.until <= day]:
        return Membership(False, Turn.LEFT, max(gone))
    return Membership(False)


def _joined(times: Iterable[Time]) -> list[Time]:
    found: list[Time] = []
    for one in times:
        if one.since is not None and one.since == one.until:
            continue  # overtaken by a second change of the day
        if found and found[-1].until is not None and found[-1].until == one.since:
            found[-1] = Time(found[-1].since, one.until)
        else:
            found.append(one)
    return found

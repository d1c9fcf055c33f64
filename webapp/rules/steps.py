"""Where a thing is on its way: its steps in order, how each stands, and which is next."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class At(StrEnum):
    """How a step stands; the value is what is said of it."""

    DONE = "Đã xong"
    RUNNING = "Đang làm"
    TO_DO = "Chưa làm"
    LATE = "Đã trễ"


@dataclass(frozen=True)
class Step:
    """A step, by how many of what it asks for are done; of nothing nothing is done.

    `name` continues a sentence ("định ngày"), `said` begins one: the figures in words.
    `is_begun` says that somebody is at it though nothing is done yet, `is_late` that its day is
    gone by. `href` is where it is done.
    """

    name: str
    done: int
    of: int = 1
    said: str = ""
    href: str = ""
    is_begun: bool = False
    is_late: bool = False

    @property
    def is_done(self) -> bool:
        return 0 < self.of <= self.done

    @property
    def at(self) -> At:
        """What is done is late no more; what is late is said before what is begun."""
        if self.is_done:
            return At.DONE
        if self.is_late:
            return At.LATE
        return At.RUNNING if self.is_begun or self.done > 0 else At.TO_DO


def next_of(steps: Sequence[Step]) -> Step | None:
    """Return the first step that is not done, also where a later one is; None where all are."""
    return next((one for one in steps if not one.is_done), None)


def in_short(steps: Sequence[Step]) -> str:
    """Return "2/5: định ngày", the place of what is next; or that all is done."""
    upcoming = next_of(steps)
    if upcoming is None:
        return f"Xong cả {len(steps)} bước"
    return f"{steps.index(upcoming) + 1}/{len(steps)}: {upcoming.name}"

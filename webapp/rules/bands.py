"""In which band of the first screen something that is due stands."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")

FAR = timedelta(days=30)
"""From how far off something is folded: a month is looked over, what is after it waits."""


class Band(StrEnum):
    """The bands, the most pressing first."""

    OVERDUE = "overdue"
    THIS_WEEK = "week"
    LATER = "later"
    FAR_OFF = "far"


def band_of(day: date | None, today: date, *, is_late: bool) -> Band:
    """Return the band of what is to be done by *day*; None is not known yet.

    A day gone by with which nobody is late (it could not be kept) is to be done now. A week ends
    with its Sunday.
    """
    if is_late:
        return Band.OVERDUE
    if day is None:
        return Band.LATER
    if day <= today + timedelta(days=6 - today.weekday()):
        return Band.THIS_WEEK
    return Band.LATER if day - today <= FAR else Band.FAR_OFF


def banded(things: Iterable[T], band: Callable[[T], Band]) -> list[tuple[Band, list[T]]]:
    """Return the bands that hold something, each with what it holds, in the order given."""
    found: dict[Band, list[T]] = {one: [] for one in Band}
    for thing in things:
        found[band(thing)].append(thing)
    return [(one, held) for one, held in found.items() if held]

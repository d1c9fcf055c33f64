"""Which entries of a menu stand in it, and which behind "Thêm"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST = 6
"""Entries in sight: as many as fit on one line beside each other, and as one reads at a glance."""

MOST_IN_BAR = 4
"""Entries at the bottom of a telephone, beside "Thêm": a fifth of 390 px holds a thumb."""


@dataclass(frozen=True)
class Arranged:
    """A menu, by the keys of its entries, each part in the order in which they were declared."""

    main: tuple[str, ...]  # in sight
    bar: tuple[str, ...]  # of these, in sight on a telephone
    more: tuple[str, ...]  # behind "Thêm" wherever one is


def arrange(declared: Sequence[str], firsts: Iterable[Sequence[str]]) -> Arranged:
    """Return what of a menu *declared* stands in sight.

    *firsts* are what each part of a person needs most, first what it needs first; what none of
    them names comes after all that one does. "Thêm" takes the place of an entry in the bar only
    where there is one entry too many.
    """
    places = [{key: place for place, key in enumerate(one)} for one in firsts]
    last = len(declared) + max(map(len, places), default=0)
    wanted = sorted(
        declared, key=lambda key: min((one.get(key, last) for one in places), default=0)
    )
    main = set(wanted[:MOST])
    bar = set(wanted if len(wanted) <= MOST_IN_BAR + 1 else wanted[:MOST_IN_BAR])
    return Arranged(
        tuple(key for key in declared if key in main),
        tuple(key for key in declared if key in bar),
        tuple(key for key in declared if key not in main),
    )

"""How the contents of a visit stand: what is left to rate, and what a rating leaves to be asked."""

from collections.abc import Iterable
from dataclasses import dataclass

GOOD = "good"
BAD = frozenset({"partly", "poor"})


@dataclass(frozen=True)
class Content:
    """One content as it is written: its rating ("" for none), and whether remarks stand on it.

    `why_none` says why it is rated badly and no shortcoming is written.
    """

    key: int
    rating: str = ""
    has_strength: bool = False
    has_shortcoming: bool = False
    why_none: str = ""

    @property
    def is_written(self) -> bool:
        """Something was said of it: by a rating or by a remark."""
        return bool(self.rating) or self.has_strength or self.has_shortcoming

    @property
    def is_unexplained(self) -> bool:
        """It is rated badly, and nothing says what is wrong or why nothing is said."""
        return self.rating in BAD and not self.has_shortcoming and not self.why_none


def to_fill(contents: Iterable[Content]) -> list[int]:
    """Return which contents "the rest is good" rates: those without a rating, in their order.

    One on which a shortcoming is written is not good without somebody saying so.
    """
    return [one.key for one in contents if not one.rating and not one.has_shortcoming]


def next_open(contents: Iterable[Content]) -> int | None:
    """Return the first content of which nothing was said yet."""
    return next((one.key for one in contents if not one.is_written), None)

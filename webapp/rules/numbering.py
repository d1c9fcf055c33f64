"""How the headings of a paper are numbered: "I-", "1.", "1.1." (HD 36-HD/VPTW)."""

import re
from collections.abc import Iterable
from typing import Final

LEVELS: Final = 3
_SIGNS: Final = (
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_NUMBERED: Final = re.compile(r"[IVXLC]+ ?[-.)]|\d+(\.\d+)* ?[-.)]|[a-zđ] ?[.)]")


def numbers(headings: Iterable[tuple[int, str]]) -> list[str]:
    """Return what stands before each heading, given as (level 1 to 3, title), in order.

    A title that was typed with a number of its own gets none: "III. ĐÁNH GIÁ", "1. Quán triệt".
    """
    counts = [0] * LEVELS
    found = []
    for level, title in headings:
        counts[level - 1] += 1
        counts[level:] = [0] * (LEVELS - level)
        found.append("" if _NUMBERED.match(title) else _number(level, counts))
    return found


def _number(level: int, counts: list[int]) -> str:
    main, second, third = counts
    if level == 1:
        return f"{roman(main)}-"
    if level == 2:
        return f"{second}."
    return f"{second}.{third}." if second else f"{third}."


def roman(number: int) -> str:
    """Return a number from 1 on in Roman letters."""
    said = ""
    for value, sign in _SIGNS:
        said += sign * (number // value)
        number %= value
    return said

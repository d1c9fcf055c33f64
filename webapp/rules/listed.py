"""A list of bodies that somebody pasted, to be assigned: name, month, who carries it out.

Columns stand apart by tabs, as a sheet is copied, or by ";" or "|".
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from webapp.rules.dates import parse_day
from webapp.rules.text import clean, fold

_COLUMNS: Final = re.compile(r"\t|;|\|")
_BETWEEN: Final = " | "
_MONTH: Final = re.compile(r"(?:thang|t)?\s*\.?\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?")
_YEAR_FIRST: Final = re.compile(r"(\d{4})-(\d{1,2})(?:-\d{1,2})?")
_DAY: Final = re.compile(r"\d{1,2}\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_SERIAL: Final = re.compile(r"\d{5}")  # a day as a sheet counts it
_HEADS: Final = ("don vi", "ten don vi", "ten", "to chuc", "ten to chuc", "cap uy")


@dataclass(frozen=True)
class Listed:
    """One line as it was pasted, by its number in the text; what it means is asked elsewhere."""

    number: int
    name: str
    month: str = ""
    who: str = ""


def lines_of(text: str) -> list[Listed]:
    """Return the lines of a list; blank ones, a head and running numbers are left out."""
    found: list[Listed] = []
    for number, line in enumerate(text.splitlines(), 1):
        cells = [clean(cell) for cell in _COLUMNS.split(line)]
        if len(cells) > 1 and cells[0].rstrip(".").isdecimal():
            cells = cells[1:]
        if not any(cells) or (not found and is_head(cells)):
            continue
        name, month, who, *_ = [*cells, "", "", ""]
        found.append(Listed(number, name, month, who))
    return found


def is_head(cells: Sequence[str]) -> bool:
    """Return True for the row that says what each column is."""
    return any(fold(cell) in _HEADS for cell in cells[:2])


def text_of(rows: Iterable[Sequence[str]]) -> str:
    """Return rows of cells as the text of a list, a line each, with as many columns as they fill.

    A sign that parts columns is a comma within a cell.
    """
    lines = (_BETWEEN.join(_COLUMNS.sub(",", cell) for cell in row) for row in rows)
    return "\n".join(line.rstrip(" |") for line in lines)


def month_of(typed: str, year: int) -> date | None:
    """Return the first day of a typed month of *year*; None for none.

    "3", "03/2027", "tháng 3", "T3", "2027-03", "1/3/2027", 45352. Raises ValueError, in Vietnamese.
    """
    words = fold(typed).strip(" .-–")
    if not words:
        return None
    month, of_year = _read(words)
    if of_year not in (None, year):
        raise ValueError(f"tháng “{typed}” không thuộc năm {year}")
    if month is None or not 1 <= month <= 12:
        raise ValueError(f"không đọc được tháng “{typed}”, hãy ghi ví dụ 3 hoặc 03/{year}")
    return date(year, month, 1)


def _read(words: str) -> tuple[int | None, int | None]:
    if found := _MONTH.fullmatch(words):
        return int(found[1]), int(found[2]) if found[2] else None
    if found := _YEAR_FIRST.fullmatch(words):
        return int(found[2]), int(found[1])
    if found := _DAY.fullmatch(words):
        return int(found[1]), int(found[2])
    if _SERIAL.fullmatch(words):
        day = parse_day(words, is_cell=True)
        return day.month, day.year
    return None, None

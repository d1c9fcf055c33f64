"""What a text says of another year than the one it is to hold for: years, days, papers by symbol.

A plan that was begun from last year's goes on saying "chậm nhất ngày 16/12/2024" until somebody
reads it. Nothing here decides whether that is wrong: an older paper may well be what a plan rests
on. A span of years that takes in the wanted one ("nhiệm kỳ 2020 - 2025") is not of another year.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from webapp.rules.text import short_date, weekday_name

_YEAR = r"(?:19|20)\d\d"
_DAY = rf"\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?(?:{_YEAR}|\d\d)"
_LONG_DAY = rf"\d{{1,2}}\s+tháng\s+\d{{1,2}}\s+năm\s+{_YEAR}"
_SYMBOL = (
    rf"\d{{1,4}}/{_YEAR}/[A-ZĐ]\w*(?:-[A-ZĐ]\w*)*"  # 36/2024/NĐ-CP
    r"|\d{1,4}\s?-\s?[A-ZĐ]{1,4}[A-ZĐa-z]*/[A-ZĐ]\w*(?:[-.]\w+)*"  # 12-HD/BTCTW
)
_GAP = r"[^\S\n]"  # texts of a row stand on lines: "Chuyên đề thứ hai" is no weekday of the next
_WEEKDAY = rf"(?:thứ{_GAP}+(?:hai|ba|tư|năm|sáu|bảy)|chủ{_GAP}+nhật)"
_SHORT_DAY = r"(?P<{0}>\d{{1,2}})[/-](?P<{1}>\d{{1,2}})(?:[/-](?P<{2}>\d{{4}}))?(?!\d)"
_AFTER_WEEKDAY = rf"(?P<w1>{_WEEKDAY}),?{_GAP}*(?:\()?(?:ngày{_GAP}+)?" + _SHORT_DAY.format(
    "d1", "m1", "y1"
)
_BEFORE_WEEKDAY = _SHORT_DAY.format("d2", "m2", "y2") + rf"{_GAP}*[(,]{_GAP}*(?P<w2>{_WEEKDAY})\)?"
_ON_WEEKDAY = re.compile(rf"(?<![\d/]){_BEFORE_WEEKDAY}|{_AFTER_WEEKDAY}", re.IGNORECASE)
_SPAN = rf"(?P<first>{_YEAR})\s*(?:[-–—/]|đến(?:\s+năm)?)\s*(?P<last>{_YEAR})(?![\d/])"
_TOLD = re.compile(
    rf"(?P<symbol>{_SYMBOL})(?:,?\s+ngày\s+(?P<of>{_LONG_DAY}|{_DAY}))?"
    rf"|(?<!\d){_SPAN}"
    rf"|(?<![\d/])(?P<day>{_LONG_DAY}|{_DAY})(?!\d)"
    rf"|(?<![\d.,])(?P<year>(?:\d{{1,2}}\s?[/-]\s?)?{_YEAR})(?!\d|[.,]\d)"
)


@dataclass(frozen=True)
class Mention:
    """Some words of a text, and in Vietnamese why somebody should read them again."""

    words: str
    why: str


def other_years(text: str, year: int) -> list[Mention]:
    """Return what *text* says of another year than *year*, each once, in its order.

    A weekday counts that is not the one on which its day falls in *year*.
    """
    found = [*_told(text, year), *_weekdays(text, year)]
    return list(dict.fromkeys(mention for _, mention in sorted(found, key=lambda one: one[0])))


def names_year(text: str, year: int) -> bool:
    """Return True where a text names *year* itself, or a day or a paper of it."""
    return any(
        not match["first"] and _year_of(match[match.lastgroup or 0]) == year
        for match in _TOLD.finditer(text)
    )


def _told(text: str, year: int) -> Iterator[tuple[int, Mention]]:
    for match in _TOLD.finditer(text):
        words = " ".join(match[0].split())
        if match["symbol"]:
            of = _year_of(match["of"] or match["symbol"])
            if of != year:
                why = _UNDATED if of is None else _why_year(year)
                yield match.start(), Mention(words, why)
        elif match["first"]:
            if not int(match["first"]) <= year <= int(match["last"]):
                yield match.start(), Mention(words, _why_year(year))
        elif _year_of(match["day"] or match["year"]) != year:
            yield match.start(), Mention(words, _why_year(year))


_UNDATED = "không rõ là văn bản của năm nào"


def _why_year(year: int) -> str:
    return f"không thuộc năm {year}"


def _year_of(words: str) -> int | None:
    """Return the year that a day, a month or a symbol names; None for a symbol without."""
    if match := re.search(_YEAR, words):
        return int(match[0])
    match = re.search(r"[/.-]\s?(\d\d)$", words)
    return 2000 + int(match[1]) if match else None


def _weekdays(text: str, year: int) -> Iterator[tuple[int, Mention]]:
    for match in _ON_WEEKDAY.finditer(text):
        number = "2" if match["w2"] else "1"
        told = match[f"y{number}"]
        if told and int(told) != year:
            continue  # the day itself is of another year
        try:
            day = date(year, int(match[f"m{number}"]), int(match[f"d{number}"]))
        except ValueError:
            continue
        name = weekday_name(day)
        if " ".join(match[f"w{number}"].split()).casefold() != name.casefold():
            yield match.start(), Mention(match[0], f"ngày {short_date(day)} là {name}")

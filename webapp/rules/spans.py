"""A span of days that a report looks at, and what an office calls it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from webapp.rules.text import short_date

_QUARTERS = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Span:
    """The days from `first` to `last`, both in it; None is open to that side."""

    first: date | None = None
    last: date | None = None

    @property
    def words(self) -> str:
        """Return "6 tháng đầu năm 2024", "quý I năm 2024", "năm 2024", "các năm 2023 - 2024",
        "tháng 3 năm 2024", else its days; "" where it is open."""
        if self.first is None or self.last is None:
            return ""
        return next((words for words, span in _called(self.first, self.last) if span == self), "")

    @property
    def title(self) -> str:
        """Return the words as they begin a line."""
        return self.words[:1].upper() + self.words[1:]

    def holds(self, day: date) -> bool:
        """Return True for a day within it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


WHOLE = Span()


def _called(first: date, last: date) -> Iterator[tuple[str, Span]]:
    yield from usual(first.year)
    for month in range(1, 13):
        yield f"tháng {month} năm {first.year}", _months(first.year, month, month)
    if first.year < last.year:
        years = Span(date(first.year, 1, 1), date(last.year, 12, 31))
        yield f"các năm {first.year} - {last.year}", years
    yield f"từ {short_date(first)} đến {short_date(last)}", Span(first, last)


def usual(year: int) -> list[tuple[str, Span]]:
    """Return the spans of a year that offices report on, the longest first, with their names."""
    return [
        (f"năm {year}", _months(year, 1, 12)),
        (f"6 tháng đầu năm {year}", _months(year, 1, 6)),
        (f"6 tháng cuối năm {year}", _months(year, 7, 12)),
        (f"9 tháng đầu năm {year}", _months(year, 1, 9)),
        *(
            (f"quý {name} năm {year}", _months(year, 3 * n + 1, 3 * n + 3))
            for n, name in enumerate(_QUARTERS)
        ),
    ]


def _months(year: int, first: int, last: int) -> Span:
    after = date(year + last // 12, last % 12 + 1, 1)
    return Span(date(year, first, 1), date.fromordinal(after.toordinal() - 1))

"""How papers are numbered: by year or by committee term, each number once (HD 36-HD/VPTW).

A *span* is what one page of the register runs over. A number that was given stays given, whatever
page it was given on: where a span holds papers of another page, numbering goes on after them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

YEAR, TERM = "year", "term"


@dataclass(frozen=True)
class Span:
    """A year, or a committee's term: its name and its first and last day (None: not known yet)."""

    name: str
    first: date
    last: date | None

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def meets(self, other: "Span") -> bool:
        """Return True when both have a day in common."""
        begins_in_time = other.last is None or self.first <= other.last
        return begins_in_time and (self.last is None or other.first <= self.last)


@dataclass(frozen=True)
class Given:
    """A number that was given: when, and on which page (the name of its span)."""

    number: int
    day: date
    page: str


def year_of(day: date) -> Span:
    """Return the calendar year of a day."""
    return Span(str(day.year), date(day.year, 1, 1), date(day.year, 12, 31))


def span_on(day: date, way: str, terms: Iterable[Span]) -> Span | None:
    """Return the span in which a paper of *day* is numbered; None for a day of no known term."""
    if way != TERM:
        return year_of(day)
    return next((one for one in terms if one.holds(day)), None)


def by_span(given: Iterable[Given], way: str, terms: Sequence[Span]) -> dict[str, list[Given]]:
    """Return, by the name of the span that counts now, the numbers that are taken in it.

    A number is taken where its day falls, whatever page it was given on, and on its own page where
    that still counts; a day of no known term stays on its page.
    """
    names = {term.name for term in terms}
    found: dict[str, list[Given]] = {}
    for one in given:
        span = span_on(one.day, way, terms)
        still = one.page.isdecimal() if way != TERM else one.page in names
        for name in {span.name if span else one.page} | ({one.page} if still else set()):
            found.setdefault(name, []).append(one)
    return found


def doubles(taken: Sequence[Given]) -> list[Given]:
    """Return those taken in a span whose number stands there more than once."""
    times = Counter(one.number for one in taken)
    return [one for one in taken if times[one.number] > 1]


def gone_before(span: Span, given: Sequence[Given]) -> int:
    """Return up to which number pages that run into *span* had got before its first day.

    Whoever counts by year in the midst of a term goes on after the term's numbers: those of the
    years before are not looked for in this one.
    """
    pages = {one.page for one in given if span.holds(one.day)} - {span.name}
    before = (one.number for one in given if one.page in pages and one.day < span.first)
    return max(before, default=0)


def runs_of(numbers: Iterable[int]) -> list[range]:
    """Return numbers run by run."""
    found: list[range] = []
    for number in sorted(set(numbers)):
        if found and found[-1].stop == number:
            found[-1] = range(found[-1].start, number + 1)
        else:
            found.append(range(number, number + 1))
    return found


def carried(span: Span, given: Iterable[Given]) -> int:
    """Return the highest number that a day of *span* got on another page; 0 for none."""
    return max((g.number for g in given if span.holds(g.day) and g.page != span.name), default=0)


def next_number(span: Span, given: Sequence[Given], last: int) -> int:
    """Return the next number: after *last* and after all that other pages gave in this span.

    Numbers that papers got outside of the program are passed over.
    """
    used = {one.number for one in given if one.page == span.name or span.holds(one.day)}
    number = max(last, carried(span, given)) + 1
    while number in used:
        number += 1
    return number


def out_of_order(number: int, day: date, given: Iterable[Given]) -> Given | None:
    """Return the nearest number that contradicts: lower and of a later day, or the reverse."""
    wrong = (
        one
        for one in given
        if (one.number < number and one.day > day) or (one.number > number and one.day < day)
    )
    return min(wrong, key=lambda one: abs(one.number - number), default=None)


def left_open(used: Iterable[int], base: int) -> list[range]:
    """Return the numbers above *base* and below the highest that no paper has, run by run."""
    found, before = [], base
    for number in sorted(one for one in set(used) if one > base):
        if number > before + 1:
            found.append(range(before + 1, number))
        before = number
    return found


def runs_text(runs: Iterable[range]) -> str:
    """Return runs of numbers as an office writes them: "03, 05–07"."""
    return ", ".join(
        f"{one[0]:02d}" if len(one) == 1 else f"{one[0]:02d}–{one[-1]:02d}" for one in runs
    )

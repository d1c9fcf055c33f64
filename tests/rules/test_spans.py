"""Spans of days that reports look at, and their names."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.spans import WHOLE, Span, usual

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2024, 1, 1), date(2024, 6, 30), "6 tháng đầu năm 2024"),
        (date(2024, 7, 1), date(2024, 12, 31), "6 tháng cuối năm 2024"),
        (date(2024, 1, 1), date(2024, 9, 30), "9 tháng đầu năm 2024"),
        (date(2024, 1, 1), date(2024, 12, 31), "năm 2024"),
        (date(2024, 10, 1), date(2024, 12, 31), "quý IV năm 2024"),
        (date(2024, 2, 1), date(2024, 2, 29), "tháng 2 năm 2024"),
        (date(2023, 1, 1), date(2025, 12, 31), "các năm 2023 - 2025"),
        (date(2023, 11, 15), date(2024, 12, 20), "từ 15/11/2023 đến 20/12/2024"),
        (date(2024, 1, 1), date(2024, 10, 30), "từ 01/01/2024 đến 30/10/2024"),
        (None, date(2024, 6, 30), ""),
        (None, None, ""),
    ],
)
def test_a_span_has_the_name_that_offices_give_it(
    first: date | None, last: date | None, words: str
) -> None:
    assert Span(first, last).words == words


@given(DAYS, DAYS)
def test_every_closed_span_has_a_name_and_holds_its_ends(one: date, other: date) -> None:
    span = Span(min(one, other), max(one, other))
    assert span.words
    assert span.first
    assert span.last
    assert span.holds(span.first)
    assert span.holds(span.last)
    assert not span.holds(span.first - timedelta(1))
    assert not span.holds(span.last + timedelta(1))
    assert WHOLE.holds(one)


@given(st.integers(2000, 2090))
def test_halves_and_quarters_fill_a_year(year: int) -> None:
    spans = dict(usual(year))
    days = spans[f"năm {year}"]
    for parts in (("6 tháng đầu", "6 tháng cuối"), ("quý I", "quý II", "quý III", "quý IV")):
        found = [spans[f"{part} năm {year}"] for part in parts]
        assert (found[0].first, found[-1].last) == (days.first, days.last)
        for before, after in pairwise(found):
            assert before.last
            assert after.first
            assert after.first - before.last == timedelta(1)

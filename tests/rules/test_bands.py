"""The bands of the first screen."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.bands import FAR, Band, band_of, banded

MONDAY = date(2024, 7, 15)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("days", "band"),
    [
        (-3, Band.THIS_WEEK),
        (0, Band.THIS_WEEK),
        (6, Band.THIS_WEEK),
        (7, Band.LATER),
        (30, Band.LATER),
        (31, Band.FAR_OFF),
        (141, Band.FAR_OFF),
    ],
)
def test_a_week_ends_with_its_sunday_and_a_month_is_not_far(days: int, band: Band) -> None:
    assert band_of(MONDAY + timedelta(days=days), MONDAY, is_late=False) == band


def test_on_a_sunday_the_next_day_is_of_the_next_week() -> None:
    sunday = MONDAY + timedelta(days=6)
    assert band_of(sunday, sunday, is_late=False) == Band.THIS_WEEK
    assert band_of(sunday + timedelta(days=1), sunday, is_late=False) == Band.LATER


def test_what_has_no_day_yet_is_not_hidden() -> None:
    assert band_of(None, MONDAY, is_late=False) == Band.LATER


@given(st.none() | DAYS, DAYS)
def test_what_is_late_is_overdue_and_nothing_else_is(day: date | None, today: date) -> None:
    assert band_of(day, today, is_late=True) == Band.OVERDUE
    assert band_of(day, today, is_late=False) != Band.OVERDUE


@given(DAYS, DAYS, st.integers(0, 400))
def test_what_is_later_stands_in_no_earlier_band(day: date, today: date, more: int) -> None:
    order = list(Band)
    earlier = band_of(day, today, is_late=False)
    later = band_of(day + timedelta(days=more), today, is_late=False)
    assert order.index(earlier) <= order.index(later)
    assert (later == Band.FAR_OFF) == (day + timedelta(days=more) - today > FAR)


@given(st.lists(st.sampled_from(list(Band))))
def test_nothing_is_lost_and_no_band_is_empty(bands: list[Band]) -> None:
    found = banded(range(len(bands)), lambda n: bands[n])
    assert sorted(n for _, held in found for n in held) == list(range(len(bands)))
    assert all(held == sorted(held) and held for _, held in found)
    assert [band for band, _ in found] == [band for band in Band if band in bands]

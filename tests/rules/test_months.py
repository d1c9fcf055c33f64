"""The ends of months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.months import last_day, next_month


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2024, 2, 1), date(2024, 2, 29)),
        (date(2023, 2, 28), date(2023, 2, 28)),
        (date(2024, 4, 15), date(2024, 4, 30)),
        (date(2024, 12, 31), date(2024, 12, 31)),
    ],
)
def test_a_month_ends(day: date, last: date) -> None:
    assert last_day(day) == last


@given(st.dates(date(1995, 1, 1), date(2060, 12, 31)))
def test_the_next_month_begins_where_this_one_ends(day: date) -> None:
    following = next_month(day)
    assert following.day == 1
    assert following - timedelta(days=1) == last_day(day) >= day
    assert last_day(day).replace(day=1) == day.replace(day=1), "in the same month"

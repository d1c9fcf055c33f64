"""Dates of a plan in another year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.moving import moved_day, moved_period, moved_window, same_day
from webapp.rules.workdays import WorkingCalendar

CALENDAR = WorkingCalendar({})
DAYS = st.dates(date(1995, 1, 1), date(2060, 12, 31))
YEARS = st.integers(-5, 20)


@pytest.mark.parametrize(
    ("day", "years", "moved"),
    [
        (date(2024, 12, 16), 1, date(2025, 12, 16)),  # a Monday, then a Tuesday
        (date(2023, 9, 11), 1, date(2024, 9, 11)),
        (date(2024, 6, 7), 1, date(2025, 6, 9)),  # a Friday, then a Saturday
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2023, 4, 28), 2, date(2025, 4, 28)),
        (date(2023, 5, 2), 0, date(2023, 5, 4)),  # a compensatory holiday
    ],
)
def test_a_day_keeps_day_and_month_or_comes_next(day: date, years: int, moved: date) -> None:
    assert moved_day(day, years, CALENDAR) == moved


@pytest.mark.parametrize(
    ("opens", "closes", "moved"),
    [
        # From the second of a month, or to its last but one: days, not months.
        (date(2023, 3, 2), date(2023, 3, 31), (date(2024, 3, 4), date(2024, 4, 2))),
        (date(2023, 3, 1), date(2023, 3, 30), (date(2024, 3, 1), date(2024, 3, 30))),
        (date(2023, 3, 1), date(2023, 4, 30), (date(2024, 3, 1), date(2024, 4, 30))),
        (date(2023, 6, 1), date(2024, 2, 29), (date(2024, 6, 1), date(2025, 2, 28))),
        (date(2024, 2, 1), date(2024, 2, 29), (date(2025, 2, 1), date(2025, 2, 28))),
        (date(2024, 2, 1), date(2024, 2, 28), (date(2025, 2, 3), date(2025, 3, 2))),
        (date(2023, 5, 11), date(2023, 5, 11), (date(2024, 5, 13), date(2024, 5, 13))),
    ],
)
def test_a_window_in_the_next_year(opens: date, closes: date, moved: tuple[date, date]) -> None:
    years = moved[0].year - opens.year
    assert moved_window(opens, closes, years, CALENDAR) == moved


def test_there_is_no_year_ten_thousand() -> None:
    with pytest.raises(ValueError, match="year"):
        same_day(date(2024, 1, 1), 9000)


@given(DAYS, YEARS)
def test_a_moved_day_is_worked_and_none_is_worked_before_it(day: date, years: int) -> None:
    moved, same = moved_day(day, years, CALENDAR), same_day(day, years)
    assert CALENDAR.is_working_day(moved)
    between = (same + timedelta(days=n) for n in range((moved - same).days))
    assert not any(map(CALENDAR.is_working_day, between))
    assert (same.year - day.year, same.month) == (years, day.month)


@given(DAYS, st.integers(0, 60), YEARS)
def test_a_window_keeps_its_length_or_its_months(day: date, length: int, years: int) -> None:
    opens, closes = moved_window(day, day + timedelta(days=length), years, CALENDAR)
    assert opens <= closes
    is_months = opens.day == 1 and (closes + timedelta(days=1)).day == 1
    assert is_months or (closes - opens).days == length


def test_a_month_stays_a_month() -> None:
    leap = moved_window(date(2023, 2, 1), date(2023, 2, 28), 1, CALENDAR)
    assert leap == (date(2024, 2, 1), date(2024, 2, 29))
    march = moved_window(date(2020, 3, 1), date(2020, 3, 31), 1, CALENDAR)
    assert march == (date(2021, 3, 1), date(2021, 3, 31))


def test_a_window_opens_on_a_working_day() -> None:
    first = moved_window(date(2020, 5, 11), date(2020, 5, 22), 4, CALENDAR)
    assert first == (date(2024, 5, 13), date(2024, 5, 24))  # 11 May is a Saturday


@given(DAYS, DAYS, YEARS)
def test_a_period_moves_by_the_year(one: date, other: date, years: int) -> None:
    first, last = sorted((one, other))
    since, until = moved_period(first, last, years)
    assert since <= until
    assert (since.year - first.year, until.year - last.year) == (years, years)

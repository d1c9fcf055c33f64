"""A month filled like the last one: the same weekday, counted from the 1st."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from webapp.rules.like_last import same_weekday, turn_of, weekday_words

DAYS = some.dates(date(1990, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("day", "month", "found"),
    [
        (date(2024, 8, 9), date(2024, 9, 1), date(2024, 9, 13)),  # the second Friday
        (date(2024, 8, 5), date(2024, 9, 30), date(2024, 9, 2)),  # the first Monday, a holiday
        (date(2024, 8, 1), date(2024, 9, 1), date(2024, 9, 5)),
        (date(2024, 8, 30), date(2024, 9, 1), None),  # September has no fifth Friday
        (date(2024, 8, 30), date(2024, 11, 1), date(2024, 11, 29)),
        (date(2023, 12, 20), date(2024, 1, 1), date(2024, 1, 17)),
        (date(2024, 2, 29), date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_a_day_moves_to_the_same_weekday(day: date, month: date, found: date | None) -> None:
    assert same_weekday(day, month) == found


@given(DAYS, DAYS)
def test_weekday_and_turn_stay(day: date, month: date) -> None:
    found = same_weekday(day, month)
    if found is None:
        assert turn_of(day) == 5
    else:
        assert (found.weekday(), turn_of(found)) == (day.weekday(), turn_of(day))
        assert (found.year, found.month) == (month.year, month.month)


@given(DAYS)
def test_a_month_is_like_itself(day: date) -> None:
    assert same_weekday(day, day) == day


def test_the_weekday_is_told_as_it_is_counted() -> None:
    assert weekday_words(date(2024, 8, 30)) == "thứ Sáu lần thứ năm"
    assert weekday_words(date(2024, 9, 1)) == "Chủ nhật lần thứ nhất"

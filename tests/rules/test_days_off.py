"""Meetings on holidays, in Tết and on Sundays are taken, with a word."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.days_off import off_word
from webapp.rules.workdays import WorkingCalendar

CALENDAR = WorkingCalendar()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 3, 3), "Rơi vào Chủ nhật"),
        (date(2024, 9, 2), "Rơi vào ngày lễ: Quốc khánh"),
        (date(2024, 2, 8), "Rơi vào dịp Tết (29 tháng Chạp)"),
        (date(2024, 2, 11), "Rơi vào dịp Tết (Mùng hai Tết Nguyên Đán)"),  # a Sunday, too
        (date(2024, 1, 1), "Rơi vào ngày lễ: Tết Dương lịch"),
        (date(2024, 4, 29), "Rơi vào ngày nghỉ (thay cho ngày 04/05/2024)"),
        (date(2024, 3, 4), ""),
        (date(2024, 3, 2), ""),  # cells meet on Saturdays
        (date(1899, 12, 31), ""),
        (date(2101, 1, 2), ""),
    ],
)
def test_what_is_said_of_a_day(day: date, expected: str) -> None:
    assert off_word(day, CALENDAR) == expected


def test_the_issuers_own_days_overrule() -> None:
    own = WorkingCalendar({date(2024, 3, 3): True, date(2024, 3, 6): False})
    assert off_word(date(2024, 3, 3), own) == ""
    assert off_word(date(2024, 3, 6), own) == "Rơi vào ngày nghỉ theo lịch đã điều chỉnh"


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_working_day_needs_no_word(day: date) -> None:
    said = off_word(day, CALENDAR)
    if CALENDAR.is_working_day(day):
        assert said == ""
    elif day.weekday() != 5:
        assert said.startswith("Rơi vào ")

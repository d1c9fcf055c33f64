"""Days before Tết are called by their lunar date."""

from datetime import date, timedelta

import holidays
import pytest

from webapp.rules import lunar
from webapp.rules.lunar import day_of_last_month
from webapp.rules.workdays import WorkingCalendar


@pytest.mark.parametrize(
    ("new_year", "eve"),
    [
        (date(2024, 2, 10), 30),
        (date(2025, 1, 29), 29),
        (date(2026, 2, 17), 29),
        (date(2027, 2, 6), 29),
        (date(2007, 2, 17), 29),  # a day before the Chinese calendar's
        (date(2030, 2, 2), 29),
    ],
)
def test_the_eve_of_tet_is_the_29th_or_the_30th(new_year: date, eve: int) -> None:
    assert day_of_last_month(new_year - timedelta(1), new_year) == eve
    assert day_of_last_month(new_year - timedelta(2), new_year) == eve - 1


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2024, 2, 8), "29 tháng Chạp"),
        (date(2024, 2, 9), "Giao thừa Tết Nguyên Đán"),
        (date(2025, 1, 27), "28 tháng Chạp"),
        (date(2026, 2, 13), None),
        (date(2026, 2, 16), "Giao thừa Tết Nguyên Đán"),
        (date(2027, 2, 4), "28 tháng Chạp"),
        (date(2027, 2, 5), "Giao thừa Tết Nguyên Đán"),
    ],
)
def test_days_off_before_tet_are_called_by_their_lunar_date(day: date, name: str | None) -> None:
    assert WorkingCalendar().holiday_name(day) == name


def test_every_new_year_is_a_new_moon() -> None:
    known = holidays.country_holidays("VN", language="vi", years=range(1995, 2101))
    tet = [day for day, name in known.items() if name == "Tết Nguyên Đán"]
    assert len(tet) == 106
    assert {day_of_last_month(day - timedelta(1), day) for day in tet} == {29, 30}
    assert all(lunar._new_moon(lunar._moon_of(day)) == lunar._julian(day) for day in tet)


def test_no_day_is_called_by_the_wrong_name_in_any_year() -> None:
    calendar = WorkingCalendar()
    days = (date(2010, 1, 15) + timedelta(n) for n in range(90 * 365))
    assert "29 Tết" not in {calendar.holiday_name(day) for day in days if day.month <= 2}

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.swapped_days import SWAPS
from webapp.rules.workdays import OTHER_DAY_OFF, WorkingCalendar

CALENDAR = WorkingCalendar()
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
COUNTS = st.integers(1, 60)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2020, 5, 11), 5, date(2020, 5, 4)),
        (date(2020, 11, 10), 5, date(2020, 11, 3)),
        (date(2020, 5, 11), 6, date(2020, 4, 29)),  # over 30 April, 1 May and a weekend
        (date(2024, 5, 6), 1, date(2024, 5, 4)),  # a worked Saturday counts
    ],
)
def test_counts_working_days_before(start: date, count: int, expected: date) -> None:
    assert CALENDAR.working_days_before(start, count) == expected


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2020, 5, 22), 7, date(2020, 6, 2)),
        (date(2020, 11, 25), 7, date(2020, 12, 4)),
        (date(2024, 2, 7), 1, date(2024, 2, 15)),  # over Tết
    ],
)
def test_counts_working_days_after(start: date, count: int, expected: date) -> None:
    assert CALENDAR.working_days_after(start, count) == expected


@pytest.mark.parametrize(
    "saturday",
    # Two of them were swapped for days of another year.
    [date(2014, 12, 27), date(2019, 1, 5), date(2024, 5, 4), date(2026, 8, 22)],
)
def test_swapped_saturday_is_worked(saturday: date) -> None:
    assert saturday.weekday() == 5
    assert CALENDAR.is_working_day(saturday)
    assert not CALENDAR.is_working_day(saturday + timedelta(days=1))


def test_names_the_days_off() -> None:
    assert CALENDAR.holiday_name(date(2024, 9, 3)) == "Quốc khánh"
    assert CALENDAR.holiday_name(date(2023, 5, 2)) == "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)"
    assert CALENDAR.holiday_name(date(2024, 4, 29)) == "Ngày nghỉ (thay cho ngày 04/05/2024)"
    assert CALENDAR.holiday_name(date(2024, 9, 4)) is None
    assert CALENDAR.holiday_name(date(2024, 9, 7)) is None  # an ordinary Saturday
    assert CALENDAR.holiday_name(date(2024, 9, 8)) is None  # an ordinary Sunday
    assert CALENDAR.holiday_name(date(2024, 9, 2)) == "Quốc khánh"  # a Monday
    assert CALENDAR.holiday_name(date(2023, 9, 2)) == "Quốc khánh"  # a Saturday
    assert CALENDAR.holiday_name(date(2024, 5, 4)) is None  # a worked Saturday


def test_swaps_that_the_library_lacks_are_known_with_their_source() -> None:
    assert CALENDAR.holiday_name(date(2026, 1, 2)) == "Ngày nghỉ (thay cho ngày 10/01/2026)"
    assert CALENDAR.is_working_day(date(2026, 1, 10))
    assert CALENDAR.working_days_after(date(2026, 1, 8), 2) == date(2026, 1, 10)
    for swap in SWAPS:
        assert swap.off.weekday() < 5 <= swap.worked.weekday()
        assert swap.source


def test_overrides_win_over_the_library() -> None:
    edited = WorkingCalendar(
        {date(2027, 1, 4): False, date(2027, 1, 9): True, date(2024, 9, 3): True}
    )
    assert edited.working_days_after(date(2027, 1, 1), 1) == date(2027, 1, 5)
    assert edited.previous_working_day(date(2027, 1, 11)) == date(2027, 1, 9)
    assert edited.holiday_name(date(2027, 1, 4)) == OTHER_DAY_OFF
    assert edited.holiday_name(date(2024, 9, 3)) is None
    closed = WorkingCalendar({date(2026, 1, 9): False, date(2026, 1, 10): False})
    assert closed.holiday_name(date(2026, 1, 9)) == OTHER_DAY_OFF  # a Friday
    assert closed.holiday_name(date(2026, 1, 10)) is None  # a Saturday anyway
    assert CALENDAR.is_working_day(date(2026, 1, 9))  # the shared calendar is not touched


def test_later_edits_of_the_mapping_do_not_leak_in() -> None:
    table = {date(2027, 1, 4): False}
    edited = WorkingCalendar(table)
    table.clear()
    assert not edited.is_working_day(date(2027, 1, 4))


def test_last_working_day_on_or_before() -> None:
    assert CALENDAR.last_working_day_on_or_before(date(2024, 9, 3)) == date(2024, 8, 30)
    assert CALENDAR.last_working_day_on_or_before(date(2024, 8, 30)) == date(2024, 8, 30)


def test_says_which_years_are_not_confirmed() -> None:
    assert [y for y in range(2020, 2029) if CALENDAR.unconfirmed(y)] == [2026, 2027, 2028]
    assert not WorkingCalendar(confirmed_years={2026}).unconfirmed(2026)


@pytest.mark.parametrize(
    ("day", "is_worked"),
    [
        (date(1900, 1, 1), True),  # the first day of all, a Monday before there were holidays
        (date(2100, 1, 1), False),  # New Year of the last year
        (date(2100, 12, 30), True),
        (date(2100, 12, 31), True),  # the last, a Friday
        (date(2024, 2, 7), True),  # the eve of Tết 2024
        (date(2024, 2, 8), False),
        (date(2024, 2, 14), False),
        (date(2024, 2, 15), True),
        (date(2024, 4, 26), True),  # a Friday; Monday 29 April is swapped for Saturday 4 May
        (date(2024, 4, 29), False),
        (date(2024, 5, 1), False),
        (date(2024, 5, 2), True),
        (date(2024, 5, 3), True),
        (date(2024, 5, 4), True),
        (date(2024, 5, 5), False),
        (date(2024, 5, 11), False),  # an ordinary Saturday
    ],
)
def test_at_the_edges_of_holidays_and_of_the_years(day: date, is_worked: bool) -> None:
    assert CALENDAR.is_working_day(day) is is_worked
    CALENDAR.check_range(day)


def test_the_first_and_the_last_day_are_reached_and_not_passed() -> None:
    assert CALENDAR.previous_working_day(date(1900, 1, 2)) == date(1900, 1, 1)
    assert CALENDAR.working_days_after(date(2100, 12, 30), 1) == date(2100, 12, 31)
    with pytest.raises(ValueError, match="1899-12-31"):
        CALENDAR.previous_working_day(date(1900, 1, 1))
    with pytest.raises(ValueError, match="2101-01-01"):
        CALENDAR.working_days_after(date(2100, 12, 31), 1)


def test_the_first_and_the_last_confirmed_year() -> None:
    years = [2009, 2010, 2025, 2026]
    assert [CALENDAR.unconfirmed(year) for year in years] == [True, False, False, True]


@pytest.mark.parametrize("day", [date(1899, 12, 31), date(2101, 1, 1), date.min, date.max])
def test_refuses_days_outside_its_years(day: date) -> None:
    for ask in (CALENDAR.is_working_day, CALENDAR.previous_working_day, CALENDAR.holiday_name):
        with pytest.raises(ValueError, match="1900–2100"):
            ask(day)


def test_refuses_to_count_past_its_years() -> None:
    with pytest.raises(ValueError, match="2101-01-01"):
        CALENDAR.working_days_after(date(2100, 12, 30), 5)


def test_refuses_a_datetime_and_a_count_below_one() -> None:
    with pytest.raises(TypeError):
        CALENDAR.is_working_day(datetime(2024, 1, 2, 9))
    for count in (0, -1):
        with pytest.raises(ValueError, match=f"từ 1 trở lên, không phải {count}"):
            CALENDAR.working_days_before(date(2024, 1, 2), count)


@given(DAYS, COUNTS)
def test_result_is_a_working_day_with_count_working_days_on_the_way(day: date, n: int) -> None:
    result = CALENDAR.working_days_after(day, n)
    days = [day + timedelta(days=i) for i in range(1, (result - day).days + 1)]
    assert CALENDAR.is_working_day(result)
    assert sum(map(CALENDAR.is_working_day, days)) == n


@given(DAYS, COUNTS)
def test_before_undoes_after_on_working_days(day: date, n: int) -> None:
    start = CALENDAR.last_working_day_on_or_before(day)
    assert CALENDAR.working_days_before(CALENDAR.working_days_after(start, n), n) == start
    assert CALENDAR.working_days_after(CALENDAR.working_days_before(start, n), n) == start


@given(DAYS, COUNTS)
def test_one_more_goes_one_working_day_further(day: date, n: int) -> None:
    before = CALENDAR.working_days_before(day, n)
    assert CALENDAR.working_days_before(day, n + 1) == CALENDAR.previous_working_day(before)
    assert CALENDAR.working_days_after(day, n + 1) > CALENDAR.working_days_after(day, n)


@given(DAYS, st.integers(0, 400), COUNTS)
def test_a_later_start_never_gives_an_earlier_result(day: date, shift: int, n: int) -> None:
    later = day + timedelta(days=shift)
    assert CALENDAR.working_days_before(day, n) <= CALENDAR.working_days_before(later, n)
    assert CALENDAR.working_days_after(day, n) <= CALENDAR.working_days_after(later, n)


@given(DAYS, st.booleans())
def test_an_override_decides_its_day(day: date, worked: bool) -> None:
    assert WorkingCalendar({day: worked}).is_working_day(day) is worked


@given(DAYS, COUNTS)
def test_late_by_as_many_working_days_as_it_came_after(day: date, count: int) -> None:
    done = CALENDAR.working_days_after(day, count)
    assert CALENDAR.working_days_late(day, done) == count


def test_in_time_is_not_late_and_a_day_off_counts_for_one() -> None:
    friday = date(2024, 3, 8)
    assert CALENDAR.working_days_late(friday, friday) == 0
    assert CALENDAR.working_days_late(friday, date(2024, 3, 7)) == 0
    assert CALENDAR.working_days_late(friday, date(2024, 3, 9)) == 1
    assert CALENDAR.working_days_late(friday, date(2024, 3, 11)) == 1
    assert CALENDAR.working_days_late(friday, date(2024, 3, 12)) == 2

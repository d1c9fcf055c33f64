"""Working days in Vietnam: weekends, public holidays, days off in lieu and swapped Saturdays."""

from collections.abc import Container, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from types import MappingProxyType

import holidays

from webapp.rules.lunar import day_of_last_month
from webapp.rules.swapped_days import SWAPS

FIRST_YEAR, LAST_YEAR = 1900, 2100

# The library lists the swaps decided for the public sector from 2010 on; what it lacks is in
# `rules.swapped_days`. Days of 2026 and later may still be decided: an administrator confirms them.
CONFIRMED_YEARS = range(2010, 2026)

OTHER_DAY_OFF = "Ngày nghỉ theo lịch đã điều chỉnh"

_NO_OVERRIDES: Mapping[date, bool] = MappingProxyType({})
_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_LAST_BUT_ONE = "29 Tết"  # what the library calls it in every year


@cache
def _library() -> tuple[Mapping[date, str], frozenset[date]]:
    """Return the names of all holidays and the worked weekend days, by date.

    Every year is filled in at once: the library fills a year when it is first asked about a
    holiday, and until then denies that year's worked Saturdays.
    """
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    known = holidays.country_holidays("VN", language="vi", years=years)
    lacking = {one.off: one.name for one in SWAPS if one.off not in known}
    worked = frozenset(one.worked for one in SWAPS)
    names = dict(known.items()) | lacking
    return names | _before_tet(names), frozenset(known.weekend_workdays) | worked


def _before_tet(known: Mapping[date, str]) -> dict[date, str]:
    """Return the right names of days before the eve of Tết, by their lunar date.

    The library calls the last day but one "29 Tết" though the month may have 29 days alone.
    """
    two = 2 * _ONE_DAY
    return {
        day: f"{day_of_last_month(day, day + two)} tháng Chạp"
        for day, name in known.items()
        if name == _LAST_BUT_ONE
    }


class WorkingCalendar:
    """Tells working days from days off, for any day of the years 1900 to 2100.

    `overrides` maps a date to whether it is worked, and wins over the library.
    `confirmed_years` holds the years whose swapped days are known for certain.

    Every method raises ValueError once it leaves the years 1900 to 2100, and TypeError for a
    datetime, whose day depends on a time zone that this class is not told.
    """

    def __init__(
        self,
        overrides: Mapping[date, bool] = _NO_OVERRIDES,
        confirmed_years: Container[int] = CONFIRMED_YEARS,
    ) -> None:
        self._overrides = dict(overrides)
        self._confirmed_years = confirmed_years
        self._holidays, self._worked_weekend_days = _library()

    def is_working_day(self, day: date) -> bool:
        """Tell whether offices work on `day`."""
        self.check_range(day)
        if day in self._overrides:
            return self._overrides[day]
        if day.weekday() >= _SATURDAY:
            return day in self._worked_weekend_days
        return day not in self._holidays

    def holiday_name(self, day: date) -> str | None:
        """Return the Vietnamese name of the holiday on `day`; None on worked and weekend days."""
        if self.is_working_day(day):
            return None
        if day in self._holidays:
            return self._holidays[day]
        return None if day.weekday() >= _SATURDAY else OTHER_DAY_OFF

    def working_days_before(self, day: date, count: int) -> date:
        """Return the `count`-th working day before `day`, itself not counted (46-KH/ĐTN, III).

        Raises ValueError for a count below 1.
        """
        return self._step(day, count, -_ONE_DAY)

    def working_days_after(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`, itself not counted (46-KH/ĐTN, III).

        Raises ValueError for a count below 1.
        """
        return self._step(day, count, _ONE_DAY)

    def working_days_late(self, due: date, done: date) -> int:
        """Return by how many working days something due on `due` came late on `done`.

        0 in time; on a day off after it, at least 1.
        """
        if done <= due:
            return 0
        days = (due + _ONE_DAY * number for number in range(1, (done - due).days + 1))
        return max(sum(map(self.is_working_day, days)), 1)

    def previous_working_day(self, day: date) -> date:
        """Return the last working day strictly before `day`."""
        return self.working_days_before(day, 1)

    def last_working_day_on_or_before(self, day: date) -> date:
        """Return `day` where it is a working day, else the last working day before it."""
        return day if self.is_working_day(day) else self.previous_working_day(day)

    def unconfirmed(self, year: int) -> bool:
        """Tell whether swapped working days of `year` may still be missing."""
        return year not in self._confirmed_years

    def check_range(self, day: date) -> None:
        """Raise ValueError for a day outside 1900 to 2100, TypeError for a datetime."""
        if isinstance(day, datetime):
            raise TypeError("a working day is asked for by date, not by datetime")
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValueError(f"Ngày {day.isoformat()} nằm ngoài các năm {FIRST_YEAR}–{LAST_YEAR}")

    def _step(self, day: date, count: int, step: timedelta) -> date:
        if count < 1:
            raise ValueError(f"Số ngày làm việc phải từ 1 trở lên, không phải {count}")
        self.check_range(day)
        while count:
            day += step
            count -= self.is_working_day(day)
        return day

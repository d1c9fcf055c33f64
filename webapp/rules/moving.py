"""Moving the dates of a plan to another year: same day and month, on a day that is worked."""

from datetime import date, timedelta

from webapp.rules.months import last_day
from webapp.rules.workdays import WorkingCalendar


def same_day(day: date, years: int) -> date:
    """Return the same day and month some years on; 29 February becomes the 28th.

    Raises ValueError where the calendar has no such year.
    """
    year = day.year + years
    last = last_day(date(year, day.month, 1))
    return last.replace(day=min(day.day, last.day))


def moved_day(day: date, years: int, calendar: WorkingCalendar) -> date:
    """Return the same day some years on, or the next working day where that is a day off.

    Never before the same day: a deadline becomes no shorter by being moved.
    """
    moved = same_day(day, years)
    while not calendar.is_working_day(moved):
        moved += timedelta(days=1)
    return moved


def moved_window(
    opens: date, closes: date, years: int, calendar: WorkingCalendar
) -> tuple[date, date]:
    """Return a window moved by its first day, as long in days as it was.

    One that takes whole months keeps its months: March stays March.
    """
    if opens.day == 1 and closes == last_day(closes):
        return same_day(opens, years), last_day(same_day(closes.replace(day=1), years))
    moved = moved_day(opens, years, calendar)
    return moved, moved + (closes - opens)


def moved_period(first: date, last: date, years: int) -> tuple[date, date]:
    """Return a period looked back on: by the year, whatever days its ends fall on."""
    return same_day(first, years), same_day(last, years)

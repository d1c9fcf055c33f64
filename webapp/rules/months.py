"""Months of the calendar; a month is known by its first day."""

from calendar import monthrange
from datetime import date, timedelta


def last_day(day: date) -> date:
    """Return the last day of the month that *day* is in."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def first_day(day: date) -> date:
    """Return the first day of the month that *day* is in, by which the month is known."""
    return day.replace(day=1)


def is_beside(day: date, month: date) -> bool:
    """Return whether *day* is in *month*, in the one before it, or in the one after.

    So far may a meeting move and still be the meeting that was told for *month*.
    """
    months = (day.year - month.year) * 12 + day.month - month.month
    return abs(months) <= 1


def crossing_words(was: date, now: date, filed_for: date) -> str:
    """Return " (sang tháng 04/2024)" where a meeting goes into another month, "" where it stays.

    Back in the month it was *filed_for*, or out of it, its list stays that month's, and so says.
    """
    if first_day(was) == first_day(now):
        return ""
    told = f" (sang tháng {now:%m/%Y}"
    if first_day(now) != first_day(filed_for):
        told += f", vẫn thuộc danh sách tháng {filed_for:%m/%Y}"
    return f"{told})"


def next_month(day: date) -> date:
    """Return the first day of the month after the one that *day* is in."""
    return last_day(day) + timedelta(days=1)


def weeks(month: date) -> list[list[date]]:
    """Return the weeks of a month, Monday to Sunday, with the days beside it that fill them."""
    first = month - timedelta(days=month.weekday())
    last = last_day(month)
    count = (last - first).days // 7 + 1
    return [[first + timedelta(days=7 * n + day) for day in range(7)] for n in range(count)]

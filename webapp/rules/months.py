"""Months of the calendar; a month is known by its first day."""

from calendar import monthrange
from datetime import date, timedelta


def last_day(day: date) -> date:
    """Return the last day of the month that *day* is in."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def next_month(day: date) -> date:
    """Return the first day of the month after the one that *day* is in."""
    return last_day(day) + timedelta(days=1)

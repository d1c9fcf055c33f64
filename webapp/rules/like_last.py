"""A month filled like the last one: each meeting on the same weekday, counted from the 1st."""

from datetime import date, timedelta

from webapp.rules.text import weekday_name

_WEEK = 7
_COUNTED = ("thứ nhất", "thứ hai", "thứ ba", "thứ tư", "thứ năm")


def turn_of(day: date) -> int:
    """Return the how manieth of its weekday a day is in its month: 1 to 5."""
    return (day.day - 1) // _WEEK + 1


def same_weekday(day: date, month: date) -> date | None:
    """Return the day of *month* that is what *day* is in its own: its second Friday, say.

    None where the month has no such day: a fifth one. *month* is any day of it.
    """
    first = month.replace(day=1)
    ahead = (day.weekday() - first.weekday()) % _WEEK
    found = first + timedelta(days=ahead + _WEEK * (turn_of(day) - 1))
    return found if found.month == first.month else None


def weekday_words(day: date) -> str:
    """Return "thứ Sáu lần thứ hai"; the last word counts the weekday from the 1st of its month."""
    return f"{weekday_name(day)} lần {_COUNTED[turn_of(day) - 1]}"

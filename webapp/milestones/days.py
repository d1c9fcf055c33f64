"""The word beside a day on which people do not usually meet, by the reader's own calendar."""

from datetime import date

from flask import g
from flask_login import current_user

from webapp.core.forms import Day, Search
from webapp.milestones.services import calendar_of
from webapp.milestones.standing import DUE, HEED, Standing
from webapp.rules.days_off import off_word
from webapp.rules.workdays import WorkingCalendar


class DayForm(Search):
    """A day, as people type it into any field."""

    day = Day("Ngày")


def off_day(day: date | None) -> Standing | None:
    """Return that a day is off, for pages; None for a day like others, or none."""
    word = off_word(day, calendar()) if day and current_user.is_authenticated else ""
    return Standing(word, DUE, HEED) if word else None


def off_days(*days: date | None) -> str:
    """Return, after a blank, what to know of days that were just saved; "" where nothing."""
    told = dict.fromkeys(one.words for one in map(off_day, days) if one)
    return f" Lưu ý: {'; '.join(told)}." if told else ""


def calendar() -> WorkingCalendar:
    """Return the calendar of the reader's issuer: one query in a request, however many days."""
    if "day_calendar" not in g:
        g.day_calendar = calendar_of(current_user.issuer_id)
    found: WorkingCalendar = g.day_calendar
    return found

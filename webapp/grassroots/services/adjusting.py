"""After a row changed: whether a month's announcement still says what holds, by comparing."""

from webapp.grassroots.models import MonthlyCalendar
from webapp.grassroots.queries import announced
from webapp.visits.queries import changes


def follow(calendar: MonthlyCalendar) -> list[str]:
    """Return the numbers of the papers in force that must be adjusted, none where all hold."""
    holding = announced.in_force(calendar.id)
    if not announced.since_announced(calendar, holding):
        return []
    return [one.number_and_symbol for one in changes.papers_told(holding)]

"""The end of the year: what nobody can do any more is closed by a reason."""

from tests.year.people import CannotNow, Page
from tests.year.year import Year

# What may have nothing left to be paid with, and why.
CLOSED = {
    "result_letter": "its letter may wait for what its findings lack",
    "announcement": "nobody is told of visits that are over",
    "meeting_notice": "a day that is gone by cannot be told",
    "month_calendar": "of a month for which no unit sent a list there is nothing to publish",
    "month_report": "of a month that was not published there is nothing to report",
    "round_report": "of a round without a session that was held there is nothing to report",
    "replacement": "a paper about visits that are over can be composed no more",
    "mend": "its paper may wait for what its rows lack",
}
MOST_PAGES = 20  # of a kind


def close_what_is_left(year: Year) -> None:
    """The planner closes all of the kinds that may have no other end, a page at a time."""
    for kind in CLOSED:
        for _ in range(MOST_PAGES):
            page = year.planner.at(f"/due/overdue?show={kind}")
            if not page.has("closing.overdue"):
                break
            _close(year, page)


def _close(year: Year, page: Page) -> None:
    form = page.form("closing.overdue", "due")
    ticks = [one.value for one in form.controls if one.name == "due"]
    before = year.count("SELECT count(*) FROM closing WHERE reopened_at IS NULL")
    year.planner.send(
        page,
        form,
        due=ticks,
        closed_with="Đồng chí Trưởng ban",
        close_reason="Cuối năm không còn làm được.",
    )
    now = year.count("SELECT count(*) FROM closing WHERE reopened_at IS NULL")
    if now != before + len(ticks):
        raise CannotNow(f"{now - before} of {len(ticks)} were closed")
    year.did("close what is left")

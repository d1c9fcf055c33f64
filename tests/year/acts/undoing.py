"""What is done by mistake and undone: it leaves no trace but its record."""

from datetime import timedelta
from typing import Any

from tests.year.acts import chances
from tests.year.people import Broken, CannotNow
from tests.year.year import Year

DUE = "SELECT id, due_at, done_at, is_impossible FROM milestone WHERE issuer_id = :issuer"
TREE = (
    "SELECT id, parent_id, level_id, name, path, since, until FROM organization"
    " WHERE issuer_id = :issuer"
)


def day_off_and_back(year: Year) -> None:
    """A day is made a day off and left out again: every due day is what it was."""
    before = _kept(year, DUE)
    who = year.administrator
    days = {str(one["day"]) for one in year.rows("SELECT day FROM calendar_day")}
    coming = [year.today + timedelta(days=number) for number in range(2, 20)]
    day = year.pick([one for one in coming if one.weekday() < 5 and f"{one}" not in days])
    page = who.at("/administration/calendar/new")
    values = {"is_working": "False", "note": "Nhầm"}
    page = who.press(page, "administration.add_day", day=f"{day}", **values)
    chances.confirm(who, page, "administration.add_day")
    (made,) = year.rows(
        "SELECT id FROM calendar_day WHERE issuer_id = :issuer AND day = :day",
        issuer=year.issuer_id,
        day=f"{day}",
    )
    page = who.at(f"/administration/calendar/{made['id']}")
    page = who.press(page, "administration.remove_day")
    chances.confirm(who, page, "administration.remove_day")
    _compare("a day off", before, _kept(year, DUE))
    year.did("day off and back")


def merge_and_back(year: Year) -> None:
    """A merger of a coming day is recorded and taken back: the tree is what it was."""
    before = _kept(year, TREE)
    known = {one["id"] for one in year.rows("SELECT id FROM change")}
    chances.record_merger(year)
    new = [one["id"] for one in year.rows("SELECT id FROM change") if one["id"] not in known]
    if not new:
        raise CannotNow("it was not recorded")
    who = year.administrator
    page = who.at("/organizations/changes")
    for form in page.forms_to("organizations.undo"):
        if f"/{new[0]}/" in form.action:
            who.send(page, form)
    if year.rows("SELECT id FROM change WHERE id = :id", id=new[0]):
        raise CannotNow("it cannot be taken back")
    _compare("a merger", before, _kept(year, TREE))
    year.did("merge and back")


def _kept(year: Year, statement: str) -> dict[int, dict[str, Any]]:
    return {one["id"]: dict(one) for one in year.rows(statement, issuer=year.issuer_id)}


def _compare(what: str, before: dict[int, Any], after: dict[int, Any]) -> None:
    for number in sorted({*before, *after}):
        if before.get(number) != after.get(number):
            raise Broken(
                f"{what} was undone and left a trace", f"{before.get(number)} {after.get(number)}"
            )

"""Debts: what was done stays done, nothing is late before it was known, all end somehow."""

from html import unescape
from typing import Any

from tests.year.acts import working
from tests.year.people import Broken
from tests.year.year import Year, day_of, moment_of

# What somebody says of themselves may be taken back; what a paper or a sending proves may not.
OFFICES = (
    "SELECT count(*) FROM user u JOIN organization h ON h.id = u.organization_id"
    " JOIN organization o ON o.path LIKE h.path || '%' WHERE o.id = :id AND u.active"
    " AND u.roles LIKE '%office%'"
)
SAID = frozenset({"preparation"})


def hold(year: Year) -> None:
    """Check every debt against what it was a step before, and against when it was known."""
    rows = _milestones(year)
    _what_was_done_stays(year, {row["id"]: row for row in rows})
    for row in rows:
        known = row["known_from"]
        if known and day_of(row["due_at"]) < day_of(known) and not row["is_impossible"]:
            raise Broken("late before it was known", f"{row['kind']} {row['id']}")


def _what_was_done_stays(year: Year, now: dict[int, Any]) -> None:
    """Nobody who was in time becomes late, and what is done is not undone."""
    before: dict[int, tuple[str, bool]] = year.memory.setdefault("done", {})
    for number, (done_at, was_late) in list(before.items()):
        row = now.get(number)
        if row is None:  # about a row that is no more
            before.pop(number)
        elif row["done_at"] is None:
            if row["kind"] not in SAID:
                raise Broken(f"what was done is due again: {row['kind']}", f"{number} {done_at}")
            before.pop(number)
        elif row["done_at"] == done_at and is_late(row) and not was_late:
            raise Broken(f"what was in time became late: {row['kind']}", f"{number}")
    for number, row in now.items():
        if row["done_at"] is not None:
            before.setdefault(number, (row["done_at"], is_late(row)))


def _milestones(year: Year) -> list[Any]:
    return year.rows("SELECT * FROM milestone WHERE issuer_id = :issuer", issuer=year.issuer_id)


def is_late(row: Any) -> bool:
    """Tell whether what is done was done after the day its owner is held to."""
    if row["is_impossible"]:
        if row["recounted_from"] is None:
            return False
        return day_of(row["done_at"]) > day_of(row["recounted_from"])
    return moment_of(row["done_at"]) > moment_of(row["due_at"])


def all_end(year: Year) -> None:
    """No paper is left on its road; of each kind of debt that was left one was paid, which ended
    it, and those like it stand before somebody who can."""
    left = working.left(year)
    year.memory["left"] = [row["kind"] for row in left]
    on_road = [row["kind"] for row in left if row["kind"] in ("approval", "issue")]
    if on_road:
        raise Broken("a paper is left on its road", f"{on_road}")
    for kind, number in year.memory.get("tried", {}).items():
        if not working.is_ended(year, number):
            (row,) = year.rows("SELECT * FROM milestone WHERE id = :id", id=number)
            raise Broken(f"a debt cannot be ended: {kind}", f"{row['label']}, {number}")
    if endless := {row["kind"] for row in left} - working.PAID_LATE:
        raise Broken("these debts do not end", f"{endless}")
    seen: dict[str, str] = {}
    for kind in dict.fromkeys(row["kind"] for row in left):
        row = next(one for one in left if one["kind"] == kind)
        if not is_shown(year, row, seen):
            raise Broken(f"nobody is shown what is due: {kind}", f"{row['label']} {row['id']}")


def is_shown(year: Year, row: Any, seen: dict[str, str]) -> bool:
    """Tell whether a debt stands on the first screen of somebody, or waits to be handed over.

    A unit without an account of its own is seen to by the planner.
    """
    if row["owner"] == "unit" and not year.count(OFFICES, id=row["organization_id"]):
        return True
    for name in dict.fromkeys((*working.payers(year, row), *working.owing(year, 0))):
        if name not in seen:
            seen[name] = unescape(year.person(name).at("/").text)
        if row["label"] in seen[name]:
            return True
    left_open = unescape(year.planner.at("/organizations/left-open").text)
    return row["label"] in left_open

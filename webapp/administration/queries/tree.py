"""The tree of organizations as of a day, seen from one place or through a search."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from webapp.accounts.gate import me
from webapp.core.refusals import NotFound
from webapp.organizations.history import Ledger
from webapp.rules import lineage
from webapp.rules import text as words
from webapp.rules.lineage import State
from webapp.rules.names import is_sought


@dataclass(frozen=True)
class Place:
    """An organization in the tree of a day."""

    state: State
    level: str
    below: int
    superior: str
    ends_on: date | None
    changes_on: date | None


@dataclass(frozen=True)
class Outlook:
    """The tree of a day, seen from one place or through a search."""

    places: Sequence[Place]
    above: Sequence[State]  # the highest first, the one looked at last
    total: int
    days: Sequence[date]  # on which the tree changes


def outlook(on: date, sought: str, under: int | None) -> Outlook:
    """Return the tree as of a day: what is found, else what is directly below *under*."""
    ledger = Ledger(me().issuer_id)
    places = lineage.tree(ledger.histories, on)
    if under is not None and under not in ledger.histories:
        raise NotFound
    below: dict[int | None, int] = {}
    for state in places.values():
        below[state.parent] = below.get(state.parent, 0) + 1
    parts = words.search_words(sought[:100])
    if parts:
        keys = {one: _key(ledger, state) for one, state in places.items()}
        shown = [
            one
            for number, one in places.items()
            if is_sought(keys[number], keys.get(one.parent or 0, ""), parts)
        ]
    else:
        shown = [one for one in places.values() if one.parent == under]
    order = ledger.ranks
    shown.sort(key=lambda one: (order[one.level], words.sort_key(one.name), one.organization))
    return Outlook(
        [_place(ledger, places, one, below.get(one.organization, 0)) for one in shown],
        _above(places, under),
        len(places),
        sorted(lineage.days(ledger.histories.values())),
    )


def _key(ledger: Ledger, state: State) -> str:
    """Return by what an organization is searched on a day: its names of then, of today, before."""
    row = ledger.rows[state.organization]
    if (row.name, row.short_name) == (state.name, state.short_name):
        return str(row.search_key)
    return f"{words.search_key(state.name, state.short_name)} {row.search_key}"


def _place(ledger: Ledger, places: dict[int, State], state: State, below: int) -> Place:
    last = ledger.histories[state.organization][-1]
    superior = places.get(state.parent) if state.parent else None
    return Place(
        state,
        ledger.levels[state.level].name,
        below,
        superior.label if superior else "",
        last.until,
        state.until,
    )


def _above(places: dict[int, State], number: int | None) -> list[State]:
    line: list[State] = []
    while number in places and places[number] not in line:
        line.append(places[number])
        number = places[number].parent
    return line[::-1]

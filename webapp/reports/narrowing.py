"""Which rows the picture of a year shows: a page of them, by name, by how they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from webapp.core.lists import PAGE, Listing, Narrowed, sliced
from webapp.organizations.models import Organization
from webapp.reports.queries.picture import (
    FORGOTTEN,
    TONES,
    Cell,
    Grid,
    RoundRow,
    UnitRow,
    Year,
    YearRow,
)
from webapp.rules.picking import MOST_SHOWN

R = TypeVar("R", YearRow, UnitRow)

SHOWS = {"": "Tất cả", FORGOTTEN: "Chưa phân công"} | {
    tone: words.capitalize() for tone, words in TONES.items()
}
URGENT = ("late", "due", FORGOTTEN, "wait")
"""What comes first where not all fits on a page: what a planner has to see to."""


@dataclass(frozen=True)
class Shown:
    """The rows of a year's picture that one page shows; its sums count all."""

    year: Year
    by: Narrowed

    @cached_property
    def rows(self) -> Listing[YearRow]:
        """Committees × months."""
        return _page(self.year.rows, self.by)

    @cached_property
    def grids(self) -> list[tuple[Grid, Listing[UnitRow]]]:
        """Of each grid its units × months."""
        return [(grid, _page(grid.units, self.by)) for grid in self.year.grids]

    @cached_property
    def rounds(self) -> list[tuple[RoundRow, list[Cell], int]]:
        """The rounds, each with some of its units, what is urgent first, and how many more."""
        found = []
        for row in self.year.rounds:
            units = [
                one
                for one in row.units
                if _fits(self.by, one.assignment.organization, {one.standing.tone})
            ]
            if len(units) > MOST_SHOWN:
                units.sort(key=lambda one: _urgency({one.standing.tone}))
            found.append((row, units[:MOST_SHOWN], len(units[MOST_SHOWN:])))
        return found

    @property
    def is_long(self) -> bool:
        """True where a reader does not find a row at a glance."""
        tables = [len(self.year.rows), *(len(grid.rows) for grid in self.year.grids)]
        return max(tables, default=0) > MOST_SHOWN

    @property
    def is_empty(self) -> bool:
        """True where no table has a row to show."""
        units = [one for _, found, _ in self.rounds for one in found]
        return not (self.rows.rows or units or any(one.rows for _, one in self.grids))

    @property
    def is_reordered(self) -> bool:
        """True where a table does not fit on a page, and what is urgent comes first."""
        tables = [self.rows.total, *(listing.total for _, listing in self.grids)]
        return max(tables, default=0) > PAGE

    @property
    def ways(self) -> list[tuple[str, str, int]]:
        """The ways of narrowing that find anything: key, words, how many units of the tables."""
        tones = list(self._tones())
        counts = {key: sum(key in one for one in tones) for key in SHOWS} | {"": len(tones)}
        return [(key, words, counts[key]) for key, words in SHOWS.items() if counts[key]]

    def _tones(self) -> Iterator[set[str]]:
        yield from (row.tones for row in self.year.rows)
        yield from (row.tones for grid in self.year.grids for row in grid.units)


def asked() -> Narrowed:
    """Read what the address asks for."""
    return Narrowed.asked(SHOWS)


def in_order(rows: Sequence[R]) -> list[R]:
    """Return rows as the plan orders them; of more than a page what is urgent comes first."""
    if len(rows) <= PAGE:
        return list(rows)
    return sorted(rows, key=lambda row: _urgency(row.tones))


def _page(rows: Sequence[R], by: Narrowed) -> Listing[R]:
    found = [row for row in rows if _fits(by, row.organization, row.tones)]
    return sliced(in_order(found))


def _fits(by: Narrowed, unit: Organization, tones: set[str]) -> bool:
    return by.names(unit.search_key) and (not by.show or by.show in tones)


def _urgency(tones: set[str]) -> int:
    return min((place for place, tone in enumerate(URGENT) if tone in tones), default=len(URGENT))

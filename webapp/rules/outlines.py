"""Tables that people fill, whose columns and rows keep their keys whatever becomes of the table.

A cell belongs to a column by its key, never by its place: a column that is renamed or moved keeps
its cells, one that is taken out keeps them unseen, and a new one begins empty.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from hashlib import sha256
from itertools import chain
from types import MappingProxyType

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class OutlineColumn:
    """A column of a table. One that was taken out stays: what was written under it has its name."""

    key: str = ""
    title: str = ""
    is_gone: bool = False


@dataclass(frozen=True)
class OutlineRow:
    """A row that somebody filled in: its texts by the keys of their columns."""

    key: str = ""
    cells: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """True where no cell says anything."""
        return not any(text.strip() for text in self.cells.values())

    @property
    def mark(self) -> str:
        """What tells this state of the row from any other: a page carries it for each row."""
        said = sorted((key, text) for key, text in self.cells.items() if text)
        return sha256(repr(said).encode()).hexdigest()[:12]

    def under(self, columns: Sequence[OutlineColumn]) -> list[str]:
        """Return the texts under *columns*, in their order."""
        return [self.cells.get(column.key, "") for column in columns]


Columns = tuple[OutlineColumn, ...]
Rows = tuple[OutlineRow, ...]


def shown(columns: Columns) -> Columns:
    """Return the columns that are still there."""
    return tuple(one for one in columns if not one.is_gone)


def titled(kept: Columns, titles: Sequence[str], renamed: Mapping[str, str] = _NOTHING) -> Columns:
    """Return the columns of a table that is to have *titles*, then those that are gone.

    A title that was there before, even one that was taken out, is the same column. *renamed*
    names the key of the column that goes on under a new title.
    """
    left = {one.key: one for one in sorted(kept, key=lambda one: one.is_gone)}
    numbers = [int(one.key) for one in kept if one.key.isdecimal()]
    fresh = iter(range(max(numbers, default=-1) + 1, 10**6))
    keys: list[str] = []
    own = [renamed[title] for title in titles if renamed.get(title) in left]
    for title in titles:
        key = renamed.get(title)
        if key is None or key not in left:
            same = (one.key for one in left.values() if one.title == title and one.key not in own)
            key = next(same, None)
        left.pop(key or "", None)
        keys.append(str(next(fresh)) if key is None else key)
    there = (OutlineColumn(key, title) for key, title in zip(keys, titles, strict=True))
    gone = (OutlineColumn(one.key, one.title, is_gone=True) for one in kept if one.key in left)
    return tuple(chain(there, gone))


def likely_renamed(kept: Columns, titles: Sequence[str]) -> dict[str, str]:
    """Return which new title is likely a column under another name: title → key of the column.

    Likely is what stands between the same neighbours. A person decides.
    """
    old = shown(kept)
    known = {one.title for one in kept}
    pairs = SequenceMatcher(None, [one.title for one in old], list(titles), autojunk=False)
    found = {}
    for what, since, until, first, last in pairs.get_opcodes():
        if what == "replace" and until - since == last - first:
            for one, title in zip(old[since:until], titles[first:last], strict=True):
                if title not in known and one.title not in titles:
                    found[title] = one.key
    return found


@dataclass(frozen=True)
class RowClash:
    """A row that two people changed: as it is kept, and as the second wants it. None: no row."""

    theirs: OutlineRow | None
    mine: OutlineRow | None


@dataclass(frozen=True)
class Merged:
    """The rows of a table that two people wrote at once; in clashes the second one's stand."""

    rows: Rows
    clashes: tuple[RowClash, ...] = ()


def merged(kept: Rows, seen: Mapping[str, str], typed: Rows) -> Merged:
    """Put what was *typed* on a page together with what is *kept* by now.

    *seen* are the rows that the page showed, by key, each with its mark. Rows that were added on
    either side are there afterwards; a clash is only what both sides changed in the same row.
    """
    mine = {one.key: one for one in typed if one.key in seen and not one.is_empty}
    rows: list[OutlineRow] = []
    clashes: list[RowClash] = []
    for theirs in kept:
        own = mine.pop(theirs.key, None)
        if theirs.key not in seen or _mark(own) in (seen[theirs.key], theirs.mark):
            rows.append(theirs)  # added by them, or not changed by me
            continue
        if theirs.mark != seen[theirs.key]:
            clashes.append(RowClash(theirs, own))
        rows += [own] if own else []
    for own in mine.values():  # they took it out
        if own.mark != seen[own.key]:
            clashes.append(RowClash(None, own))
            rows.append(own)
    added = (one for one in typed if one.key not in seen and not one.is_empty)
    return Merged(tuple(chain(rows, _numbered(added, kept, rows))), tuple(clashes))


def fresh_key(*rows: Sequence[OutlineRow]) -> str:
    """Return a key that no row of these has."""
    taken = [int(one.key) for one in chain(*rows) if one.key.isdecimal()]
    return str(max(taken, default=-1) + 1)


def _mark(row: OutlineRow | None) -> str:
    return row.mark if row else ""


def _numbered(added: Iterator[OutlineRow], *others: Sequence[OutlineRow]) -> Iterator[OutlineRow]:
    """Give rows that were added keys of their own where theirs are taken."""
    taken = list(chain(*others))
    for one in added:
        key = fresh_key(taken) if any(one.key == other.key for other in taken) else one.key
        row = OutlineRow(key, one.cells)
        taken.append(row)
        yield row

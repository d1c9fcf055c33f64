"""Lists: pages of rows, with counts that stop counting when nobody would read on."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar, TypeVarTuple, overload

from flask import request
from sqlalchemy import Row, Select, func, select

from webapp.core.db import db
from webapp.rules.names import holds
from webapp.rules.text import search_words

T = TypeVar("T")
K = TypeVar("K")
Columns = TypeVarTuple("Columns")

PAGE = 50
COUNT_CAP = 1001


@dataclass(frozen=True)
class Listing(Generic[T]):
    """One page of a list: its rows, how many there are in all, and where the reader is."""

    rows: list[T]
    total: int
    number: int
    has_next: bool
    argument: str = "page"  # of the address, by which the page is asked for

    @property
    def total_text(self) -> str:
        return f"hơn {COUNT_CAP - 1}" if self.total >= COUNT_CAP else str(self.total)

    @property
    def has_previous(self) -> bool:
        return self.number > 1


@overload
def paged(statement: Select[T], *, scalars: Literal[True]) -> Listing[T]: ...
@overload
def paged(
    statement: Select[*Columns], *, scalars: Literal[False] = False
) -> Listing[Row[*Columns]]: ...
def paged(statement: Select[*tuple[object, ...]], *, scalars: bool = False) -> object:
    """Run *statement* for the page asked for in the address (`?page=`): two queries, always."""
    number = _number()
    capped = statement.order_by(None).limit(COUNT_CAP).subquery()
    total = db.session.scalar(select(func.count()).select_from(capped)) or 0
    # One row more than is shown tells whether there is a next page, however long the list.
    result = db.session.execute(statement.limit(PAGE + 1).offset((number - 1) * PAGE))
    rows: list[object] = list(result.scalars() if scalars else result)
    return Listing(rows[:PAGE], total, number, len(rows) > PAGE)


def sliced(rows: Sequence[T], argument: str = "page") -> Listing[T]:
    """Return the page asked for of rows that had to be read as a whole to be put in order.

    A second list of a page is asked for by an *argument* of its own.
    """
    number = _number(argument)
    first = (number - 1) * PAGE
    return Listing(
        list(rows[first : first + PAGE]),
        min(len(rows), COUNT_CAP),
        number,
        len(rows) > first + PAGE,
        argument,
    )


@dataclass(frozen=True)
class Narrowed:
    """What of a table the address asks for: a key of the ways to narrow it, and words of a name."""

    show: str = ""
    sought: str = ""

    @classmethod
    def asked(cls, shows: Collection[str]) -> "Narrowed":
        """Read the address (`?show=&q=`); a way that is none of *shows* is passed over."""
        show = request.args.get("show", "")
        return cls(show if show in shows else "", request.args.get("q", "")[:100])

    @property
    def is_any(self) -> bool:
        return bool(self.show or self.sought.strip())

    def names(self, search_key: str) -> bool:
        """Return True for a row whose name, folded, holds the words."""
        return holds(search_key, search_words(self.sought))


def narrowed_by(*names: str) -> int:
    """Return how many of the fields *names* the address asks something by."""
    return sum(bool(request.args.get(name, "").strip()) for name in names)


def grouped(rows: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    """Return the rows by their key, each list in the order of *rows*."""
    found: dict[K, list[T]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def _number(argument: str = "page") -> int:
    asked = request.args.get(argument, "1")
    return max(1, min(int(asked), 10_000)) if asked.isdecimal() and len(asked) < 6 else 1

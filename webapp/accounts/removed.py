"""What a person removed and can bring back: kept for who removed it, for some days.

A room declares what can come back (`UNDOABLE`); it keeps the row in the transaction that removes
it, and offers to undo that where it says that it was removed.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar, cast

from flask import flash
from sqlalchemy import ColumnElement, ForeignKey, delete, inspect
from sqlalchemy.orm import Mapped, mapped_column

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import Model, db
from webapp.core.facts import Facts, plain, read
from webapp.core.registry import Registry

T = TypeVar("T", bound=Model)
KEPT_FOR = timedelta(days=7)
BESIDE = "beside."  # begins the name of what is kept beside the values of a row
OFFER = "undo"  # begins the category of a message that offers to undo
# How values of each type are read from their text.
READ: dict[type, Callable[[str], Any]] = {
    bool: lambda text: text == str(True),
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    Decimal: Decimal,
    int: int,
    str: str,
}


@dataclass(frozen=True)
class KeptValue:
    """A value of a row as text; what was empty is not kept."""

    name: str
    text: str


class RemovedRow(Model):
    """A row that was removed: of what kind it was, its values, and what was kept beside them."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    kind: Mapped[str]  # a key of UNDOABLE
    fields: Mapped[tuple[KeptValue, ...]] = mapped_column(Facts(tuple[KeptValue, ...]))
    removed_at: Mapped[datetime]

    @classmethod
    def seen_by(cls, who: User) -> ColumnElement[bool]:
        """Return the condition that *who* removed it."""
        return cls.user_id == who.id

    def beside(self, name: str) -> str:
        """Return what was kept beside the row by this *name*, "" where nothing was."""
        return next((one.text for one in self.fields if one.name == BESIDE + name), "")

    def ids(self, name: str) -> list[int]:
        """Return the rows whose numbers were kept beside it (`numbers_of`)."""
        return [int(one) for one in self.beside(name).split()]


@dataclass(frozen=True, eq=False)
class Undoable:
    """A kind of row that can be brought back.

    `restore` makes it anew (`remade`), as far as the person may still do that, and returns the
    address where it stands. It does not commit. Raises `Refused` where it cannot be.
    """

    key: str
    restore: Callable[[RemovedRow], str]


UNDOABLE: Registry[Undoable] = Registry("what can be brought back")


def keep(kind: Undoable, row: Model, who: User, **beside: str) -> RemovedRow:
    """Keep a row that *who* removes in this transaction; let go of what was kept for long.

    *beside* is what goes with the row and is no value of it, such as what pointed to it.
    """
    long_ago = clock.now() - KEPT_FOR
    db.session.execute(
        delete(RemovedRow).where(RemovedRow.user_id == who.id, RemovedRow.removed_at < long_ago)
    )
    columns = {one.key: one.columns[0] for one in inspect(type(row)).column_attrs}
    values = {
        name: _text(value, column)
        for name, column in columns.items()
        if not _is_own(column) and (value := getattr(row, name)) is not None
    }
    kept = RemovedRow(
        user_id=who.id,
        kind=kind.key,
        fields=(
            *(KeptValue(name, text) for name, text in values.items()),
            *(KeptValue(BESIDE + name, text) for name, text in beside.items() if text),
        ),
        removed_at=clock.now(),
    )
    db.session.add(kept)
    return kept


def numbers_of(rows: Iterable[Any]) -> str:
    """Return the numbers of *rows* as text to be kept beside another."""
    return " ".join(str(one.id) for one in rows)


def remade(table: type[T], removed: RemovedRow) -> T:
    """Return the row anew, not added yet; what a later release gave it takes its default."""
    columns = {one.key: one.columns[0] for one in inspect(table).column_attrs}
    known = [one for one in removed.fields if one.name in columns]
    return table(**{one.name: _value(one.text, columns[one.name]) for one in known})


def offer(words: str, removed: RemovedRow) -> None:
    """Say on the next page that it was removed, with a button that brings it back."""
    flash(words, f"{OFFER} {removed.id}")


def _text(value: object, column: Any) -> str:
    if isinstance(column.type, Facts):
        return json.dumps(plain(value, column.type.kind), ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else str(value)


def _value(text: str, column: Any) -> object:
    if isinstance(column.type, Facts):
        return read(column.type.kind, json.loads(text))
    return READ[type_of(column)](text)


def type_of(column: Any) -> type:
    """Return the type of a column's values; one of our own types wraps the database's."""
    return cast(type, getattr(column.type, "impl_instance", column.type).python_type)


def _is_own(column: Any) -> bool:
    """Whether a value is the row's alone: its number, and how often it was changed."""
    return bool(column.primary_key) or column.key == "version"

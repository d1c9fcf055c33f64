"""Rows of a table as lines of JSON, and back."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Column, Connection, LargeBinary, Table, Text, bindparam, select
from sqlalchemy import cast as sql_cast
from sqlalchemy import types as kinds
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.expression import Executable, type_coerce

from webapp.core.backup import Sum

AT_ONCE = 500  # rows that are in memory together, where none is large
LARGE_AT_ONCE = 1  # of those that hold files

_READ: dict[type[kinds.TypeEngine[Any]], Callable[[Any], Any]] = {
    kinds.LargeBinary: base64.b64decode,
    kinds.DateTime: datetime.fromisoformat,
    kinds.Date: date.fromisoformat,
    kinds.Time: time.fromisoformat,
    kinds.Numeric: Decimal,
}


def at_once(table: Table) -> int:
    """Return how many rows of a table may be in memory together."""
    holds_files = any(isinstance(column.type, LargeBinary) for column in table.columns)
    return LARGE_AT_ONCE if holds_files else AT_ONCE


def lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """Yield each row of a table as a line, in the order of the primary key."""
    query = select(*(_as_it_stands(column, connection) for column in table.columns))
    query = query.order_by(*table.primary_key.columns)
    names = [column.name for column in table.columns]
    with connection.execute(query, execution_options={"yield_per": at_once(table)}) as streamed:
        for row in streamed:
            told = dict(zip(names, map(_plain, row), strict=True))
            yield json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def add_up(of: Iterable[bytes], write: Callable[[bytes], object] = len) -> Sum:
    """Count and digest lines, handing each to *write*."""
    digest, count = hashlib.sha256(), 0
    for line in of:
        write(line)
        digest.update(line)
        count += 1
    return Sum(count, digest.hexdigest())


def values(table: Table, line: bytes) -> dict[str, Any]:
    """Return what a line says of a row. Raises ValueError where it is no row of this table."""
    told = json.loads(line)
    if not isinstance(told, dict) or set(told) != {column.name for column in table.columns}:
        raise ValueError(f"no row of {table.name}")
    return {f"new_{column.name}": _typed(column, told[column.name]) for column in table.columns}


def insertion(table: Table, connection: Connection) -> Executable:
    """Return the statement that adds what `values` returns."""
    given: dict[str, Any] = {
        column.name: bindparam(f"new_{column.name}", type_=_kept_as(column))
        for column in table.columns
    }
    if connection.dialect.name == "postgresql":
        given |= {
            column.name: sql_cast(given[column.name], JSON)
            for column in table.columns
            if _is_json(column)
        }
    else:  # text there; a cast to JSON would make numbers of it
        given |= {
            column.name: type_coerce(given[column.name], Text)
            for column in table.columns
            if _is_json(column)
        }
    return table.insert().values(given)


def _as_it_stands(column: Column[Any], connection: Connection) -> ColumnElement[Any]:
    """JSON as its text: to the letter, and NULL apart from null."""
    if not _is_json(column):
        return column
    if connection.dialect.name == "postgresql":
        return sql_cast(column, Text)
    return type_coerce(column, Text)


def _is_json(column: Column[Any]) -> bool:
    return isinstance(_of_database(column), JSON)


def _of_database(column: Column[Any]) -> kinds.TypeEngine[Any]:
    """Return the type that is below one of our own."""
    if isinstance(column.type, kinds.TypeDecorator):
        return column.type.impl_instance
    return column.type


def _kept_as(column: Column[Any]) -> kinds.TypeEngine[Any]:
    return Text() if _is_json(column) else column.type


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"a backup knows no {type(value).__name__}")


def _typed(column: Column[Any], told: Any) -> Any:
    if told is None:
        return None
    kind = _of_database(column)
    read = next((read for known, read in _READ.items() if isinstance(kind, known)), None)
    return read(told) if read else told

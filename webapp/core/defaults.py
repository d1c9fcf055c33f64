"""Defaults of columns: what Python fills in, the database fills in too.

So the migration of a new column that is never null, made from its `default=` alone, works where
there are rows already.
"""

import json
import re

from sqlalchemy import Column, ColumnDefault, DefaultClause, TextClause, event, text

_CAST = re.compile(r"::[a-z ]+(\[\])?$")


def give_to_columns() -> None:
    """Let each column made from now on carry its `default=` into the database."""
    if not event.contains(Column, "before_parent_attach", _give):
        event.listen(Column, "before_parent_attach", _give)


def _give(column: Column[object], _table: object) -> None:
    if column.nullable or column.server_default is not None:
        return
    written = in_database(column.default)
    if written is not None:
        DefaultClause(written)._set_parent_with_dispatch(column)


def in_database(default: object) -> str | TextClause | None:
    """Return a column's *default* as a database writes it; None where only Python knows it.

    Known are truth values, whole numbers, texts, and the values of JSON (`default=list`).
    """
    if not isinstance(default, ColumnDefault):
        return None
    value = default.arg
    if default.is_callable:
        made = getattr(value, "__wrapped__", None)
        value = made() if made in (list, dict, tuple) else None
    match value:
        case bool():
            return text(str(value).lower())
        case int():
            return text(str(value))
        case str():
            return value
        case list() | tuple() | dict():
            return json.dumps(value)
    return None


def differ(
    _context: object,
    _found_column: object,
    _wanted_column: object,
    found: str | None,
    _wanted: object,
    wanted: str | None,
) -> bool:
    """Return True when a default *found* in a database is not the one *wanted* (for Alembic).

    Each engine writes them its own way: `false` or `0`, `'[]'::json` or `'[]'`.
    """
    return _bare(found) != _bare(wanted)


def _bare(written: str | None) -> str | None:
    if written is None or written.startswith("nextval("):
        return None
    bare = _CAST.sub("", written).strip("()")
    return {"true": "1", "false": "0"}.get(bare, bare.strip("'"))

"""Putting a backup into an empty database: all of it, or nothing."""

import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from sqlalchemy import Connection, Engine, MetaData, Table, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError

from webapp.core.backup import FORMAT, FORMAT_VERSION, MANIFEST, BackupError, Sum, member
from webapp.core.backup.rows import add_up, at_once, insertion, lines, values
from webapp.core.db import reading
from webapp.core.version import version

OF_KEYS = """
    SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
    FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
"""


# What reading a file raises that is another's, was cut short or changed.
BROKEN = (BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, AttributeError)


class Manifest(NamedTuple):
    """What a backup says of itself."""

    revision: str
    made_at: str
    tables: dict[str, Sum]

    @property
    def rows(self) -> int:
        return sum(one.rows for one in self.tables.values())


def read_manifest(place: Path, tables: MetaData, newest: str) -> Manifest:
    """Read what a backup says of itself.

    Raises BackupError where this program cannot restore it.
    """
    with _opened(place) as archive:
        told = json.loads(archive.read(MANIFEST))
        if told["format"] != FORMAT or told["format_version"] != FORMAT_VERSION:
            raise ValueError("another format")
        sums = {name: Sum(**one) for name, one in told["tables"].items()}
        manifest = Manifest(str(told["revision"]), str(told["made_at"]), sums)
    if manifest.revision != newest:
        raise BackupError(
            f"The backup was made by version {told['program']} of the program, at migration "
            f"{manifest.revision}; this is version {version()}, at {newest}. Restore it with "
            "that version, then upgrade."
        )
    if set(sums) != {table.name for table in tables.sorted_tables}:
        raise BackupError(f"{place} does not hold the tables of this program.")
    return manifest


def restore(engine: Engine, tables: MetaData, place: Path, manifest: Manifest) -> None:
    """Put the rows into tables that are there and empty, in one transaction.

    Before it ends they are read again and compared with what the manifest says. Raises
    BackupError, with nothing changed, where rows are there already or anything differs.
    """
    try:
        with _opened(place) as archive, engine.begin() as connection:
            _must_be_empty(connection, tables)
            with _keys_apart(connection):
                for table in tables.sorted_tables:
                    _fill(connection, table, archive)
            for table in tables.sorted_tables:
                if add_up(lines(connection, table)) != manifest.tables[table.name]:
                    raise BackupError(f"The rows of {table.name} are not those of the manifest.")
                _count_on(connection, table)
    except SQLAlchemyError as error:
        raise BackupError(
            f"The database refuses the rows: {getattr(error, 'orig', error)}"
        ) from None


def must_be_empty(engine: Engine, tables: MetaData) -> None:
    """Raise BackupError where a database holds rows; one without tables holds none."""
    with reading(), engine.connect() as connection:
        _must_be_empty(connection, tables)
        connection.rollback()


@contextmanager
def _opened(place: Path) -> Iterator[ZipFile]:
    try:
        with ZipFile(place) as archive:
            yield archive
    except BROKEN as error:
        raise BackupError(f"{place} is no whole backup of this program: {error}.") from None
    except OSError as error:
        raise BackupError(f"Cannot read {place}: {error.strerror}.") from None


def _must_be_empty(connection: Connection, tables: MetaData) -> None:
    there = set(inspect(connection).get_table_names())
    for table in tables.sorted_tables:
        first = select(*table.primary_key.columns).limit(1)
        if table.name in there and connection.execute(first).first() is not None:
            raise BackupError(
                f"The database already holds data (table {table.name}); a backup is restored "
                "into an empty one only."
            )


def _fill(connection: Connection, table: Table, archive: ZipFile) -> None:
    statement = insertion(table, connection)
    with archive.open(member(table.name)) as file:
        while some := [values(table, line) for line in islice(file, at_once(table))]:
            connection.execute(statement, some)


@contextmanager
def _keys_apart(connection: Connection) -> Iterator[None]:
    """Let rows name others that come later; at the end every one must be there."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        yield
        if lost := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
            raise BackupError(f"Rows of {lost[0][0]} name rows of {lost[0][2]} that are not there.")
        return
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    keys: list[Any] = list(connection.exec_driver_sql(OF_KEYS))
    for table, name, _ in keys:
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    yield
    for table, name, rule in keys:
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {rule}")


def _count_on(connection: Connection, table: Table) -> None:
    """Let the numbers of new rows go on behind the highest."""
    numbered = table.autoincrement_column
    if connection.dialect.name != "postgresql" or numbered is None:
        return
    quoted = connection.dialect.identifier_preparer.format_table(table)
    column = connection.dialect.identifier_preparer.format_column(numbered)
    connection.execute(
        text(
            f"SELECT setval(pg_get_serial_sequence(:table, :column), max({column}))"  # noqa: S608
            f" FROM {quoted} HAVING max({column}) IS NOT NULL"
        ),
        {"table": quoted, "column": numbered.name},
    )

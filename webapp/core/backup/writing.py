"""Making a backup while people work: all rows as they stood at one moment."""

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sqlalchemy import Connection, Engine, MetaData, text

from webapp.core.backup import FORMAT, FORMAT_VERSION, MANIFEST, BackupError, Sum, member
from webapp.core.backup.rows import add_up, lines
from webapp.core.db import reading
from webapp.core.version import version

OWN_NAME = re.compile(r"du-giam-sat-\d{8}-\d{6}\.zip")


def write(engine: Engine, tables: MetaData, newest: str, place: Path, made_at: datetime) -> int:
    """Write all rows into a new file at *place*; return how many there are.

    The file comes to its place whole, and only its owner may read it. Raises BackupError where
    it is there already, or where the database does not stand at migration *newest*.
    """
    if place.exists():
        raise BackupError(f"{place} is there already; a backup never writes over a file.")
    with _new_file(place) as path, ZipFile(path, "w", ZIP_DEFLATED) as archive:
        with snapshot(engine) as connection:
            _must_stand_at(newest, connection)
            sums = {}
            for table in tables.sorted_tables:
                with archive.open(_entry(member(table.name)), "w", force_zip64=True) as file:
                    sums[table.name] = add_up(lines(connection, table), file.write)
        archive.writestr(_entry(MANIFEST), _manifest(sums, newest, engine.name, made_at))
    return sum(one.rows for one in sums.values())


def write_one_of(
    engine: Engine, tables: MetaData, newest: str, folder: Path, keep: int, now: datetime
) -> tuple[Path, int]:
    """Write a backup named by its moment into a folder, and remove all but the newest *keep*.

    Only files that were named so are removed. Return the new file and its number of rows.
    """
    if not folder.is_dir():
        raise BackupError(f"{folder} is no folder.")
    place = folder / f"du-giam-sat-{now:%Y%m%d-%H%M%S}.zip"
    count = write(engine, tables, newest, place, now)
    made = sorted(path for path in folder.iterdir() if OWN_NAME.fullmatch(path.name))
    for old in made[:-keep]:
        old.unlink()
    return place, count


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees the rows of one moment, whatever others write meanwhile."""
    with reading(), engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            connection.execute(text("SET LOCAL statement_timeout = 0"))
        try:
            yield connection
        finally:
            connection.rollback()


def _must_stand_at(newest: str, connection: Connection) -> None:
    stands_at = None
    if connection.dialect.has_table(connection, "alembic_version"):
        stands_at = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if stands_at != newest:
        raise BackupError(
            f"The database stands at migration {stands_at}, this program at {newest}. Make the "
            "backup with the program that serves it."
        )


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name)  # of no day: the manifest tells the moment
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _manifest(sums: dict[str, Sum], newest: str, engine: str, made_at: datetime) -> str:
    told = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "program": version(),
        "revision": newest,
        "engine": engine,
        "made_at": made_at.isoformat(timespec="seconds"),
        "tables": {name: one._asdict() for name, one in sums.items()},
    }
    return json.dumps(told, indent=1)


@contextmanager
def _new_file(place: Path) -> Iterator[Path]:
    """Give a file beside *place* to write; it takes the place when it is whole and on the disk."""
    part = place.with_name(f"{place.name}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise BackupError(
            f"{part} is there: another backup is being made, or one was broken off. "
            "If none runs, delete it."
        ) from None
    except OSError as error:
        raise BackupError(f"Cannot write {part}: {error.strerror}.") from None
    try:
        yield part
        _to_disk(part)
        os.replace(part, place)
        _to_disk(place.parent)
    except OSError as error:
        raise BackupError(f"Cannot write {place}: {error.strerror}.") from None
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Databases of earlier releases, filled with their samples: what a migration must carry over.

A release is kept as the rows of its sample, beside this file, in the words of no engine. See
`docs/migrations.md` for how to keep one more.
"""

import base64
import json
import lzma
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Boolean,
    Connection,
    Date,
    DateTime,
    Engine,
    LargeBinary,
    MetaData,
    Numeric,
    Table,
    insert,
    select,
    text,
)

FOLDER = Path(__file__).parent
SUFFIX = ".json.xz"
FILES_KEPT = 2  # of each table: uploads and issued papers are nine tenths of a sample
LEFT_OUT = b"%PDF-1.4\n% left out of the kept sample\n"

Row = list[Any]


def kept() -> list[str]:
    """Return the revisions that are kept, oldest first."""
    return sorted(file.name.removesuffix(SUFFIX) for file in FOLDER.glob(f"*{SUFFIX}"))


def read(revision: str) -> dict[str, Any]:
    """Return what is kept of a revision: {table: {"columns": names, "rows": values}}."""
    found: dict[str, Any] = json.loads(
        lzma.decompress((FOLDER / f"{revision}{SUFFIX}").read_bytes())
    )
    return found


def write(engine: Engine) -> Path:
    """Keep all rows of a database under its revision, and return the file."""
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
        content = {
            table.name: {
                "columns": [column.name for column in table.columns],
                "rows": list(_taken(connection, table)),
            }
            for table in tables.sorted_tables
            if table.name != "alembic_version"
        }
    file = FOLDER / f"{revision}{SUFFIX}"
    lines = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    file.write_bytes(lzma.compress(lines, preset=9 | lzma.PRESET_EXTREME))
    return file


def _taken(connection: Connection, table: Table) -> Iterator[Row]:
    rows = connection.execute(select(table).order_by(*table.primary_key.columns))
    for number, row in enumerate(rows):
        yield [_plain(value, number) for value in row]


def _plain(value: Any, number: int) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value if number < FILES_KEPT else LEFT_OUT).decode()
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def fill(engine: Engine, revision: str) -> None:
    """Put the kept rows into an empty database that stands at the same revision."""
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        _ask_for_no_keys(connection)
        with connection.begin():
            if engine.name == "postgresql":
                connection.execute(text("SET LOCAL session_replication_role = replica"))
            for name, content in read(revision).items():
                _put(connection, tables.tables[name], content)


def _ask_for_no_keys(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")


def _put(connection: Connection, table: Table, content: dict[str, Any]) -> None:
    columns = [table.columns[name] for name in content["columns"]]
    rows = [
        {
            column.name: _valued(column.type, value)
            for column, value in zip(columns, row, strict=True)
        }
        for row in content["rows"]
    ]
    if rows:
        connection.execute(insert(table), rows)
    if rows and connection.dialect.name == "postgresql" and "id" in table.columns:
        counter = f"pg_get_serial_sequence('\"{table.name}\"', 'id')"
        connection.execute(text(f'SELECT setval({counter}, max(id)) FROM "{table.name}"'))


def _valued(kind: object, value: Any) -> Any:
    """Return a kept value as a column of that type takes it."""
    match kind:
        case _ if value is None:
            return None
        case Boolean():
            return bool(value)
        case DateTime():
            moment = datetime.fromisoformat(value)
            return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        case Date():
            return date.fromisoformat(value)
        case Numeric():
            return Decimal(value)
        case LargeBinary():
            return base64.b64decode(value)
    return value

"""One file that holds every row of the database, the same for SQLite and PostgreSQL.

It is a ZIP of `tables/<name>.jsonl` (a row each line, in the order of the primary key) and of
`manifest.json`: what the file is, the migration its tables stand at, and of each table how many
rows it has and the SHA-256 of its lines. The same rows make the same lines on either engine.
"""

from typing import NamedTuple

FORMAT = "du-giam-sat backup"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"


class BackupError(Exception):
    """A backup cannot be made, read or restored; the message says why, in a line."""


class Sum(NamedTuple):
    """What a table holds: how many rows, and the SHA-256 of their lines."""

    rows: int
    sha256: str


def member(table: str) -> str:
    """Return the name, within the file, of the rows of a table."""
    return f"tables/{table}.jsonl"

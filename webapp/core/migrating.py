"""How Alembic compares the models with a database, and how it writes what differs."""

from typing import TypedDict

from sqlalchemy import DateTime
from sqlalchemy.types import TypeDecorator

from webapp.core import defaults


def in_plain_words(kind: str, value: object, _context: object) -> str | bool:
    """Write the program's own types as the database knows them: a migration must not import it."""
    if kind != "type" or not isinstance(value, TypeDecorator):
        return False
    impl = value.impl_instance
    return f"sa.{impl!r}" if isinstance(impl, DateTime) else f"sa.{type(impl).__name__}()"


class Options(TypedDict):
    """What Alembic's context is configured with."""

    compare_type: bool
    compare_server_default: object
    render_as_batch: bool
    render_item: object


OPTIONS = Options(
    compare_type=True,
    compare_server_default=defaults.differ,
    render_as_batch=True,
    render_item=in_plain_words,
)

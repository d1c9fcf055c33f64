"""The database: one `Model` base, aware times, row versions, and SQLite's manners."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, Engine, MetaData, Select, String, event
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, registry
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

from webapp.core import clock, defaults

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC. A naive one is a programming error and raises."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class EndOfDay(FunctionElement[datetime]):
    """The last instant of a day in a column, as `rules.zone.end_of_day` has it, for a query."""

    type = Moment()
    inherit_cache = True


@compiles(EndOfDay)
def _end_of_day(element: EndOfDay, compiler: SQLCompiler, **other: Any) -> str:
    day = compiler.process(element.clauses, **other)
    return f"(({day}) + time '23:59:59.999999') AT TIME ZONE '{clock.LOCAL}'"


@compiles(EndOfDay, "sqlite")
def _end_of_day_as_text(element: EndOfDay, compiler: SQLCompiler, **other: Any) -> str:
    day = compiler.process(element.clauses, **other)
    # Moments are kept as text in UTC there, and Việt Nam is always 7 hours ahead of it.
    return f"(({day}) || ' 16:59:59.999999')"


# Text compared byte by byte on every engine: sort keys, paths.
BYTEWISE = String().with_variant(String(collation="C"), "postgresql")


class Base(DeclarativeBase):
    """What every table has: a number of its own, and constraints that carry a name."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={
            datetime: Moment(),
            str: String(),
            dict[str, Any]: JSON(),
            list[str]: JSON(),
        },
    )


defaults.give_to_columns()
db = SQLAlchemy(model_class=Base)

# A statement that is only narrowed or put in order: it selects afterwards what it did before.
Json = dict[str, Any]  # what a column of JSON keeps
S = TypeVar("S", bound=Select[*tuple[Any, ...]])

if TYPE_CHECKING:

    class Model(Base):
        """A table, as mypy sees it."""

        __abstract__ = True
else:
    Model = db.Model


class Versioned:
    """A row that people edit: each change raises its version, and a stale writer is refused.

    SQLAlchemy adds `WHERE version = …` to every UPDATE; forms carry the version they showed.
    """

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, object]:
        return {"version_id_col": cls.version}


_reads_only: ContextVar[bool] = ContextVar("reads_only", default=False)


@contextmanager
def reading() -> Iterator[None]:
    """Promise to write nothing: SQLite then need not take its write lock."""
    token = _reads_only.set(True)
    try:
        yield
    finally:
        _reads_only.reset(token)


@contextmanager
def writing() -> Iterator[None]:
    """Take back the promise to write nothing, for a transaction that begins in here."""
    token = _reads_only.set(False)
    try:
        yield
    finally:
        _reads_only.reset(token)


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: object, _record: object) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # the driver's own BEGIN comes too late; see _begin
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes later fails with "locked" whenever another wrote
    # in between, so whoever may write takes the lock at once.
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN" if _reads_only.get() else "BEGIN IMMEDIATE")

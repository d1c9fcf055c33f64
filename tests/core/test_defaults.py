"""Defaults of columns: each that is never null has in the database what Python fills in."""

import pytest
from sqlalchemy import JSON, Boolean, Column, Integer, MetaData, String, Table

from tests.conftest import make_app
from webapp.core.db import db
from webapp.core.defaults import differ


def test_every_column_that_is_never_null_has_its_default_in_the_database() -> None:
    make_app("sqlite://")  # brings the tables of every room
    assert [
        str(column)
        for table in db.metadata.sorted_tables
        for column in table.columns
        if not column.nullable and column.default is not None and column.server_default is None
    ] == []


@pytest.mark.parametrize(
    ("kind", "default", "written"),
    [
        (String(), "tự do", "tự do"),
        (String(), "", ""),
        (Boolean(), True, "true"),
        (Boolean(), False, "false"),
        (Integer(), 0, "0"),
        (JSON(), list, "[]"),
        (JSON(), (), "[]"),
    ],
)
def test_a_plain_default_goes_into_the_database(
    kind: object, default: object, written: str
) -> None:
    column: Column[object] = Column("one", kind, default=default, nullable=False)  # type: ignore[arg-type]
    Table("made", MetaData(), column)
    assert str(getattr(column.server_default, "arg", None)) == written


@pytest.mark.parametrize(
    "options",
    [
        {"default": "", "nullable": True},
        {"default": lambda: "now", "nullable": False},
        {"nullable": False},
    ],
)
def test_no_other_default_does(options: dict[str, object]) -> None:
    column: Column[str] = Column("one", String(), **options)  # type: ignore[arg-type]
    Table("made", MetaData(), column)
    assert column.server_default is None


@pytest.mark.parametrize(
    ("found", "wanted", "expected"),
    [
        ("'[]'::json", "'[]'", False),
        ("''::character varying", "''", False),
        ("('')", "''", False),
        ("0", "false", False),
        ("nextval('plan_id_seq'::regclass)", None, False),
        (None, None, False),
        (None, "''", True),
        ("'party'::character varying", "'youth'", True),
        ("60", "30", True),
    ],
)
def test_the_engines_write_a_default_each_its_own_way(
    found: str | None, wanted: str | None, expected: bool
) -> None:
    assert differ(None, None, None, found, None, wanted) is expected

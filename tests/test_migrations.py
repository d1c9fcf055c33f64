"""Migrations make exactly the tables of the models, up and down, with data in them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import func, inspect, select

from tests.building import build
from tests.conftest import make_app
from tests.resetting import execute, on
from webapp.accounts.models import User
from webapp.core.db import db
from webapp.notices.models import Meeting
from webapp.plans.models import Duty, Plan


@pytest.fixture
def empty(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application on a database that holds nothing."""
    url = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    if engine == "postgresql":
        server = request.getfixturevalue("postgres_server")
        execute(server, "DROP DATABASE IF EXISTS empty WITH (FORCE)", "CREATE DATABASE empty")
        url = on(server, "empty")
    app = make_app(url)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def test_the_newest_revision_is_the_models(empty: Flask) -> None:
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_one_step_down_and_up_again_keeps_the_rows(empty: Flask) -> None:
    upgrade()
    build()
    before = db.session.scalar(select(func.count()).select_from(Duty))
    db.session.remove()
    downgrade(revision="-1")
    upgrade()
    assert db.session.scalar(select(func.count()).select_from(Duty)) == before
    assert db.session.scalars(select(Plan.reaches_all)).all() == [True]
    assert db.session.scalars(select(Meeting.is_hour_set).distinct()).all() in ([], [True])


def test_up_and_down_with_data(empty: Flask) -> None:
    upgrade()
    build()
    assert db.session.scalar(select(func.count()).select_from(User)) == 11
    db.session.remove()
    downgrade(revision="base")
    left = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
    assert left == set()
    upgrade()
    build()
    assert db.session.scalar(select(func.count()).select_from(User)) == 11

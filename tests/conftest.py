"""Every test gets a fresh copy of one small, known world, and an application on it.

Tests that use `app` run on SQLite and again on PostgreSQL where its server is found. Making an
application takes longer than most tests, so the tests of one engine share one; who changes its
configuration makes another with `make_app`.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextvars import Context
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import jinja2
import pytest
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from sqlalchemy import text

from tests import pages, resetting, servers
from tests.building import COST, build
from tests.full_world import Values, ids
from tests.world import World
from webapp import create_app, rooms
from webapp.core import clock
from webapp.core.db import db

# Kinds are known before tests are collected: many have a parameter for each.
rooms.house()

# How long an example takes says how busy the machine is, not whether a rule holds.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"
NOW = datetime(2024, 1, 15, 9, 0, tzinfo=clock.LOCAL)
WORLD, FULL = "world", "world_filled"  # what a template holds
Made = TypeVar("Made")
ENGINES = ["sqlite"] + (["postgresql"] if REQUIRE_ALL or servers.find_postgres() else [])


def pytest_report_header() -> list[str]:
    left_out = []
    if not servers.find_postgres():
        left_out.append("PostgreSQL parts: no server binaries found")
    if not servers.find_chromium():
        left_out.append("browser parts: no chromium found")
    if not shutil.which("qpdf"):
        left_out.append("a second opinion on PDF files: no qpdf found")
    return [f"left out: {reason}" for reason in left_out] or ["left out: nothing"]


class Browser(FlaskClient):
    """A client that shares nothing with the test but the database and the time of day."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        if has_app_context():
            db.session.rollback()  # what the test read must not lock out what the client writes
        return Context().run(self._open_at, clock.now(), *args, **kwargs)

    def _open_at(self, moment: datetime, *args: Any, **kwargs: Any) -> Any:
        with clock.living_on(moment):
            answer = super().open(*args, **kwargs)
        is_read = answer.mimetype == "text/html" and "Content-Encoding" not in answer.headers
        if is_read and answer.status_code not in (301, 302, 303, 308):
            found = pages.faults(answer.text, whole=answer.text.lstrip().startswith("<!doctype"))
            assert not found, f"{answer.request.path}: {found}"
        return answer


class Given(jinja2.Undefined):
    """A name that a view gives its template: one that nobody gave hides a part of the page."""

    def __bool__(self) -> bool:
        if self._undefined_obj is jinja2.utils.missing:
            self._fail_with_undefined_error()
        return False

    def __str__(self) -> str:
        bool(self)
        return ""


def make_app(url: str) -> Flask:
    app = create_app(
        {
            "TESTING": True,
            "SECRET_KEY": "for tests only",
            "WTF_CSRF_ENABLED": False,
            "SQLALCHEMY_DATABASE_URI": url,
            "MAX_CONTENT_LENGTH": 20 * 1024 * 1024,
            "TAKE_FILE_LIMIT": 10 * 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
            "MAX_FORM_PARTS": 5000,
            "PHOTO_SIDE": 2000,
            "PHOTO_QUALITY": 85,
            "PICTURE_PIXELS": 50_000_000,
            "BODY_QUOTA": 500 * 1024 * 1024,
            "CLAMD_SOCKET": "",
            "THREADS": 8,
            "CONNECTION_LIMIT": 1000,
            "CHANNEL_TIMEOUT_S": 60,
            "TRUSTED_PROXY": "",
            "PASSWORD_COST": COST,
            "TAKES_SAMPLE_PASSWORD": False,
            "SESSION_IDLE": timedelta(hours=12),
            "SESSION_LONGEST": timedelta(hours=24),
        }
    )
    app.test_client_class = Browser
    app.jinja_env.undefined = Given
    return app


def make_tables() -> None:
    """Make the tables at once, with the one by which migrations know where they are."""
    db.create_all()
    db.session.execute(text("CREATE TABLE alembic_version (version_num varchar(32) NOT NULL)"))
    db.session.execute(text("INSERT INTO alembic_version VALUES ('head')"))
    db.session.commit()


@pytest.fixture(autouse=True)
def _standing_clock() -> Iterator[None]:
    with clock.living_on(NOW):
        yield


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with servers.postgres() as url:
        yield url


@pytest.fixture(scope="session")
def templates() -> dict[str, str]:
    """The templates that were built in this process, by engine."""
    return {}


@pytest.fixture(scope="session")
def template(
    engine: str,
    templates: dict[str, str],
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """The address of a database that holds the world as it was built.

    pytest forgets it whenever a worker turns to the other engine, so it is remembered here.
    """
    if engine in templates:
        return templates[engine]
    if engine == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('template') / f'{WORLD}.sqlite'}"
    else:
        server = request.getfixturevalue("postgres_server")
        url = resetting.on(server, WORLD)
        resetting.execute(server, f"CREATE DATABASE {WORLD}")
    _make_template(url, WORLD, lambda: (make_tables(), build()))
    templates[engine] = url
    return url


def _make_template(url: str, name: str, fill: Callable[[], Made]) -> Made:
    """Fill a database, and keep what it holds then; return what *fill* does."""
    app = make_app(url)
    with app.app_context(), clock.living_on(NOW):
        made = fill()
        db.session.remove()
        if url.startswith("sqlite"):
            with db.engine.connect() as connection:
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.exec_driver_sql("BEGIN")
        db.engine.dispose()
    if not url.startswith("sqlite"):
        resetting.keep(url, name)
    return made


@pytest.fixture(scope="session")
def filled() -> dict[str, Values]:
    """By the address of a template that has a second one, full: the numbers of its rows."""
    return {}


@pytest.fixture
def database(template: str, filled: dict[str, Values], request: pytest.FixtureRequest) -> str:
    """The address of this test's own world: the same for each, its content new.

    A test that asks for `full` gets the one after a year of work, which is built once.
    """
    name = FULL if "full" in request.fixturenames else WORLD
    if name == FULL and template not in filled:
        filled[template] = _make_template(_given(template, WORLD, FULL), FULL, lambda: ids(World()))
    return _given(template, name, "copy")


def _given(template: str, name: str, copy: str) -> str:
    """Bring a database to what a template holds; return its address."""
    if not template.startswith("sqlite"):
        resetting.reset(template, name)
        return template
    folder = Path(template.removeprefix("sqlite:///")).parent
    for left in folder.glob(f"{copy}.sqlite*"):
        left.unlink()
    shutil.copyfile(folder / f"{name}.sqlite", folder / f"{copy}.sqlite")
    return f"sqlite:///{folder / f'{copy}.sqlite'}"


@pytest.fixture
def full(template: str, filled: dict[str, Values], database: str) -> Values:
    """One of everything in the world: the values that addresses need, by their names."""
    return dict(filled[template])


@pytest.fixture(scope="session")
def applications() -> dict[str, Flask]:
    """The applications that were made in this process, by the address of their database."""
    return {}


@pytest.fixture
def app(database: str, applications: dict[str, Flask]) -> Iterator[Flask]:
    if database not in applications:
        applications[database] = make_app(database)
    app = applications[database]
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def world(app: Flask) -> Iterator[World]:
    """The known rows by name, inside an application context: for tests of services."""
    with app.app_context():
        yield World()


@pytest.fixture
def sign_in(app: Flask) -> Callable[[str], FlaskClient]:
    """Return a client signed in as the person of that user name."""

    def enter(username: str) -> FlaskClient:
        client = app.test_client()
        answer = client.post("/sign-in", data={"username": username, "password": "mat-khau-thu"})
        assert answer.status_code == 303, answer.text
        return client

    return enter

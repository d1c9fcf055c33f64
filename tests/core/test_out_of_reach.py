"""A database that is locked, lost or full: 503 in time, with what was typed, by no more queries."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, exc, select, text

from tests import resetting
from tests.building import KEY
from tests.conftest import make_tables
from tests.forms import forms_in, forms_of
from tests.world import World
from webapp import create_app
from webapp.attending.models import Phrase
from webapp.core.config import read_settings
from webapp.core.db import db
from webapp.core.out_of_reach import is_out_of_reach

SignIn = Callable[[str], FlaskClient]
ADD = "/administration/phrases/new"
TEXT = "Đồng chí Bí thư <b>Huyện ủy</b>"


class Away:
    """Stands between the application and its database, which fails from now on."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.asked = engine, 0

    def __call__(self, *_: object) -> None:
        self.asked += 1
        if self.engine.dialect.name != "sqlite":
            raise psycopg.OperationalError("server closed the connection unexpectedly")
        lost = sqlite3.OperationalError("database is locked")
        lost.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise lost

    def __enter__(self) -> "Away":
        event.listen(self.engine, "before_cursor_execute", self)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self.engine, "before_cursor_execute", self)


@pytest.fixture
def away(app: Flask) -> Iterator[Away]:
    with app.app_context():
        yield Away(db.engine)


def test_what_was_typed_is_there_to_send_again(world: World, sign_in: SignIn, away: Away) -> None:
    client = sign_in("admin")
    [form] = [one for one in forms_of(client, ADD) if "text" in one.values]
    with away:
        answer = form.send(client, text=TEXT)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert away.asked == 1  # the page that says so asks nothing
    assert "chưa được lưu" in answer.text
    assert "&lt;b&gt;Huyện ủy" in answer.text
    [again] = forms_in(answer.text, ADD)
    assert again.send(client).status_code == 303
    assert db.session.scalars(select(Phrase.text)).all() == [TEXT]


def test_a_page_that_cannot_be_read_says_so_and_no_password_is_shown(
    sign_in: SignIn, away: Away
) -> None:
    client = sign_in("planner")
    with away:
        page = client.get("/visits")
        secret = client.post("/sign-in", data={"username": "a", "password": "rat-bi-mat"})
        part = client.get("/visits", headers={"HX-Request": "true"})
    assert [one.status_code for one in (page, secret, part)] == [503] * 3
    assert "Thử lại" in page.text
    assert "rat-bi-mat" not in secret.text
    assert part.headers["HX-Retarget"] == "#main"


def test_a_lock_is_waited_for_as_long_as_the_setting_says(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'locked.sqlite'}"
    settings = read_settings(
        {"SECRET_KEY": KEY, "DATABASE_URL": url, "DATABASE_PATIENCE_S": "1"}, tmp_path
    )
    app = create_app(settings | {"WTF_CSRF_ENABLED": False})
    with app.app_context():
        make_tables()
        holder = sqlite3.connect(tmp_path / "locked.sqlite", isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        began = monotonic()
        answer = app.test_client().post("/sign-in", data={"username": "a", "password": "b"})
        assert answer.status_code == 503
        assert app.test_client().get("/healthz").status_code == 200
        assert app.test_client().get("/readyz").status_code == 503
        assert 0.9 <= monotonic() - began < 8
        holder.close()
        assert app.test_client().post("/sign-in", data={"username": "a"}).status_code == 422
        assert app.test_client().get("/readyz").status_code == 200
        db.session.remove()
        db.engine.dispose()


def test_a_server_that_was_started_again_is_found_again(postgres_server: str) -> None:
    url = resetting.on(postgres_server, "postgres")
    settings = read_settings({"SECRET_KEY": KEY, "DATABASE_URL": url}, Path())
    app = create_app(settings)
    with app.app_context():
        [(number,)] = db.session.execute(text("SELECT pg_backend_pid()"))
        assert db.session.scalar(text("SHOW lock_timeout")) == "10s"
        db.session.remove()  # back into the pool
        resetting.execute(postgres_server, f"SELECT pg_terminate_backend({number})")
        assert app.test_client().get("/healthz").status_code == 200
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize(
    ("state", "is_so"),
    [
        *((state, True) for state in ("08006", "53300", "57P01", "55P03", "57014")),
        *((state, False) for state in ("42P01", "23505")),
    ],
)
def test_a_server_that_refuses_what_it_was_asked_is_there(state: str, is_so: bool) -> None:
    told = psycopg.errors.lookup(state)("no")
    assert is_out_of_reach(exc.DBAPIError("SELECT 1", {}, told)) is is_so


def test_a_table_that_is_not_there_is_a_fault(away: Away) -> None:
    lacking = sqlite3.OperationalError("no such table")
    lacking.sqlite_errorcode = sqlite3.SQLITE_ERROR
    assert not is_out_of_reach(exc.OperationalError("SELECT 1", {}, lacking))
    assert not is_out_of_reach(ValueError("no"))
    assert is_out_of_reach(exc.TimeoutError())

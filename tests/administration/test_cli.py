"""`flask --app webapp init` and `… users`."""

import re
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from tests.conftest import make_app
from tests.world import World
from webapp.accounts import services as accounts
from webapp.core.db import db
from webapp.organizations.models import Issuer, Level, Organization
from webapp.visits.models import Rubric

INIT = {
    "--name": "Ban Tổ chức Tỉnh ủy Mẫu",
    "--superior-line": "TỈNH ỦY MẪU",
    "--own-line": "BAN TỔ CHỨC",
    "--code": "BTCTU",
    "--place": "Mẫu",
    "--highest": "Tỉnh ủy Mẫu",
    "--board": "Ban Tổ chức Tỉnh ủy Mẫu",
    "--admin": "quan.tri",
    "--full-name": "Người Quản trị",
}


@pytest.fixture
def empty(tmp_path: Path) -> Flask:
    """An application on a database with tables and nothing in them."""
    app = make_app(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    with app.app_context():
        db.create_all()
        db.session.remove()
        db.engine.dispose()
    return app


def run(app: Flask, *words: str, typed: str | None = None) -> Result:
    return app.test_cli_runner().invoke(args=list(words), input=typed)


def options(**changed: str) -> list[str]:
    return [part for pair in (INIT | changed).items() for part in pair]


def refused(result: Result) -> str:
    """Assert one clear line on the error stream and exit code 2; return the line."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1, lines
    return lines[0]


def test_init_begins_an_empty_installation(empty: Flask) -> None:
    result = run(empty, "init", *options())
    assert result.exit_code == 0, result.output
    password = re.search(r"password ([a-z0-9-]{14})$", result.stdout.strip())
    assert password
    client = empty.test_client()
    data = {"username": "quan.tri", "password": password[1]}
    assert client.post("/sign-in", data=data).status_code == 303
    own = {"new": "một câu của riêng tôi", "again": "một câu của riêng tôi"}
    assert client.post("/password", data=own).status_code == 303
    for path in ("/", "/administration/people", "/administration/rubric"):
        assert client.get(path).status_code == 200, path
    with empty.app_context():
        assert len(db.session.scalars(select(Level)).all()) == 6
        assert db.session.scalars(select(Rubric)).one()
        highest, board = db.session.scalars(select(Organization).order_by(Organization.id))
        assert board.path == f"{highest.path}{board.id}/"
    assert "already has an issuer" in refused(run(empty, "init", *options()))


def test_init_asks_for_what_is_not_given(empty: Flask) -> None:
    result = run(empty, "init", typed="\n".join(INIT.values()) + "\n")
    assert result.exit_code == 0, result.output
    with empty.app_context():
        assert db.session.scalars(select(Issuer.code)).one() == "BTCTU"


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--code", "btc tu", "--code"),
        ("--name", " ", "--name"),
        ("--name", "a" * 301, "--name"),
        ("--style", "baroque", "party, youth"),
        ("--admin", "Quản trị", "user name"),
    ],
)
def test_init_refuses_bad_words_in_one_line(
    empty: Flask, option: str, value: str, words: str
) -> None:
    assert words in refused(run(empty, "init", *options(**{option: value})))
    with empty.app_context():
        assert db.session.scalars(select(Issuer)).all() == []


def test_users_are_added_listed_locked_and_get_passwords(app: Flask, world: World) -> None:
    words = ["--name", "Người mới", "--organization", "dang bo huyen tan phu", "--role", "office"]
    result = run(app, "users", "add", "Tan.Phu", *words)
    assert result.exit_code == 0, result.output
    password = result.stdout.split()[-1]
    assert accounts.find("tan.phu", password)
    listed = run(app, "users", "list").stdout
    assert "tan.phu  Người mới  Đảng bộ huyện Tân Phú  office" in listed
    new = run(app, "users", "password", "tan.phu").stdout.split()[-1]
    db.session.expire_all()
    assert accounts.find("tan.phu", password) is None
    assert accounts.find("tan.phu", new)
    assert run(app, "users", "deactivate", "TAN.PHU").exit_code == 0
    db.session.expire_all()
    assert accounts.find("tan.phu", new) is None
    assert "(deactivated)" in run(app, "users", "list").stdout


GOOD = {"--name": "Người mới", "--organization": "Tan Phu", "--role": "office"}


@pytest.mark.parametrize(
    ("username", "changed", "told"),
    [
        ("planner", {}, "taken"),
        ("a b", {}, "user name"),
        ("moi1", {"--role": "king"}, "No role king"),
        ("moi1", {"--organization": "Sao Hỏa"}, "No organizations"),
        ("moi1", {"--organization": ""}, "No organizations"),
        ("moi1", {"--name": ""}, "--name"),
        ("moi1", {"--position": "a" * 301}, "--position"),
    ],
)
def test_bad_words_get_one_line(
    app: Flask, world: World, username: str, changed: dict[str, str], told: str
) -> None:
    words = [part for pair in (GOOD | changed).items() for part in pair]
    assert told in refused(run(app, "users", "add", username, *words))


@pytest.mark.parametrize("command", ["password", "deactivate"])
@pytest.mark.parametrize("username", ["nobody", "x" * 1000, "\u202e"])
def test_nobody_is_told_in_one_line(app: Flask, world: World, command: str, username: str) -> None:
    assert "no user" in refused(run(app, "users", command, username))


def test_every_command_says_what_it_does(app: Flask) -> None:
    text = run(app, "users", "--help").stdout
    for command in ("add", "list", "password", "deactivate"):
        assert re.search(rf"^  {command} +\S", text, re.MULTILINE), text

"""`flask --app webapp check`."""

from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from tests.building import KEY
from tests.conftest import make_app, make_tables
from tests.world import World
from webapp import create_app
from webapp.accounts.models import User
from webapp.cli.revisions import newest_revision
from webapp.core.config import read_settings
from webapp.core.db import db
from webapp.documents.pdf import fonts

Usage = namedtuple("Usage", "free")


@pytest.fixture
def sound(database: str) -> Iterator[Flask]:
    """An application on the world, as it would be served to people."""
    settings = read_settings(
        {
            "SECRET_KEY": KEY,
            "DATABASE_URL": database,
            "SECURE_COOKIES": "1",
            "TRUSTED_PROXY": "127.0.0.1",
        },
        Path(),
    )
    app = create_app(settings)
    with app.app_context():
        db.session.execute(
            text("UPDATE alembic_version SET version_num = :newest"),
            {"newest": newest_revision()},
        )
        db.session.commit()
        yield app
        db.session.remove()
        db.engine.dispose()


def told_by(app: Flask) -> tuple[int, list[str]]:
    done = app.test_cli_runner().invoke(args=["check"])
    return done.exit_code, done.output.splitlines()


def test_a_sound_installation_passes(sound: Flask) -> None:
    told = told_by(sound)
    assert told[0] == 0
    assert told[1][-1] == "Nothing unsafe."
    assert len(told[1]) == (2 if db.engine.name == "sqlite" else 1)


def test_each_unsafe_setting_has_its_line(sound: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sound.config, "SECRET_KEY", "short")
    monkeypatch.setitem(sound.config, "SESSION_COOKIE_SECURE", False)
    monkeypatch.setitem(sound.config, "DEVELOPMENT", True)
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(5 * 1024**2))
    monkeypatch.setattr(fonts, "FOLDER", Path("/no/such/folder"))
    monkeypatch.setenv("WEB_CONCURRENCY", "4")
    code, lines = told_by(sound)
    assert code == 1
    told = "\n".join(lines)
    for word in ("SECRET_KEY has 5", "SECURE_COOKIES", "APP_ENV", "only 5 MB", "printed"):
        assert word in told
    assert ("WEB_CONCURRENCY" in told) == (db.engine.name == "sqlite")


def test_people_who_are_missing_or_too_many_are_told(sound: Flask) -> None:
    World()
    for user in db.session.query(User):
        user.active = not {"administrator", "leader"} & set(user.roles)
        if user.username == "reader":
            user.username = "kehoach"
    db.session.commit()
    code, lines = told_by(sound)
    assert code == 1
    assert [word for word in ("administrator", "leader", "sample") if word in "\n".join(lines)] == [
        "administrator",
        "leader",
        "sample",
    ]


def test_a_database_that_is_behind_or_away_is_told(tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path / 'new.sqlite'}")
    assert "has no tables yet" in told_by(app)[1][-1]
    with app.app_context():
        make_tables()
        assert "stands at migration head" in told_by(app)[1][-1]
        db.session.remove()
        db.engine.dispose()
    code, lines = told_by(make_app("postgresql+psycopg://nobody@/none?host=/no/such/folder"))
    assert (code, lines[-1]) == (1, "unsafe: the database does not answer: OperationalError.")

"""`flask --app webapp backup` and `… restore`, from end to end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select, text

from tests import resetting
from tests.conftest import ENGINES, make_app
from webapp.accounts.models import User
from webapp.cli.revisions import newest_revision
from webapp.core.db import db


@pytest.fixture
def served(app: Flask) -> Flask:
    """The application on the world, whose tables are those of the newest migration."""
    with app.app_context():
        db.session.execute(
            text("UPDATE alembic_version SET version_num = :newest"), {"newest": newest_revision()}
        )
        db.session.commit()
    return app


@pytest.fixture
def new(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application of the other engine, whose database has no tables yet."""
    url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    if engine == "sqlite" and "postgresql" in ENGINES:
        server = request.getfixturevalue("postgres_server")
        resetting.execute(server, "DROP DATABASE IF EXISTS new WITH (FORCE)", "CREATE DATABASE new")
        url = resetting.on(server, "new")
    app = make_app(url)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def people_in(app: Flask) -> int | None:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(User))


def run(app: Flask, *args: object) -> Result:
    return app.test_cli_runner().invoke(args=[str(one) for one in args])


def test_a_backup_is_rehearsed_and_restored_into_a_new_place(
    served: Flask, new: Flask, tmp_path: Path
) -> None:
    file = tmp_path / "all.zip"
    assert run(served, "backup", file).exit_code == 0
    rehearsed = run(served, "backup", "check", file)
    assert (rehearsed.exit_code, "every key found" in rehearsed.output) == (0, True)
    restored = run(new, "restore", file)
    assert restored.exit_code == 0, restored.output
    assert people_in(new) == people_in(served)
    again = run(new, "restore", file)
    assert (again.exit_code, "already holds data" in again.output) == (1, True)


def test_backups_of_a_timer_stay_as_many_as_are_told(served: Flask, tmp_path: Path) -> None:
    assert run(served, "backup", "--keep", 2, tmp_path).exit_code == 0
    [made] = tmp_path.iterdir()
    file = tmp_path / "changed.zip"
    file.write_bytes(made.read_bytes()[:-9])
    told = run(served, "backup", "check", file)
    assert (told.exit_code, "no whole backup" in told.output) == (1, True)
    assert run(served, "backup", "a", "b").exit_code == 2

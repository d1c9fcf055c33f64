"""`flask --app webapp serve --sample` on a machine that has no database yet."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from tests.conftest import make_app
from webapp import cli, sample
from webapp.core import logs

FILE = "app.sqlite"


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The applications that were served; serving itself ends at once."""
    apps: list[object] = []
    monkeypatch.setattr(cli, "serve_forever", lambda app, **_: apps.append(app))
    monkeypatch.setattr(logs, "configure", lambda **_: None)
    return apps


def start(folder: Path) -> Result:
    app = make_app(f"sqlite:///{folder / FILE}")
    return app.test_cli_runner().invoke(args=["serve", "--sample", "--port", "0"])


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith(("app", "sample")))


def test_a_broken_first_start_leaves_no_half_of_a_sample(
    tmp_path: Path, served: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sample, "load", broken)
    assert start(tmp_path).exit_code == 1
    assert (left_in(tmp_path), served) == ([], [])

    monkeypatch.setattr(sample, "load", lambda: None)
    assert start(tmp_path).exit_code == 0
    assert left_in(tmp_path)[0] == FILE
    assert len(served) == 1


def test_a_start_beside_a_quicker_one_leaves_its_database_alone(
    tmp_path: Path, served: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / FILE

    def version(statement: str) -> int:
        with closing(sqlite3.connect(place)) as connection:
            return int((connection.execute(statement).fetchone() or [0])[0])

    def overtaken() -> None:
        if not place.exists():
            version("PRAGMA user_version = 7")

    monkeypatch.setattr(sample, "load", overtaken)
    assert start(tmp_path).exit_code == 0
    assert len(served) == 1
    assert version("PRAGMA user_version") == 7

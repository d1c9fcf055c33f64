"""A backup holds every row of one moment, and brings it back on either engine."""

import json
import os
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, text

from tests import resetting
from tests.conftest import ENGINES, NOW, make_app, make_tables
from tests.full_world import Values
from webapp.core.backup import MANIFEST, BackupError, member
from webapp.core.backup.restoring import must_be_empty, read_manifest, restore
from webapp.core.backup.writing import write, write_one_of
from webapp.core.db import db

HEAD = "head"  # what the tables of tests stand at
WRITERS = 2


@pytest.fixture
def source(app: Flask) -> Iterator[Engine]:
    with app.app_context():
        yield db.engine


@pytest.fixture(params=ENGINES)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database with its tables."""
    url = f"sqlite:///{tmp_path / 'restored.sqlite'}"
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres_server")
        resetting.execute(
            server, "DROP DATABASE IF EXISTS restored WITH (FORCE)", "CREATE DATABASE restored"
        )
        url = resetting.on(server, "restored")
    with make_app(url).app_context():
        make_tables()
        db.session.remove()
        db.engine.dispose()
    engine = create_engine(url)
    yield engine
    engine.dispose()


def put_back(engine: Engine, place: Path) -> None:
    restore(engine, db.metadata, place, read_manifest(place, db.metadata, HEAD))


def sums_in(place: Path) -> dict[str, object]:
    with ZipFile(place) as archive:
        told = json.loads(archive.read(MANIFEST))["tables"]
    assert isinstance(told, dict)
    return told


def test_every_row_comes_back_on_either_engine(
    source: Engine, full: Values, target: Engine, tmp_path: Path
) -> None:
    first, again = tmp_path / "first.zip", tmp_path / "again.zip"
    count = write(source, db.metadata, HEAD, first, NOW)
    assert count > 200
    assert first.stat().st_mode & 0o777 == 0o600
    put_back(target, first)
    assert write(target, db.metadata, HEAD, again, NOW) == count
    assert sums_in(again) == sums_in(first)
    assert sum(bool(one["rows"]) for one in sums_in(first).values()) > 60
    with target.begin() as connection:  # new numbers go on behind the old ones
        highest = connection.scalar(text("SELECT max(id) FROM level"))
        row = "SELECT issuer_id, 'new', 99, 1 FROM level LIMIT 1"
        names = "issuer_id, name, position, version"
        connection.execute(text(f"INSERT INTO level ({names}) {row}"))
        assert connection.scalar(text("SELECT max(id) FROM level")) == highest + 1


def test_a_transaction_is_in_it_whole_or_not_at_all(
    source: Engine, target: Engine, tmp_path: Path
) -> None:
    """Writers raise two counters, of two tables, in one transaction each time."""
    raising = ("UPDATE issuer SET version = version + 1", 'UPDATE "user" SET version = version + 1')
    level = ("UPDATE issuer SET version = 1", 'UPDATE "user" SET version = 1')
    for statement in level:
        db.session.execute(text(statement))
    db.session.commit()
    over, written = threading.Event(), []

    def go_on() -> None:
        while not over.is_set():
            with source.begin() as connection:
                for statement in raising:
                    connection.execute(text(statement))
            written.append(1)

    writers = [threading.Thread(target=go_on) for _ in range(WRITERS)]
    for one in writers:
        one.start()
    try:
        for number in range(3):
            before = len(written)
            write(source, db.metadata, HEAD, tmp_path / f"{number}.zip", NOW)
            while len(written) == before:
                over.wait(0.01)
    finally:
        over.set()
        for one in writers:
            one.join()
    for number in range(3):
        with ZipFile(tmp_path / f"{number}.zip") as archive:
            found = {
                json.loads(line)["version"]
                for table in ("issuer", "user")
                for line in archive.read(member(table)).splitlines()
            }
        assert len(found) == 1
    put_back(target, tmp_path / "2.zip")
    with target.connect() as connection:
        assert connection.scalar(text('SELECT DISTINCT version FROM "user"')) == found.pop()


def test_nothing_is_restored_over_data(source: Engine, tmp_path: Path) -> None:
    place = tmp_path / "a.zip"
    write(source, db.metadata, HEAD, place, NOW)
    for attempt in (
        lambda: put_back(source, place),
        lambda: must_be_empty(source, db.metadata),
    ):
        with pytest.raises(BackupError, match="already holds data"):
            attempt()


def rewritten(place: Path, name: str, content: bytes) -> Path:
    """A copy of a backup in which a member says something else."""
    copy = place.with_name("changed.zip")
    with ZipFile(place) as old, ZipFile(copy, "w") as new:
        for entry in old.infolist():
            if entry.filename != name or content:
                new.writestr(entry, content if entry.filename == name else old.read(entry))
    return copy


@pytest.mark.parametrize("target", ["sqlite"], indirect=True)
def test_a_changed_backup_leaves_the_database_empty(
    source: Engine, target: Engine, tmp_path: Path
) -> None:
    place = tmp_path / "a.zip"
    write(source, db.metadata, HEAD, place, NOW)
    with ZipFile(place) as archive:
        people = archive.read(member("user"))
        levels = archive.read(member("level"))
    for name, content, told in (
        ("level", levels.replace(b'"name":"', b'"name":"x', 1), "rows of level are not those"),
        ("level", b"", "no whole backup"),
        ("level", b"[]\n", "no whole backup"),
        ("user", people.replace(b'"organization_id":', b'"organization_id":999', 1), "name rows"),
        ("user", people + people, "refuses the rows"),
    ):
        with pytest.raises(BackupError, match=told):
            put_back(target, rewritten(place, member(name), content))
        must_be_empty(target, db.metadata)
    cut = tmp_path / "cut.zip"
    cut.write_bytes(place.read_bytes()[:-100])
    with pytest.raises(BackupError, match="no whole backup"):
        put_back(target, cut)
    with pytest.raises(BackupError, match="Cannot read"):
        put_back(target, tmp_path / "none.zip")


def test_another_migration_is_told(source: Engine, tmp_path: Path) -> None:
    place = tmp_path / "a.zip"
    with pytest.raises(BackupError, match="stands at migration head, this program at 9999"):
        write(source, db.metadata, "9999", place, NOW)
    assert list(tmp_path.glob("a.zip*")) == []
    write(source, db.metadata, HEAD, place, NOW)
    with pytest.raises(BackupError, match=r"version 0.1.0 .* at migration head"):
        read_manifest(place, db.metadata, "9999")


def test_a_file_that_is_there_is_left_alone(source: Engine, tmp_path: Path) -> None:
    place = tmp_path / "a.zip"
    place.write_text("dear")
    with pytest.raises(BackupError, match="already"):
        write(source, db.metadata, HEAD, place, NOW)
    (tmp_path / "b.zip.part").touch()
    with pytest.raises(BackupError, match="another backup is being made"):
        write(source, db.metadata, HEAD, tmp_path / "b.zip", NOW)
    with pytest.raises(BackupError, match="Cannot write"):
        write(source, db.metadata, HEAD, tmp_path / "none" / "b.zip", NOW)
    assert sorted(os.listdir(tmp_path))[:2] == ["a.zip", "b.zip.part"]
    assert place.read_text() == "dear"


def test_the_newest_of_a_folder_stay_and_what_is_not_its_own(
    source: Engine, tmp_path: Path
) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "letter.zip").touch()
    (folder / "du-giam-sat-20240101-000000.zip").touch()
    for hour in (9, 10):
        moment = datetime(2024, 1, 15, hour, tzinfo=NOW.tzinfo)
        write_one_of(source, db.metadata, HEAD, folder, 2, moment)
    assert sorted(os.listdir(folder)) == [
        "du-giam-sat-20240115-090000.zip",
        "du-giam-sat-20240115-100000.zip",
        "letter.zip",
    ]
    with pytest.raises(BackupError, match="no folder"):
        write_one_of(source, db.metadata, HEAD, tmp_path / "none", 2, NOW)

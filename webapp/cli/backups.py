"""`flask --app webapp backup` and `… restore`."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade

from webapp.cli.revisions import bring_up_to_date, newest_revision
from webapp.core import clock
from webapp.core.backup import BackupError
from webapp.core.backup.restoring import Manifest, must_be_empty, read_manifest
from webapp.core.backup.restoring import restore as put_back
from webapp.core.backup.writing import write, write_one_of
from webapp.core.db import db


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="FILE | check FILE | FOLDER")
@click.option("--keep", type=click.IntRange(1), help="Into FOLDER, where as many stay.")
@with_appcontext
def backup(places: tuple[str, ...], keep: int | None) -> None:
    """Write everything into FILE, also while people work; `check FILE` rehearses restoring it.

    With --keep the file is named by its moment, and only the newest of FOLDER stay.
    """
    try:
        match places, keep:
            case (("check", file), None):
                _check(Path(file))
            case ((file,), None):
                count = write(
                    db.engine, db.metadata, newest_revision(), Path(file), clock.local(clock.now())
                )
                click.echo(f"{count} rows are in {file}.")
            case ((folder,), int()):
                now = clock.local(clock.now())
                made, count = write_one_of(
                    db.engine, db.metadata, newest_revision(), Path(folder), keep, now
                )
                click.echo(f"{count} rows are in {made}.")
            case _:
                raise click.UsageError("Give one FILE, `check FILE`, or --keep N FOLDER.")
    except BackupError as error:
        _refuse(str(error))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@with_appcontext
def restore(file: Path) -> None:
    """Put a backup into the database of the settings, which must be empty."""
    try:
        manifest = _read(file)
        must_be_empty(db.engine, db.metadata)  # before a table of it is changed
        bring_up_to_date()
        put_back(db.engine, db.metadata, file, manifest)
    except BackupError as error:
        _refuse(str(error))
    click.echo(f"{manifest.rows} rows of {manifest.made_at} are in the database.")


def _check(file: Path) -> None:
    """Restore a backup into a SQLite database of its own, which is thrown away."""
    manifest = _read(file)
    with TemporaryDirectory(prefix="backup-check-") as folder:
        app = _another(f"sqlite:///{Path(folder, 'rehearsal.sqlite')}")
        with app.app_context():
            upgrade()
            put_back(db.engine, db.metadata, file, manifest)
            db.session.remove()
            db.engine.dispose()
    click.echo(
        f"Restored {manifest.rows} rows of {manifest.made_at} in a rehearsal: "
        "every table as it was, every key found."
    )


def _read(file: Path) -> Manifest:
    return read_manifest(file, db.metadata, newest_revision())


def _another(url: str) -> Flask:
    make: Any = current_app.extensions["another"]
    options = {"SQLALCHEMY_DATABASE_URI": url, "SQLALCHEMY_ENGINE_OPTIONS": {}}
    app: Flask = make({**current_app.config, **options})
    return app


def _refuse(line: str) -> NoReturn:
    click.echo(line, err=True)
    raise SystemExit(1)

"""`flask --app webapp check`: what of this installation is unsafe or doubtful."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from webapp import sample
from webapp.accounts.models import ADMINISTRATOR, LEADER, User
from webapp.cli.revisions import newest_revision, revision_of_database
from webapp.core.config import MAKE_A_KEY, sqlite_file, weakness
from webapp.core.db import db
from webapp.documents.pdf import fonts

ROOM_FOR_A_WEEK = 1024**3  # bytes
UNSAFE, DOUBTFUL = "unsafe", "doubtful"


class Found(NamedTuple):
    """Something to mend, with what to do about it."""

    grade: str
    what: str


@click.command()
@with_appcontext
def check() -> None:
    """Say what of the settings and the database is unsafe or doubtful for production.

    Ends with 1 where something is unsafe, else with 0.
    """
    found = list(find())
    for one in found:
        click.echo(f"{one.grade}: {one.what}")
    if any(one.grade == UNSAFE for one in found):
        raise SystemExit(1)
    click.echo("Nothing unsafe.")


def find() -> Iterator[Found]:
    """Yield what is to be mended, the settings first; never raises for a database away."""
    yield from _settings(current_app.config)
    yield from _machine()
    try:
        yield from _database()
    except SQLAlchemyError as error:
        yield Found(UNSAFE, f"the database does not answer: {type(error).__name__}.")


def _settings(config: dict[str, Any]) -> Iterator[Found]:
    if config.get("DEVELOPMENT"):
        yield Found(UNSAFE, "APP_ENV is development; leave it out where people work.")
    if fault := weakness(config["SECRET_KEY"]):
        yield Found(UNSAFE, f"SECRET_KEY {fault}; set it to the output of {MAKE_A_KEY}.")
    if not config.get("SESSION_COOKIE_SECURE"):
        yield Found(UNSAFE, "cookies also go over plain HTTP; serve by HTTPS, SECURE_COOKIES=1.")
    if not config.get("TRUSTED_PROXY"):
        yield Found(DOUBTFUL, "no TRUSTED_PROXY is named, so nothing in front speaks HTTPS.")
    if db.engine.name == "sqlite":
        several = os.environ.get("WEB_CONCURRENCY", "1") not in ("", "0", "1")
        told = "SQLite serves one process on one machine"
        if several:
            yield Found(UNSAFE, f"{told}, and WEB_CONCURRENCY asks for several; use PostgreSQL.")
        else:
            yield Found(DOUBTFUL, f"{told}; for many people at once set DATABASE_URL.")


def _machine() -> Iterator[Found]:
    place = sqlite_file(db.engine.url, Path(current_app.instance_path))
    folder = place.parent if place else Path(current_app.instance_path)
    free = shutil.disk_usage(folder).free
    if free < ROOM_FOR_A_WEEK:
        yield Found(UNSAFE, f"only {free // 1024**2} MB are free in {folder}.")
    try:
        fonts.load_faces(fonts.FOLDER)
    except fonts.FontsMissing as error:
        yield Found(UNSAFE, f"papers cannot be printed: {error}.")


def _database() -> Iterator[Found]:
    there, newest = revision_of_database(), newest_revision()
    if there != newest:
        stands = f"stands at migration {there}" if there else "has no tables yet"
        yield Found(
            UNSAFE, f"the database {stands}, the program at {newest}; serve brings it there."
        )
        return
    roles = {
        role
        for roles in db.session.scalars(select(User.roles).where(User.active))
        for role in roles
    }
    if ADMINISTRATOR not in roles:
        yield Found(UNSAFE, "nobody active is administrator; see `users add --help`, or `init`.")
    if LEADER not in roles:
        yield Found(DOUBTFUL, "nobody active is leader, so no paper can be approved.")
    if sample.is_loaded():
        yield Found(UNSAFE, "the sample accounts are there, with a password that anybody knows.")

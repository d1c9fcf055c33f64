"""Which migration the database is at, and which is the program's newest."""

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import upgrade

from webapp.core.db import db


def bring_up_to_date() -> None:
    """Run the migrations that the database has not had yet."""
    if revision_of_database() != newest_revision():
        upgrade()


def newest_revision() -> str:
    """Return the newest revision in migrations/."""
    scripts = ScriptDirectory(current_app.extensions["migrate"].directory)
    return scripts.get_current_head() or ""


def revision_of_database() -> str | None:
    """Return the revision of the database; None of one without tables."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()

"""Alembic, as Flask-Migrate starts it: one metadata, the application's own engine."""

from alembic import context

from webapp.core.db import Moment, db

if context.is_offline_mode():
    raise SystemExit("Migrations run against a database, not offline.")


def in_plain_words(kind: str, value: object, _context: object) -> str | bool:
    """Write the program's own types as the database knows them: a migration must not import it."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(value, Moment) else False


with db.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=in_plain_words,
    )
    with context.begin_transaction():
        context.run_migrations()

"""Alembic, as Flask-Migrate starts it: one metadata, the application's own engine."""

from alembic import context

from webapp.core.db import db
from webapp.core.migrating import OPTIONS

if context.is_offline_mode():
    raise SystemExit("Migrations run against a database, not offline.")

with db.engine.connect() as connection:
    if connection.dialect.name == "sqlite":
        # SQLite changes a table by making it anew: rows that point at it must not mind meanwhile.
        connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
    else:
        # A large table takes its time; and nobody else works meanwhile.
        connection.exec_driver_sql("SET statement_timeout = 0")
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        **OPTIONS,
    )
    with context.begin_transaction():
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            lost = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if lost:
                raise SystemExit(f"A migration left rows that point at nothing: {lost[:5]}")
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute("PRAGMA foreign_keys=ON")

"""Counting the queries that a page asks."""

from flask.testing import FlaskClient
from sqlalchemy import event

from webapp.core.db import db

MOST = 12


def counted(client: FlaskClient, address: str) -> int:
    """Open a page and return how many statements it sent to the database."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            statements.append(statement)

    with client.application.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        answer = client.get(address)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return len(statements)

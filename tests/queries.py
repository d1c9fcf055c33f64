"""Counting the queries that a page asks."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from flask.testing import FlaskClient
from sqlalchemy import event

from webapp.core.db import db

MOST = 12


def counted(client: FlaskClient, address: str) -> int:
    """Open a page and return how many statements it sent to the database."""
    with ExitStack() as stack:
        with client.application.app_context():
            sent = stack.enter_context(statements())
        answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return len(sent)


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect the statements that are sent to the database meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            sent.append(statement)

    engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)

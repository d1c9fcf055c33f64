"""Signs that no font has, in every text of the database: no printer fails, each says where."""

import inspect
import re
from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import JSON, MetaData, String, select, update

from tests.full_world import Values
from tests.test_routes import addresses, fill
from webapp.core.db import db
from webapp.documents.models import Document

SIGN = "😀"
PEOPLE = ("planner", "office", "selfrun")
SENDS = re.compile(r"\bsend_(pdf|bytes)\(")


def marked(value: Any) -> Any:
    """Return a value with the sign behind each text that a person wrote: it has a space in it."""
    if isinstance(value, str):
        return f"{value} {SIGN}" if " " in value else value
    if isinstance(value, dict):
        return {key: marked(one) for key, one in value.items()}
    return [marked(one) for one in value] if isinstance(value, list) else value


def mark_all_texts() -> int:
    """Put the sign into the rows as an older version might have kept it; return into how many."""
    found = MetaData()
    found.reflect(db.engine)
    count = 0
    with db.engine.begin() as writing:
        for table in found.tables.values():
            keys = list(table.primary_key)
            texts = [one for one in table.columns if isinstance(one.type, String | JSON)]
            for row in writing.execute(select(*keys, *texts)).all() if texts else ():
                held = zip(texts, row[len(keys) :], strict=True)
                new = {one.name: marked(value) for one, value in held if marked(value) != value}
                if new:
                    here = [key == value for key, value in zip(keys, row, strict=False)]
                    writing.execute(update(table).where(*here).values(new))
                    count += 1
    return count


def printers(app: Flask, full: Values) -> list[str]:
    """Return the address of whatever answers with a file; of papers, those of every paper."""
    found = []
    for (method, endpoint), rule in addresses(app).items():
        view = inspect.unwrap(app.view_functions[endpoint])
        if method == "GET" and SENDS.search(inspect.getsource(view)):
            papers = "<int:document_id>" in rule
            ids = db.session.scalars(select(Document.id)).all() if papers else [0]
            for number in ids:
                found.append(fill(rule.replace("<int:document_id>", str(number)), endpoint, full))
    return found


def test_every_printer_prints_or_says_which_sign_and_where(
    app: Flask, full: Values, sign_in: Callable[[str], FlaskClient]
) -> None:
    with app.app_context():
        places = printers(app, full)
        asked = [(sign_in(person), at) for person in PEOPLE for at in places]
        before = [client.get(at).status_code for client, at in asked]
        assert mark_all_texts() > 100
    told = set()
    for (client, at), status in zip(asked, before, strict=True):
        answer = client.get(at)
        assert answer.status_code in {status, 409}, at
        if answer.status_code == 409:
            assert SIGN in answer.text, at
            assert "ở chỗ “" in answer.text, at
            told.add(re.sub(r"\d+", "0", at))
    assert told >= {
        "/documents/0/paper.pdf",
        "/documents/register.pdf",
        "/notices/0/receipt.pdf",
        "/submissions/0/receipt.pdf",
        "/visits/0/note-form",
    }

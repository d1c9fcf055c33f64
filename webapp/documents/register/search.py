"""Looking up the register: by number, summary, day, unit, kind and state."""

import re
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, or_
from sqlalchemy.orm import contains_eager

from webapp.accounts.gate import rows
from webapp.core.db import S, db
from webapp.documents.forms import SearchForm
from webapp.documents.models import Document
from webapp.organizations import naming
from webapp.organizations.history import called_then
from webapp.rules import text as words

# "73", "05-TB", "Số 73-KH/BTCTU": what a person types who has the paper before them.
_NUMBERED = re.compile(r"(?:số\s*:?\s*)?(\d{1,6})\s*(?:-\s*(\S+))?", re.IGNORECASE)


def found(form: SearchForm) -> Select[Document]:
    """Select the papers that the signed-in person may see and the form asks for, in no order.

    What is wrong in the form (its fields with errors) is left out of account.
    """
    statement = (
        rows(Document).join(Document.organization).options(contains_eager(Document.organization))
    )
    asked = {name: value for name, value in form.values().items() if not form[name].errors}
    if asked.get("q"):
        statement = statement.where(_about(asked["q"]))
    if asked.get("kind"):
        statement = statement.where(Document.kind == asked["kind"])
    if asked.get("state"):
        statement = statement.where(Document.in_state(asked["state"]))
    if asked.get("unit"):
        statement = statement.where(naming.sought(asked["unit"]))
    if asked.get("since"):
        statement = statement.where(Document.issued_on >= asked["since"])
    if asked.get("until"):
        statement = statement.where(Document.issued_on <= asked["until"])
    return statement


def newest_first(statement: S) -> S:
    """Order papers for the screen: those on their road first, then by day and number."""
    return statement.order_by(
        Document.issued_on.desc().nulls_first(), Document.number.desc(), Document.id.desc()
    )


def entries(statement: Select[Document], most: int) -> Sequence[Document]:
    """Return the numbered papers in the order of the book, *most* of them and one more."""
    return db.session.scalars(
        statement.where(Document.number.is_not(None))
        .order_by(Document.period, Document.symbol, Document.number)
        .limit(most + 1)
    ).all()


def labels(papers: Sequence[Document]) -> list[str]:
    """Return whom each paper concerns, called as on the day of its issue: one query."""
    told = called_then([(one.organization, one.issued_on) for one in papers])
    return [one.label for one in told]


def _about(query: str) -> ColumnElement[bool]:
    said = Document.search_key.contains(words.fold(query), autoescape=True)
    typed = _NUMBERED.fullmatch(query)
    if typed is None:
        return said
    numbered: ColumnElement[bool] = Document.number == int(typed[1])
    if typed[2]:
        symbol = words.fold(typed[2])
        numbered = numbered & Document.search_key.contains(symbol, autoescape=True)
    return or_(numbered, said)

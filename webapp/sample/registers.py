"""Registers that count by committee term, the way of most offices. The terms' days are ours."""

from collections.abc import Iterable
from datetime import date

from webapp.core.db import db
from webapp.documents.models import RegisterTerm
from webapp.organizations.models import Issuer


def count_by_terms(issuer: Issuer, terms: Iterable[tuple[str, date, date | None]]) -> None:
    """Let an issuer's papers be numbered by its terms (name, first day, last day)."""
    issuer.numbers_restart = "term"
    db.session.flush()
    db.session.add_all(
        RegisterTerm(issuer_id=issuer.id, name=name, first_day=first, last_day=last)
        for name, first, last in terms
    )

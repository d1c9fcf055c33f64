"""Words of the reader's own kind of body, in labels that are made before anybody reads them."""

from typing import cast

from flask import has_request_context
from flask_login import current_user

from webapp.rules.terms import EVERY, PARTY, Terms, of_issuer


def terms() -> Terms:
    """Return the vocabulary of whoever reads; the Party's where nobody is known."""
    if not has_request_context() or not current_user.is_authenticated:
        return PARTY
    return of_issuer(current_user.issuer.style)


class _Worded:
    """A label that is put into words when a page shows it."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return terms()(self.text)

    def lower(self) -> str:
        return str(self).lower()


def worded(text: str) -> str:
    """Return a label with words of a vocabulary in it: "Tổng số {member}" (see `Terms`)."""
    return cast(str, _Worded(text))


def readings(label: object) -> list[str]:
    """Return what a label says to each kind of reader: files come from all of them."""
    if isinstance(label, _Worded):
        return [one(label.text) for one in EVERY]
    return [str(label)]

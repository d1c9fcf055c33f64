"""What an administrator removed, and brings back."""

from typing import TypeVar

from flask import abort, flash, url_for

from webapp.accounts.gate import me
from webapp.accounts.models import ADMINISTRATOR
from webapp.accounts.removed import RemovedRow, Undoable, remade
from webapp.administration.queries import people as queries
from webapp.administration.queries import registers as register_queries
from webapp.administration.services import letterheads, people, registers
from webapp.attending.models import Phrase
from webapp.core.db import db
from webapp.documents.models import RegisterTerm
from webapp.organizations.letterheads import IssuerHead
from webapp.organizations.models import CalendarDay

T = TypeVar("T", Phrase, CalendarDay, RegisterTerm, IssuerHead)


def _own(table: type[T], kept: RemovedRow) -> T:
    """Return the row anew, for who still administers the issuer that it is of."""
    row = remade(table, kept)
    if not me().is_any(ADMINISTRATOR) or row.issuer_id != me().issuer_id:
        abort(403)
    return row


def _restore_phrase(kept: RemovedRow) -> str:
    db.session.add(_own(Phrase, kept))
    db.session.flush()
    return url_for("administration.phrases")


def _restore_day(kept: RemovedRow) -> str:
    day = _own(CalendarDay, kept)
    if moved := people.put_day_back(day):
        flash(f"{moved} thời hạn được tính lại.")
    return url_for("administration.calendar", year=day.day.year)


def _restore_term(kept: RemovedRow) -> str:
    registers.put_term_back(_own(RegisterTerm, kept), register_queries.terms())
    return url_for("administration.register")


def _restore_head(kept: RemovedRow) -> str:
    letterheads.put_back(queries.own_issuer(), _own(IssuerHead, kept))
    return url_for("administration.letterhead")


PHRASE = Undoable("phrase", _restore_phrase)
CALENDAR_DAY = Undoable("calendar_day", _restore_day)
TERM = Undoable("term", _restore_term)
HEAD = Undoable("letterhead", _restore_head)
KINDS = (PHRASE, CALENDAR_DAY, TERM, HEAD)

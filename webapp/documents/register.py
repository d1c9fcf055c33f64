"""The register of papers (Sổ văn bản): the one place where numbers are given."""

import re
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError

from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents.models import Document, RegisterCounter
from webapp.organizations.models import Issuer
from webapp.rules import text as words

LARGEST = 99_999  # no register of one period holds more
_TERM = re.compile(r"\D*(\d{4})\D+(\d{4})\D*")


class NumberRefused(Refused):
    """A number that cannot be written into the register; the message says why, in Vietnamese."""


def period_of(issuer: Issuer, day: date) -> str:
    """Return the span within which numbers do not repeat: a year, or the committee's term."""
    return issuer.term if issuer.numbers_restart == "term" and issuer.term else str(day.year)


def take(issuer: Issuer, symbol: str, day: date) -> tuple[int, str]:
    """Take the next number of a symbol; return it with its period. Does not commit.

    The counter's row is locked until the issuing transaction ends, so numbers have no gaps:
    an issue that fails gives its number back. Numbers that papers got outside are passed over.
    """
    period = period_of(issuer, day)
    counter = _locked(issuer, symbol, period)
    used = set(db.session.scalars(_numbers(issuer, symbol, period, above=counter.last)))
    number = counter.last + 1
    while number in used:
        number += 1
    counter.last = number
    db.session.flush()
    return number, period


def enter(issuer: Issuer, symbol: str, day: date, number: int, own_id: int | None = None) -> str:
    """Make sure of a number that a paper got outside; return its period. Does not commit.

    The counter stays locked, so nobody can be given the number before the caller has written
    it. Raises `NumberRefused` for a number that is in the register, but for the paper *own_id*
    itself, or a day of another term.
    """
    _check_term(issuer, day)
    period = period_of(issuer, day)
    _locked(issuer, symbol, period)
    twin = db.session.scalars(
        select(Document).where(
            Document.issuer_id == issuer.id,
            Document.symbol == symbol,
            Document.period == period,
            Document.number == number,
        )
    ).one_or_none()
    if twin is not None and twin.id != own_id:
        when = words.short_date(twin.issued_on) if twin.issued_on else "không rõ ngày"
        raise NumberRefused(
            f"Số {twin.number_and_symbol} đã cấp ngày {when} cho văn bản “{twin.summary[:120]}”. "
            "Một số không dùng hai lần."
        )
    return period


def start_at(issuer: Issuer, symbol: str, day: date, last: int) -> None:
    """Say which number was last given on paper before this program. Does not commit.

    Raises ValueError when a number above *last* was already given here.
    """
    counter = _locked(issuer, symbol, period_of(issuer, day))
    if counter.last > last:
        raise ValueError(f"number {counter.last} of {symbol} in {counter.period} was already given")
    counter.last = last


def _locked(issuer: Issuer, symbol: str, period: str) -> RegisterCounter:
    """Return the counter, kept from everybody else until the transaction ends."""
    statement = (
        select(RegisterCounter)
        .where(
            RegisterCounter.issuer_id == issuer.id,
            RegisterCounter.symbol == symbol,
            RegisterCounter.period == period,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    counter = db.session.scalars(statement).one_or_none()
    if counter is not None:
        return counter
    try:
        with db.session.begin_nested():
            db.session.add(
                RegisterCounter(issuer_id=issuer.id, symbol=symbol, period=period, last=0)
            )
    except IntegrityError:
        pass  # somebody else opened this page of the register a moment ago
    return db.session.scalars(statement).one()


def _numbers(issuer: Issuer, symbol: str, period: str, *, above: int) -> Select[int | None]:
    return select(Document.number).where(
        Document.issuer_id == issuer.id,
        Document.symbol == symbol,
        Document.period == period,
        Document.number > above,
    )


def _check_term(issuer: Issuer, day: date) -> None:
    """A day of an earlier term would land in the numbers of this one."""
    span = _TERM.fullmatch(issuer.term) if issuer.numbers_restart == "term" else None
    if span and not int(span[1]) <= day.year <= int(span[2]):
        raise NumberRefused(
            f"Ngày {words.short_date(day)} không thuộc nhiệm kỳ {issuer.term} của sổ này."
        )

"""The register of papers (Sổ văn bản): the one place where numbers are given."""

from datetime import date

from sqlalchemy import select

from webapp.core.db import db
from webapp.documents.models import RegisterCounter
from webapp.organizations.models import Issuer


def period_of(issuer: Issuer, day: date) -> str:
    """Return the span within which numbers do not repeat: a year, or the committee's term."""
    return issuer.term if issuer.numbers_restart == "term" and issuer.term else str(day.year)


def take(issuer: Issuer, symbol: str, day: date) -> tuple[int, str]:
    """Take the next number of a symbol; return it with its period. Does not commit.

    The counter's row is locked until the issuing transaction ends, so numbers have no gaps:
    an issue that fails gives its number back.
    """
    period = period_of(issuer, day)
    counter = db.session.scalars(
        select(RegisterCounter)
        .where(
            RegisterCounter.issuer_id == issuer.id,
            RegisterCounter.symbol == symbol,
            RegisterCounter.period == period,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if counter is None:
        counter = RegisterCounter(issuer_id=issuer.id, symbol=symbol, period=period, last=0)
        db.session.add(counter)
    counter.last += 1
    db.session.flush()
    return counter.last, period


def start_at(issuer: Issuer, symbol: str, day: date, last: int) -> None:
    """Say which number was last given on paper before this program. Does not commit.

    Raises ValueError when a number above *last* was already given here.
    """
    number, period = take(issuer, symbol, day)
    if number > last + 1:
        raise ValueError(f"number {number - 1} of {symbol} in {period} was already given")
    counter = db.session.scalars(
        select(RegisterCounter).where(
            RegisterCounter.issuer_id == issuer.id,
            RegisterCounter.symbol == symbol,
            RegisterCounter.period == period,
        )
    ).one()
    counter.last = last

"""What the administrator sees of the register: its terms, and what number comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, union

from webapp.accounts.gate import me
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document, RegisterCounter, RegisterTerm
from webapp.documents.register import numbers
from webapp.organizations.models import Issuer
from webapp.rules.registers import Span


@dataclass(frozen=True)
class Symbol:
    """A symbol of papers, and the last number that it got in the span."""

    symbol: str
    last: int

    @property
    def next_text(self) -> str:
        return f"{self.last + 1:02d}-{self.symbol}"


def terms() -> Sequence[RegisterTerm]:
    """Return the issuer's terms, the earliest first."""
    return db.session.scalars(
        select(RegisterTerm)
        .where(RegisterTerm.issuer_id == me().issuer_id)
        .order_by(RegisterTerm.first_day)
    ).all()


def span_today(issuer: Issuer, way: str) -> Span | None:
    """Return the span that today is counted in; None where no term holds today."""
    try:
        return numbers.span_of(issuer, clock.today(), way)
    except numbers.NumberRefused:
        return None


def symbols(issuer: Issuer, span: Span) -> list[Symbol]:
    """Return every symbol the issuer has used, with its last number in *span*: three queries."""
    mine = [
        select(table.symbol).where(table.issuer_id == issuer.id)
        for table in (Document, RegisterCounter)
    ]
    found = sorted(db.session.scalars(union(*mine)))
    lasts = numbers.lasts_of(issuer, span)
    return [Symbol(symbol, lasts.get(symbol, 0)) for symbol in found]

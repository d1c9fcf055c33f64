"""The register of papers (Sổ văn bản): the one place where numbers are given."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError

from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents.models import Document, RegisterCounter, RegisterTerm
from webapp.organizations.models import Issuer
from webapp.rules import registers
from webapp.rules import text as words
from webapp.rules.registers import Given, Span

LARGEST = 99_999  # no register of one period holds more


class NumberRefused(Refused):
    """A number that cannot be written into the register; the message says why, in Vietnamese."""


def terms_of(issuer_id: int) -> list[Span]:
    """Return the committee's terms, the earliest first."""
    rows = db.session.scalars(
        select(RegisterTerm)
        .where(RegisterTerm.issuer_id == issuer_id)
        .order_by(RegisterTerm.first_day)
    )
    return [row.span for row in rows]


def span_of(issuer: Issuer, day: date, way: str | None = None) -> Span:
    """Return the span within which numbers do not repeat: a year, or the committee's term.

    *way* is the issuer's own, or another that is tried out. Raises `NumberRefused` for a day of
    no term that is known.
    """
    way = way or issuer.numbers_restart
    terms = terms_of(issuer.id) if way == registers.TERM else []
    span = registers.span_on(day, way, terms)
    if span is None:
        known = ", ".join(one.name for one in terms) or "chưa ghi nhiệm kỳ nào"
        raise NumberRefused(
            f"Ngày {words.short_date(day)} không thuộc nhiệm kỳ nào của sổ này ({known}). "
            "Quản trị ghi nhiệm kỳ ở mục Sổ văn bản."
        )
    return span


def take(issuer: Issuer, symbol: str, day: date) -> tuple[int, str]:
    """Take the next number of a symbol; return it with its period. Does not commit.

    The counter's row is locked until the issuing transaction ends, so numbers have no gaps:
    an issue that fails gives its number back. Numbers that papers got outside are passed over,
    and no number is given again after the way of counting was changed. Raises `NumberRefused`.
    """
    span = span_of(issuer, day)
    counter = _locked(issuer, symbol, span)
    given = given_in(issuer.id, symbol, span)
    number = registers.next_number(span, given, counter.last)
    counter.last = number
    db.session.flush()
    return number, span.name


def next_of(
    issuer: Issuer, symbol: str, day: date, *, is_held: bool = False
) -> tuple[int, Given | None]:
    """Return the number that `take` would give now, and the nearest that *day* contradicts.

    Until it is taken others may take it, but where it *is_held*: until the transaction ends.
    Raises `NumberRefused` as `take` does.
    """
    span = span_of(issuer, day)
    if is_held:
        _locked(issuer, symbol, span)
    counter = db.session.scalars(
        select(RegisterCounter.last).where(
            RegisterCounter.issuer_id == issuer.id,
            RegisterCounter.symbol == symbol,
            RegisterCounter.period == span.name,
        )
    ).one_or_none()
    given = given_in(issuer.id, symbol, span)
    number = registers.next_number(span, given, counter or 0)
    return number, registers.out_of_order(number, day, given)


def enter(issuer: Issuer, symbol: str, day: date, number: int, own_id: int | None = None) -> str:
    """Make sure of a number that a paper got outside; return its period. Does not commit.

    The counter stays locked, so nobody can be given the number before the caller has written
    it. Raises `NumberRefused` for a number that is in the register, but for the paper *own_id*
    itself, or a day of no term.
    """
    span = span_of(issuer, day)
    _locked(issuer, symbol, span)
    twin = db.session.scalars(
        select(Document)
        .where(
            Document.issuer_id == issuer.id,
            Document.symbol == symbol,
            Document.number == number,
            Document.id != (own_id or 0),
            or_(Document.period == span.name, Document.issued_on.between(*_days(span))),
        )
        .limit(1)
    ).one_or_none()
    if twin is not None:
        when = words.short_date(twin.issued_on) if twin.issued_on else ""
        raise NumberRefused(
            f"Số {twin.number_and_symbol} đã cấp ngày {when} cho văn bản “{twin.summary[:120]}”. "
            "Một số không dùng hai lần."
        )
    return span.name


def start_at(issuer: Issuer, symbol: str, day: date, last: int) -> None:
    """Say which number was last given on paper before this program. Does not commit.

    Raises ValueError when a number above *last* was already given here, `NumberRefused` for a day
    of no term.
    """
    counter = _locked(issuer, symbol, span_of(issuer, day))
    if counter.last > last:
        raise ValueError(f"number {counter.last} of {symbol} in {counter.period} was already given")
    counter.last = last
    _go_on_after(counter, last, day)


def given_in(issuer_id: int, symbol: str, span: Span) -> list[Given]:
    """Return the numbers of a symbol that stand on the span's page or were given on its days."""
    return all_given(issuer_id, span, symbol).get(symbol, [])


def all_given(issuer_id: int, span: Span, symbol: str | None = None) -> dict[str, list[Given]]:
    """Return, by symbol, the numbers that stand on the span's page or were given on its days.

    Those given on paper before this program are one entry, the last of them. Two queries.
    """
    papers = select(Document.symbol, Document.number, Document.issued_on, Document.period).where(
        Document.issuer_id == issuer_id,
        Document.number.is_not(None),
        or_(Document.period == span.name, Document.issued_on.between(*_days(span))),
    )
    counter = RegisterCounter
    begun = select(counter.symbol, counter.base, counter.base_on, counter.period).where(
        counter.issuer_id == issuer_id, counter.base_on.between(*_days(span))
    )
    if symbol is not None:
        papers = papers.where(Document.symbol == symbol)
        begun = begun.where(counter.symbol == symbol)
    found: dict[str, list[Given]] = {}
    for name, number, day, page in (*db.session.execute(papers), *db.session.execute(begun)):
        if number is not None and day is not None:
            found.setdefault(name, []).append(Given(number, day, page))
    return found


def lasts_of(issuer: Issuer, span: Span) -> dict[str, int]:
    """Return, by symbol, the number after which the span goes on."""
    counters = select(RegisterCounter.symbol, RegisterCounter.last).where(
        RegisterCounter.issuer_id == issuer.id, RegisterCounter.period == span.name
    )
    lasts: dict[str, int] = dict(db.session.execute(counters).all())
    given = all_given(issuer.id, span)
    return {
        symbol: registers.next_number(span, given.get(symbol, ()), lasts.get(symbol, 0)) - 1
        for symbol in lasts.keys() | given.keys()
    }


def _days(span: Span) -> tuple[date, date]:
    return span.first, span.last or date.max


def _go_on_after(counter: RegisterCounter, number: int, day: date) -> None:
    """Note that numbers up to *number* were given elsewhere: none of them is open here."""
    if number > counter.base:
        counter.base, counter.base_on = number, day


def _locked(issuer: Issuer, symbol: str, span: Span) -> RegisterCounter:
    """Return the counter, kept from everybody else until the transaction ends."""
    statement = (
        select(RegisterCounter)
        .where(
            RegisterCounter.issuer_id == issuer.id,
            RegisterCounter.symbol == symbol,
            RegisterCounter.period == span.name,
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
                RegisterCounter(issuer_id=issuer.id, symbol=symbol, period=span.name, last=0)
            )
    except IntegrityError:
        pass  # somebody else opened this page of the register a moment ago
    return db.session.scalars(statement).one()

"""What an office asks of its register: numbers left open, given twice, and out of order.

Numbers are taken by the days of the papers, in the spans that count now (`rules.registers`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from webapp.core.db import db
from webapp.documents.models import Document, RegisterCounter
from webapp.documents.register import numbers
from webapp.organizations.models import Issuer
from webapp.rules import registers
from webapp.rules import text as words
from webapp.rules.registers import Given, Span

TWICE = "Số cấp hai lần"


@dataclass(frozen=True)
class Page:
    """A page of the register: one symbol in one year or term, and what of it is open.

    `base` numbers were given before the program, or before the span: they are not open.
    """

    period: str
    symbol: str
    base: int
    highest: int
    open_text: str  # "03, 05–07"
    twice_text: str = ""  # "05"

    @property
    def base_text(self) -> str:
        """Say which numbers are not looked for here; "" where all are."""
        return f"Không kể đến số {self.base:02d}, cấp ngoài trang sổ này." if self.base else ""

    @property
    def told_twice(self) -> str:
        """Say which numbers stand twice here; "" where none does."""
        return f"{TWICE}: {self.twice_text}." if self.twice_text else ""


def pages(issuer: Issuer, way: str | None = None) -> Sequence[Page]:
    """Return the pages of an issuer's register in the order of the book: three queries.

    *way* is the issuer's own way of counting, or another that is tried out.
    """
    way = way or issuer.numbers_restart
    terms = numbers.terms_of(issuer.id) if way == registers.TERM else []
    papers, bases = _papers(issuer.id), _bases(issuer.id)
    found = []
    for symbol in papers.keys() | bases.keys():
        given, begun = papers.get(symbol, []), bases.get(symbol, [])
        taken = registers.by_span(given, way, terms)
        started = registers.by_span(begun, way, terms)
        for period in taken.keys() | started.keys():
            base = max((one.number for one in started.get(period, ())), default=0)
            if span := _span(period, taken.get(period, ()), way, terms):
                base = max(base, registers.gone_before(span, given))
            found.append(_page((period, symbol), taken.get(period, ()), base))
    return sorted(found, key=lambda one: (one.period, one.symbol))


def left_open(issuer: Issuer) -> dict[tuple[str, str], str]:
    """Return the numbers left open on each page (period, symbol) that has any."""
    return {(one.period, one.symbol): one.open_text for one in pages(issuer) if one.open_text}


def doubled(issuer: Issuer, way: str) -> list[Page]:
    """Return the pages on which numbers would stand twice if papers were counted by *way*."""
    return [one for one in pages(issuer, way) if one.twice_text]


def standing_twice(issuer: Issuer, papers: Iterable[Document]) -> set[int]:
    """Return which of *papers* (their ids) bear a number that stands twice: two queries."""
    shown = {one.id: one for one in papers if one.number is not None}
    if not shown:
        return set()
    terms = numbers.terms_of(issuer.id) if issuer.numbers_restart == registers.TERM else []
    known = _papers(issuer.id, {one.number or 0 for one in shown.values()})
    doubles = {
        (symbol, one.page, one.number)
        for symbol, given in known.items()
        for taken in registers.by_span(given, issuer.numbers_restart, terms).values()
        for one in registers.doubles(taken)
    }
    return {
        one.id for one in shown.values() if (one.symbol, one.period, one.number or 0) in doubles
    }


def against_the_order(document: Document) -> str:
    """Say, in Vietnamese, that a paper's number and day contradict another's; "" where not."""
    if document.number is None or document.issued_on is None:
        return ""
    beside = db.session.execute(
        select(Document.number, Document.issued_on, Document.period).where(
            Document.issuer_id == document.issuer_id,
            Document.symbol == document.symbol,
            Document.period == document.period,
            Document.id != document.id,
        )
    )
    others = [Given(number, day, page) for number, day, page in beside if number and day]
    wrong = registers.out_of_order(document.number, document.issued_on, others)
    if wrong is None:
        return ""
    return (
        f"Số {document.number_and_symbol} ghi ngày {words.short_date(document.issued_on)}, "
        f"trong khi số {wrong.number:02d} ghi ngày {words.short_date(wrong.day)}: "
        "thứ tự số và ngày không khớp, đề nghị kiểm tra lại."
    )


def _papers(issuer_id: int, only: Iterable[int] | None = None) -> dict[str, list[Given]]:
    """Return the numbers of papers by symbol, all or *only* some: one query."""
    numbered = select(Document.symbol, Document.number, Document.issued_on, Document.period).where(
        Document.issuer_id == issuer_id, Document.number.is_not(None)
    )
    if only is not None:
        numbered = numbered.where(Document.number.in_(only))
    found: dict[str, list[Given]] = {}
    for symbol, number, day, page in db.session.execute(numbered):
        if number is not None and day is not None:
            found.setdefault(symbol, []).append(Given(number, day, page))
    return found


def _bases(issuer_id: int) -> dict[str, list[Given]]:
    """Return, by symbol, the last numbers that were given before the program: one query."""
    begun = select(RegisterCounter).where(
        RegisterCounter.issuer_id == issuer_id, RegisterCounter.base_on.is_not(None)
    )
    found: dict[str, list[Given]] = {}
    for one in db.session.scalars(begun):
        if one.base_on is not None:
            found.setdefault(one.symbol, []).append(Given(one.base, one.base_on, one.period))
    return found


def _span(period: str, taken: Sequence[Given], way: str, terms: Sequence[Span]) -> Span | None:
    """Return the span of a name; None for a page that does not count now."""
    spans = (registers.span_on(one.day, way, terms) for one in taken)
    return next((one for one in spans if one and one.name == period), None)


def _page(key: tuple[str, str], taken: Sequence[Given], base: int) -> Page:
    used = [one.number for one in taken]
    runs = registers.runs_text(registers.left_open(used, base))
    doubles = registers.runs_text(registers.runs_of(one.number for one in registers.doubles(taken)))
    return Page(*key, base, max([base, *used]), runs, doubles)

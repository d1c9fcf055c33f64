"""The register as the book that an office prints: A4, the head repeated on every page."""

from collections.abc import Sequence

from webapp.core import clock
from webapp.documents import search, services
from webapp.documents.blueprint import STATES
from webapp.documents.forms import SearchForm
from webapp.documents.models import Document
from webapp.documents.pdf import render_pdf
from webapp.documents.tree import Block, Column, Heading, Paper, Paragraph, Table, literal
from webapp.organizations.models import Issuer
from webapp.rules.text import long_date, number_text, short_date

MOST = 2000  # papers in one book; more are printed by spans of days
COLUMNS = (
    Column("Số", 0.45, "center"),
    Column("Ngày", 1.0, "center"),
    Column("Trích yếu", 2.45),
    Column("Đơn vị", 1.3),
    Column("Người ký", 1.1),
    Column("Ghi chú", 0.9),
)


def print_book(issuer: Issuer, papers: Sequence[Document], asked: SearchForm) -> bytes:
    """Return the PDF of the book: *papers* come in its order, with their organizations."""
    return render_pdf(
        Paper(
            style=issuer.style,
            superior=issuer.superior_line,
            issuer=issuer.own_line,
            number=None,
            symbol="",
            place=issuer.place,
            day=clock.today(),
            kind="SỔ VĂN BẢN",
            summary=_span(asked),
            addressee=None,
            blocks=tuple(_blocks(papers)),
            signatures=(),
            recipients=(),
            sent=False,
        )
    )


def _span(asked: SearchForm) -> str:
    since, until = asked.since.data, asked.until.data
    parts = [f"từ {long_date(since)}" if since else "", f"đến {long_date(until)}" if until else ""]
    return " ".join(part for part in parts if part) or f"Tính đến {long_date(clock.today())}"


def _blocks(papers: Sequence[Document]) -> list[Block]:
    pages: dict[tuple[str, str], list[Document]] = {}
    for paper in papers:
        pages.setdefault((paper.period, paper.symbol), []).append(paper)
    if not pages:
        return [Paragraph("Không có văn bản nào.")]
    blocks: list[Block] = []
    labels = dict(zip((one.id for one in papers), search.labels(papers), strict=True))
    for (period, symbol), rows in pages.items():
        blocks.append(Heading(2, f"{literal(symbol)}, {literal(_period(period))}"))
        blocks.append(Table(COLUMNS, tuple(_row(paper, labels[paper.id]) for paper in rows)))
    blocks.append(Paragraph(f"Tổng số: {number_text(len(papers))} văn bản."))
    return blocks


def _period(period: str) -> str:
    return f"năm {period}" if period.isdecimal() else f"nhiệm kỳ {period}"


def _row(document: Document, unit: str) -> tuple[str, ...]:
    paper = services.paper_of(document)
    notes = [] if document.state == "issued" else [STATES[document.state][0]]
    if document.is_on_paper:
        notes.append("Ban hành trên giấy")
    return (
        f"{document.number:02d}",
        short_date(document.issued_on) if document.issued_on else "",
        literal(document.summary),
        literal(unit),
        paper.signatures[-1].name if paper.signatures else "",
        "; ".join(notes),
    )

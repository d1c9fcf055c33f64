"""The register as the book that an office prints: A4, the head repeated on every page."""

from collections.abc import Mapping, Sequence

from webapp.core import clock
from webapp.documents.copies.original import fates
from webapp.documents.forms import SearchForm
from webapp.documents.models import Document
from webapp.documents.pdf.render import render_pdf
from webapp.documents.register import checking, search
from webapp.documents.road import services
from webapp.documents.tree import Block, Column, Heading, Paper, Paragraph, Table, literal
from webapp.organizations.models import Issuer
from webapp.rules.text import long_date, number_text, short_date

LeftOpen = Mapping[tuple[str, str], str]  # (period, symbol) → "03, 05–07"
MOST = 2000  # papers in one book; more are printed by spans of days
COLUMNS = (
    Column("Số", 0.45, "center"),
    Column("Ngày", 1.0, "center"),
    Column("Trích yếu", 2.45),
    Column("Đơn vị", 1.3),
    Column("Người ký", 1.1),
    Column("Ghi chú", 0.9),
)


def print_register(
    issuer: Issuer, papers: Sequence[Document], asked: SearchForm, left_open: LeftOpen
) -> bytes:
    """Return the PDF of the book: *papers* come in its order, with their organizations.

    *left_open* are the numbers that no paper has, told below each page they belong to.
    """
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
            blocks=tuple(_blocks(issuer, papers, left_open)),
            signatures=(),
            recipients=(),
            sent=False,
        )
    )


def _span(asked: SearchForm) -> str:
    since, until = asked.since.data, asked.until.data
    parts = [f"từ {long_date(since)}" if since else "", f"đến {long_date(until)}" if until else ""]
    return " ".join(part for part in parts if part) or f"Tính đến {long_date(clock.today())}"


def _blocks(issuer: Issuer, papers: Sequence[Document], left_open: LeftOpen) -> list[Block]:
    pages: dict[tuple[str, str], list[Document]] = {}
    for paper in papers:
        pages.setdefault((paper.period, paper.symbol), []).append(paper)
    if not pages:
        return [Paragraph("Không có văn bản nào.")]
    blocks: list[Block] = []
    told = _notes(issuer, papers)
    labels = dict(zip((one.id for one in papers), search.labels(papers), strict=True))
    for (period, symbol), rows in pages.items():
        blocks.append(Heading(2, f"{literal(symbol)}, {literal(_period(period))}"))
        blocks.append(
            Table(
                COLUMNS,
                tuple(_row(paper, labels[paper.id], told.get(paper.id, "")) for paper in rows),
            )
        )
        if numbers := left_open.get((period, symbol)):
            blocks.append(Paragraph(f"Số còn trống: {numbers}."))
    blocks.append(Paragraph(f"Tổng số: {number_text(len(papers))} văn bản."))
    return blocks


def _period(period: str) -> str:
    return f"năm {period}" if period.isdecimal() else f"nhiệm kỳ {period}"


def _notes(issuer: Issuer, papers: Sequence[Document]) -> dict[int, str]:
    """Return what is noted of papers: what became of a copy's original, a number given twice."""
    told = dict(fates(papers))
    for one in checking.standing_twice(issuer, papers):
        told[one] = "; ".join(filter(None, (told.get(one, ""), checking.TWICE)))
    return told


def _row(document: Document, unit: str, note: str) -> tuple[str, ...]:
    """Return a line of the book; *note* is what else is told of it."""
    paper = services.paper_of(document)
    signed = (paper.copy or paper).signatures  # a copy is signed by who certifies it
    notes = [] if document.state == "issued" else [document.standing.words]
    if document.is_on_paper:
        notes.append("Ban hành trên giấy")
    notes += [literal(note)] if note else []
    return (
        f"{document.number:02d}",
        short_date(document.issued_on) if document.issued_on else "",
        literal(document.summary),
        literal(unit),
        signed[-1].name if signed else "",
        "; ".join(notes),
    )

"""The upper part of a paper: who writes, its number, where and when, its kind and summary."""

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from webapp.documents.measures import Measures
from webapp.documents.pdf import fonts
from webapp.documents.pdf.fonts import NBSP
from webapp.documents.pdf.grid import Grid, Ruling
from webapp.documents.pdf.marks import RuledTitle
from webapp.documents.pdf.text import Look, paragraph
from webapp.documents.tree import Paper, addressee_line, date_line, number_line


def head(paper: Paper, measures: Measures) -> list[Flowable]:
    """Return everything above the first block."""
    title = RuledTitle(
        measures.motto, fonts.BOLD, measures.motto_pt, measures.line_pt, measures.rule_pt
    )
    parts: list[Flowable] = [columns(paper, measures, title)]
    if paper.kind.strip():
        kind = Look(
            measures.kind_pt, measures.line_pt + 2, fonts.BOLD, above=1.5 * measures.line_pt
        )
        summary = Look(measures.summary_pt, measures.line_pt, fonts.BOLD, above=2)
        rule = Look(measures.summary_pt, measures.line_pt)
        parts.append(paragraph(paper.kind, kind, capitals=True))
        parts.append(paragraph(paper.summary, summary))
        parts.append(paragraph(measures.summary_rule, rule))
    if paper.addressee:
        look = Look(measures.body_pt, measures.line_pt, above=measures.line_pt)
        parts.append(paragraph(addressee_line(paper), look))
    return parts


def columns(paper: Paper, measures: Measures, title: Flowable) -> Grid:
    """Return the two columns: a second row holds number and date on one level."""
    date = Look(measures.head_pt, measures.line_pt, fonts.ITALIC)
    # The date breaks from the place only as a whole.
    place = f"{paper.place}, {date_line(paper).replace(' ', NBSP)}"
    dated = [paragraph(place, date)] if paper.place.strip() else []
    return Grid(
        [[_bodies(paper, measures), [title]], [_number(paper, measures), dated]],
        [measures.left_column_mm * mm, measures.right_column_mm * mm],
        Ruling(measures.text_height_mm * mm, together=2),
    )


def _bodies(paper: Paper, measures: Measures) -> list[Flowable]:
    plain = Look(measures.head_pt, measures.line_pt)
    bold = Look(measures.head_pt, measures.line_pt, fonts.BOLD)
    superior = [paragraph(paper.superior, plain, capitals=True)] if paper.superior.strip() else []
    star = paragraph(measures.star, plain)
    return [*superior, paragraph(paper.issuer, bold, capitals=True), star]


def _number(paper: Paper, measures: Measures) -> list[Flowable]:
    plain = Look(measures.head_pt, measures.line_pt)
    bold = Look(measures.head_pt, measures.line_pt, fonts.BOLD)
    parts: list[Flowable] = []
    if paper.symbol.strip():
        parts.append(paragraph(number_line(paper).replace(" ", NBSP), plain))
    if paper.urgency.strip():
        parts.append(paragraph(paper.urgency, bold, capitals=True))
    if not paper.kind.strip():
        size = measures.letter_summary_pt
        parts.append(paragraph(paper.summary, Look(size, size + 3, fonts.ITALIC)))
    return parts

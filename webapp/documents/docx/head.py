"""The upper part of a paper in Word: two columns without borders, then kind and summary."""

from docx.document import Document
from docx.shared import Pt
from docx.table import _Cell

from webapp.documents.docx.text import add, add_table, width_pt, xml
from webapp.documents.measures import Measures
from webapp.documents.pdf import fonts
from webapp.documents.pdf.fonts import NBSP
from webapp.documents.tree import Paper, addressee_line, date_line, number_line


def write_head(document: Document, paper: Paper, measures: Measures) -> None:
    """Write everything above the first block."""
    columns = [measures.left_column_mm, measures.right_column_mm]
    table = add_table(document, "TableLayout", columns, 2)
    (bodies, motto), (number, dated) = (row.cells for row in table.rows)
    write_bodies(bodies, paper, measures)
    _write_motto(motto, measures)
    write_number(number, paper)
    write_place(dated, paper)
    if paper.kind.strip():
        add(document, "Title", paper.kind, capitals=True)
        add(document, "Subtitle", paper.summary)
        add(document, "SummaryRule", measures.summary_rule)
    if paper.addressee:
        add(document, "Addressee", addressee_line(paper))


def write_bodies(cell: _Cell, paper: Paper, measures: Measures) -> None:
    """Write the superior, the issuer and the star below."""
    if paper.superior.strip():
        add(cell, "Superior", paper.superior, capitals=True)
    add(cell, "Issuer", paper.issuer, capitals=True)
    add(cell, "Star", measures.star)


def write_place(cell: _Cell, paper: Paper) -> None:
    """Write place and date; the date breaks from the place only as a whole."""
    place = f"{paper.place}, {date_line(paper).replace(' ', NBSP)}" if paper.place.strip() else ""
    add(cell, "PlaceDate", place)


def _write_motto(cell: _Cell, measures: Measures) -> None:
    """Write the motto; its rule is the border of an empty line as wide as the words."""
    add(cell, "Motto", measures.motto)
    words = width_pt(measures.motto, fonts.BOLD, measures.motto_pt)
    side = Pt((measures.right_column_mm * 72 / 25.4 - words) / 2)
    rule = add(cell, "Gap")
    eighths = round(8 * measures.rule_pt)
    border = f'<w:top w:val="single" w:sz="{eighths}" w:space="0" w:color="auto"/>'
    rule._p.get_or_add_pPr().append(xml(f"<w:pBdr>{border}</w:pBdr>"))
    rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = side


def write_number(cell: _Cell, paper: Paper) -> None:
    """Write the number, the urgency, and the summary of a letter."""
    if paper.symbol.strip():
        add(cell, "Number", number_line(paper).replace(" ", NBSP))
    if paper.urgency.strip():
        add(cell, "Urgency", paper.urgency, capitals=True)
    if not paper.kind.strip():
        add(cell, "LetterSummary", paper.summary)
    if not cell.paragraphs:
        add(cell, "Number")

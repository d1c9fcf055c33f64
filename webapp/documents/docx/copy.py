"""Below a certified copy in Word: the block that says who copied and under what number."""

from docx.document import Document
from docx.shared import Pt

from webapp.documents.docx.close import write_closing
from webapp.documents.docx.head import write_bodies, write_number, write_place
from webapp.documents.docx.text import add, add_table, space, xml
from webapp.documents.measures import Measures
from webapp.documents.tree import Paper


def write_copy(document: Document, copy: Paper | None, measures: Measures) -> None:
    """Write the block under a rule; nothing for a paper that is no copy."""
    if copy is None:
        return
    space(document, measures.line_pt, keep_next=True)
    rule = space(document, measures.line_pt / 2, keep_next=True)
    eighths = round(8 * measures.rule_pt)
    border = f'<w:top w:val="single" w:sz="{eighths}" w:space="0" w:color="auto"/>'
    rule._p.get_or_add_pPr().append(xml(f"<w:pBdr>{border}</w:pBdr>"))
    columns = [measures.left_column_mm, measures.right_column_mm]
    (bodies, kind), (number, dated) = (
        row.cells for row in add_table(document, "TableLayout", columns, 2).rows
    )
    write_bodies(bodies, copy, measures)
    add(kind, "Title", copy.kind, capitals=True).paragraph_format.space_before = Pt(0)
    write_number(number, copy)
    write_place(dated, copy)
    cells = (bodies, kind, number, dated)
    write_closing(document, copy, measures, [one for cell in cells for one in cell.paragraphs])

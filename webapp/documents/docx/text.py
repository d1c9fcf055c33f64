"""Texts and tables of a paper as Word's own paragraphs, runs and cells."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import _Footer, _Header
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from webapp.documents.docx.styles import twips_of_mm
from webapp.documents.pdf import fonts
from webapp.documents.tree import spans, words

GAP_COLOUR = RGBColor(0xC0, 0x00, 0x00)

Place = Document | _Cell | _Header | _Footer


def add(place: Place, style: str, text: str = "", *, capitals: bool = False) -> Paragraph:
    """Add a paragraph of `style` (an id of docx_styles) whose text keeps its own marks."""
    paragraph = place.add_paragraph()
    paragraph._p.style = style
    for span in spans(text):
        # A gap keeps its small letters among capitals.
        run = paragraph.add_run(span.text.upper() if capitals and not span.gap else span.text)
        if span.bold:
            run.font.bold = run.font.cs_bold = True
        if span.italic:
            run.font.italic = run.font.cs_italic = True
        if span.gap:
            run.font.color.rgb = GAP_COLOUR
    return paragraph


def space(place: Place, height_pt: float, *, keep_next: bool = False) -> Paragraph:
    """Add an empty line of `height_pt`: Word knows no room above or below a table."""
    paragraph = add(place, "Gap")
    paragraph.paragraph_format.line_spacing = Pt(height_pt)
    paragraph.paragraph_format.keep_with_next = keep_next or None
    return paragraph


def add_table(
    document: Document, style: str, widths_mm: Sequence[float], rows: int, *, breaks: bool = False
) -> Table:
    """Add a table of empty cells; each must be given a paragraph. `breaks` allows it in rows."""
    table: Table = document.add_table(rows, len(widths_mm))
    table._tbl.tblPr.style = style
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    (width,) = table._tbl.tblPr.xpath("w:tblW")
    width.set(qn("w:type"), "dxa")
    width.set(qn("w:w"), str(twips_of_mm(sum(widths_mm))))
    for column, millimetres in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(millimetres)
    for row in table.rows:
        for cell, millimetres in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(millimetres)
            cell._tc.clear_content()
        if not breaks:
            mark(row, "cantSplit")
    return table


def mark(row: _Row, what: str) -> None:
    """Set a property of a row that the library has no name for: cantSplit, tblHeader."""
    row._tr.get_or_add_trPr().append(xml(f"<w:{what}/>"))


def xml(text: str) -> BaseOxmlElement:
    """Return one element; its names may use the prefix w."""
    end = min(place for place in (text.find(" "), text.find("/"), text.find(">")) if place > 0)
    return parse_xml(f"{text[:end]} {nsdecls('w')}{text[end:]}")


def bound(paragraphs: Sequence[Paragraph]) -> None:
    """Keep each of `paragraphs` on the page of what follows it."""
    for paragraph in paragraphs:
        paragraph.paragraph_format.keep_with_next = True


def width_pt(text: str, face: str, size: float) -> float:
    """Return the width of `text` on one line; Tinos is as wide as Times New Roman.

    Word draws what Tinos cannot draw from another face: taken to be as wide as an m.
    """
    shown = words(text).replace("\n", " ")
    unknown = str.maketrans(dict.fromkeys(fonts.missing_glyphs(shown), "m"))
    return size * fonts.em_width(face, shown.translate(unknown))

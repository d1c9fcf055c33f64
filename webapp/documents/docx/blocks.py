"""The blocks of a paper's body in Word: headings, lists, tables and boxes that Word knows."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from webapp.documents.docx.styles import CELL_SIDE_PT, twips, twips_of_mm
from webapp.documents.docx.text import add, add_table, bound, mark, space, width_pt, xml
from webapp.documents.measures import Measures
from webapp.documents.pdf import fonts
from webapp.documents.tree import paper as t

_LEAST_COLUMN_MM = 10.0
_LONG_LINES = 4  # of a row of a table
_PLOT_LABEL_SHARE, _PLOT_VALUE_SHARE = 0.4, 0.2  # of the text width; the bars take the rest
_BAR_COLOUR = "8C8C8C"
_OPTIONS_ABREAST = 4
_BOX = {False: "\u2610", True: "\u2612"}
_BOX_FACE = "MS Gothic"  # the face of Word's own boxes

Ends = tuple[Paragraph, Sequence[Paragraph]]  # the first of a block; its end, kept together


def write_body(
    document: Document, blocks: Sequence[t.Block], measures: Measures
) -> Sequence[Paragraph]:
    """Write `blocks`; return what stands last, so that the signatures can stay with it."""
    last: Sequence[Paragraph] = []
    new_page = False
    for block in blocks:
        if isinstance(block, t.PageBreak):
            new_page = True
            continue
        first, last = _write(document, block, measures)
        if new_page:
            first.paragraph_format.page_break_before = True
        new_page = False
    return last


def _write(document: Document, block: t.Block, measures: Measures) -> Ends:
    match block:
        case t.Heading(level=level, text=text):
            return _one(add(document, f"Heading{level}", text))
        case t.Paragraph(text=text):
            return _one(add(document, "BodyText", text))
        case t.Item(text=text):
            return _one(add(document, "ListBullet", text))
        case t.Table():
            return _write_table(document, block, measures)
        case t.Figure():
            return _write_figure(document, block, measures)
        case t.Boxes():
            return _write_boxes(document, block, measures)
        case t.Appendix(title=title, summary=summary):
            first = add(document, "Title", title, capitals=True)
            first.paragraph_format.page_break_before = True
            return first, [first, *([add(document, "Subtitle", summary)] if summary else [])]
        case t.PageBreak():
            raise AssertionError("a page break is written with what follows it")


def _one(paragraph: Paragraph) -> Ends:
    return paragraph, [paragraph]


def _write_table(document: Document, block: t.Table, measures: Measures) -> Ends:
    first = space(document, measures.line_pt / 2, keep_next=True)
    widths = _column_widths(block, measures)
    table = add_table(document, "TableGrid", widths, 1 + len(block.rows), breaks=True)
    head, *rows = table.rows
    mark(head, "cantSplit")
    mark(head, "tblHeader")
    last = [
        add(cell, "ColumnTitle", column.title)
        for cell, column in zip(head.cells, block.columns, strict=True)
    ]
    for row, texts in zip(rows, block.rows, strict=True):
        if not _is_long(texts, widths, measures):
            mark(row, "cantSplit")
        last = [add(cell, "Cell", text) for cell, text in zip(row.cells, texts, strict=True)]
        for paragraph, column in zip(last, block.columns, strict=True):
            if column.align != "left":
                paragraph._p.get_or_add_pPr().append(xml(f'<w:jc w:val="{column.align}"/>'))
    # What follows brings its own gap.
    below = space(document, measures.line_pt / 2 - measures.paragraph_gap_pt)
    return first, [*last, below]


def _is_long(texts: Sequence[str], widths_mm: Sequence[float], measures: Measures) -> bool:
    """Return True for a row that may break: Word would leave one line of a short one behind."""
    return any(
        width_pt(text, fonts.REGULAR, measures.table_pt) > _LONG_LINES * width * 72 / 25.4
        or text.count("\n") >= _LONG_LINES
        for text, width in zip(texts, widths_mm, strict=True)
    )


def _column_widths(block: t.Table, measures: Measures) -> list[float]:
    """Return the widths by share in millimetres, none too narrow for a word."""
    width = measures.text_width_mm
    shares = [column.width_share for column in block.columns]
    widths = [width * share / sum(shares) for share in shares]
    least = min(_LEAST_COLUMN_MM, width / len(shares))
    if min(widths) < least:
        spare = width - least * len(shares)
        widths = [least + spare * share / sum(shares) for share in shares]
    return widths


def _write_figure(document: Document, block: t.Figure, measures: Measures) -> Ends:
    """Write the bars as a table that Word can change: a bar is a shaded, shortened line."""
    title = add(document, "FigureTitle", block.title)
    if not block.values:
        return _one(title)
    space(document, measures.paragraph_gap_pt, keep_next=True)
    width, longest = measures.text_width_mm, max(block.values) or 1
    bars = width * (1 - _PLOT_LABEL_SHARE - _PLOT_VALUE_SHARE)
    widths = [_PLOT_LABEL_SHARE * width, bars, _PLOT_VALUE_SHARE * width]
    rows = add_table(document, "TableLayout", widths, len(block.values)).rows
    for row, text, value in zip(rows, block.labels, block.values, strict=True):
        label, bar, figure = row.cells
        for cell in row.cells:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        last = [
            add(label, "FigureLabel", text),
            _write_bar(bar, value / longest, bars),
            add(figure, "FigureValue", t.literal(t.figure(value, block.unit))),
        ]
        bound(last)
    return title, [*last, space(document, 1)]


def _write_bar(cell: _Cell, share: float, width_mm: float) -> Paragraph:
    """Write an empty line, shaded over `share` (0 to 1) of `width_mm`."""
    axis = '<w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    borders = xml(f"<w:tcBorders>{axis}</w:tcBorders>")
    cell._tc.get_or_add_tcPr().insert_element_before(borders, "w:vAlign")
    paragraph = add(cell, "Bar")
    if share:
        shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{_BAR_COLOUR}"/>'
        paragraph._p.get_or_add_pPr().append(xml(shading))
    paragraph.paragraph_format.right_indent = Mm((1 - share) * width_mm)
    return paragraph


def _write_boxes(document: Document, block: t.Boxes, measures: Measures) -> Ends:
    """Write boxes that Word ticks at a click, abreast when they are few and short."""
    question = add(document, "Question", block.text)
    across = _abreast(block.options, measures)
    step = (measures.text_width_mm - measures.first_line_mm) / across
    lines = [question]
    for start in range(0, len(block.options), across):
        line = add(document, "Options")
        stops = (measures.first_line_mm + step * place for place in range(1, across))
        tabs = "".join(f'<w:tab w:val="left" w:pos="{twips_of_mm(at)}"/>' for at in stops)
        if tabs:
            line._p.get_or_add_pPr().append(xml(f"<w:tabs>{tabs}</w:tabs>"))
        for place, option in enumerate(block.options[start : start + across]):
            if place:
                line.add_run("\t")
            line._p.append(_box(option.ticked, measures))
            line.add_run(f" {t.words(option.label)}")
        lines.append(line)
    bound(lines[:-1])
    return question, lines[-1:]


def _abreast(options: Sequence[t.Option], measures: Measures) -> int:
    """Return how many options stand on one line: up to four, one when a label is too long."""
    across = max(1, min(len(options), _OPTIONS_ABREAST))
    room = twips_of_mm(measures.text_width_mm - measures.first_line_mm) / across
    size = measures.body_pt
    widest = max((width_pt(o.label, fonts.REGULAR, size) for o in options), default=0)
    return across if twips(widest + 2 * size + CELL_SIDE_PT) < room else 1


def _box(ticked: bool, measures: Measures) -> BaseOxmlElement:
    size = round(2 * measures.body_pt)
    return xml(
        "<w:sdt><w:sdtPr>"
        '<w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
        f'<w14:checked w14:val="{int(ticked)}"/>'
        f'<w14:checkedState w14:val="2612" w14:font="{_BOX_FACE}"/>'
        f'<w14:uncheckedState w14:val="2610" w14:font="{_BOX_FACE}"/></w14:checkbox></w:sdtPr>'
        f'<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="{_BOX_FACE}" w:eastAsia="{_BOX_FACE}"'
        f' w:hAnsi="{_BOX_FACE}" w:hint="eastAsia"/><w:sz w:val="{size}"/></w:rPr>'
        f"<w:t>{_BOX[ticked]}</w:t></w:r></w:sdtContent></w:sdt>"
    )

"""The blocks of a paper's body as flowables."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable
from reportlab.platypus import PageBreak as NewPage

from webapp.documents.measures import Measures
from webapp.documents.pdf import fonts
from webapp.documents.pdf.flow import Bound, stack_height
from webapp.documents.pdf.grid import Grid, Ruling
from webapp.documents.pdf.marks import Bar, TickBox
from webapp.documents.pdf.text import Look, body_look, paragraph
from webapp.documents.tree import paper as t

_HEADING_FACES = {1: fonts.BOLD, 2: fonts.BOLD, 3: fonts.BOLD_ITALIC}
_PLOT_LABEL_SHARE = 0.4  # of the text width; the longest bar takes the same again
_OPTIONS_ABREAST = 4
_LONGEST_LABEL = 300  # letters at a bar, which cannot break across pages
_CELL_SIDE, _CELL_TOP = 4, 3  # points between a cell's text and its border
_LEAST_COLUMN = 10 * mm
_BORDER = 0.5  # points


def body(blocks: Sequence[t.Block], measures: Measures, tail: Flowable | None) -> list[Flowable]:
    """Return the flowables of `blocks`, headings bound to what follows, `tail` to the end."""
    flow: list[Flowable] = []
    heads: list[Flowable] = []
    last = _last_content(blocks)
    for place, block in enumerate(blocks[: last + 1]):
        if isinstance(block, t.Appendix):
            flow += [*heads, NewPage()]
            heads = _appendix_title(block, measures)
            continue
        if isinstance(block, t.PageBreak):
            flow += heads
            heads = []
            if not (flow and isinstance(flow[-1], NewPage)):
                flow.append(NewPage())
            continue
        *intro, main = block_flowables(block, measures)
        heads += intro
        if isinstance(block, t.Heading) and place < last:
            heads.append(main)
            continue
        flow.append(_bind(heads, main, tail if place == last else None, measures))
        heads = []
    return flow if last >= 0 or tail is None else [tail]


def _last_content(blocks: Sequence[t.Block]) -> int:
    """Return the place of the last block that prints something, -1 for none."""
    breaks = t.PageBreak | t.Appendix
    places = [i for i, block in enumerate(blocks) if not isinstance(block, breaks)]
    return places[-1] if places else -1


def _appendix_title(block: t.Appendix, measures: Measures) -> list[Flowable]:
    kind = Look(measures.kind_pt, measures.line_pt + 2, fonts.BOLD)
    summary = Look(measures.summary_pt, measures.line_pt, fonts.BOLD, above=2)
    below = [paragraph(block.summary, summary)] if block.summary else []
    return [paragraph(block.title, kind, capitals=True), *below]


def _bind(
    heads: Sequence[Flowable], main: Flowable, tail: Flowable | None, measures: Measures
) -> Flowable:
    if not heads and tail is None:
        return main
    keep, page = 2 * measures.line_pt, measures.text_height_mm * mm
    return Bound(heads, main, tail, keep=keep, page=page)


def block_flowables(block: t.Block, measures: Measures) -> list[Flowable]:
    """Return what prints `block`; all but the last announce the last and stay with it."""
    match block:
        case t.Heading(level=level, text=text):
            return [paragraph(text, body_look(measures, _HEADING_FACES[level], level))]
        case t.Paragraph(text=text):
            return [paragraph(text, body_look(measures))]
        case t.Item(text=text):
            return [paragraph(f"- {text}", body_look(measures))]
        case t.Table():
            return [_table(block, measures)]
        case t.Figure():
            return _figure(block, measures)
        case t.Boxes():
            return [paragraph(block.text, body_look(measures)), _boxes(block, measures)]
        case t.PageBreak() | t.Appendix():
            return [NewPage()]


def _table(block: t.Table, measures: Measures) -> Grid:
    size, line = measures.table_pt, measures.table_line_pt
    title = Look(size, line, fonts.BOLD)
    looks = [Look(size, line, align=column.align) for column in block.columns]
    rows = [[[paragraph(column.title, title)] for column in block.columns]]
    rows += [
        [[paragraph(cell, look)] for cell, look in zip(row, looks, strict=True)]
        for row in block.rows
    ]
    widths = _column_widths(block, measures)
    page = measures.text_height_mm * mm
    titles = [stack_height(c, w - 2 * _CELL_SIDE) for c, w in zip(rows[0], widths, strict=True)]
    ruling = Ruling(
        page,
        side=_CELL_SIDE,
        top=_CELL_TOP,
        border=_BORDER,
        # A head that would fill the page is not repeated: nothing else would fit.
        repeated=1 if max(titles) < page / 2 else 0,
        rows_break=True,
        above=measures.line_pt / 2,
        below=measures.line_pt / 2,
    )
    return Grid(rows, widths, ruling)


def _column_widths(block: t.Table, measures: Measures) -> list[float]:
    """Return the widths by share, none too narrow for a word."""
    width = measures.text_width_mm * mm
    shares = [column.width_share for column in block.columns]
    widths = [width * share / sum(shares) for share in shares]
    least = min(_LEAST_COLUMN, width / len(shares))
    if min(widths) < least:
        spare = width - least * len(shares)
        widths = [least + spare * share / sum(shares) for share in shares]
    return widths


def _figure(block: t.Figure, measures: Measures) -> list[Flowable]:
    size, line = measures.table_pt, measures.table_line_pt
    title = paragraph(block.title, Look(size, line, fonts.BOLD, above=measures.line_pt / 2))
    if not block.values:
        return [title]
    axis = _PLOT_LABEL_SHARE * measures.text_width_mm * mm
    longest = max(block.values) or 1
    shown_values = [t.figure(value, block.unit) for value in block.values]
    label = Look(size, line, align="right")
    rows = [
        [[Bar(paragraph(text[:_LONGEST_LABEL], label), value / longest, shown, axis)]]
        for text, value, shown in zip(block.labels, block.values, shown_values, strict=True)
    ]
    page = measures.text_height_mm * mm
    bars = Grid(rows, [measures.text_width_mm * mm], Ruling(page, above=measures.paragraph_gap_pt))
    return [title, bars]


def _boxes(block: t.Boxes, measures: Measures) -> Flowable:
    """Return the options abreast when they are few and short, else one below the other."""
    size, line = measures.body_pt, measures.line_pt
    look = Look(size, line, align="left")
    indent, square = measures.first_line_mm * mm, 1.3 * size
    inner = measures.text_width_mm * mm - indent
    labels = [paragraph(option.label, look) for option in block.options]
    across = max(1, min(len(labels), _OPTIONS_ABREAST))
    if any(label.longest_word() > inner / across - 2 * square for label in labels):
        across = 1
    cells: list[list[Flowable]] = []
    for option, label in zip(block.options, labels, strict=True):
        cells += [[TickBox(option.ticked, size, line)], [label]]
    cells += [[] for _ in range(-len(cells) % (2 * across) or (0 if cells else 2))]
    rows = [[[], *cells[i : i + 2 * across]] for i in range(0, len(cells), 2 * across)]
    widths = [indent, *[square, inner / across - square] * across]
    return Grid(rows, widths, Ruling(measures.text_height_mm * mm))

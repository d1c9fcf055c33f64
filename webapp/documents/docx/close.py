"""The lower part of a paper in Word: signatures, and the recipients beside or below them."""

from collections.abc import Sequence
from itertools import zip_longest

from docx.document import Document
from docx.shared import Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from webapp.documents.docx.styles import signing
from webapp.documents.docx.text import add, add_table, bound, space
from webapp.documents.measures import Measures
from webapp.documents.tree import Paper, Signature, is_direction, listed

_BETWEEN_PT = 12.0  # from a name to the next signatory below it


def write_closing(
    document: Document, paper: Paper, measures: Measures, last: Sequence[Paragraph]
) -> None:
    """Write what stands below the body; `last` is the body's end, which stays with it."""
    lefts = [s for s in paper.signatures if s.side == "left"]
    rights = [s for s in paper.signatures if s.side == "right"]
    people = bool(paper.recipients or paper.copied)
    if not (paper.signatures or people):
        return
    if lefts or rights:
        bound(last)
    space(document, measures.line_pt, keep_next=True)
    if lefts:
        _write_pairs(document, paper, measures, list(zip_longest(lefts, rights)))
        if not people:
            return
        space(document, measures.line_pt)
        rights = []
    table = add_table(
        document, "TableLayout", [measures.left_column_mm, measures.right_column_mm], 1
    )
    left, right = table.rows[0].cells
    _write_recipients(left, paper)
    for place, signature in enumerate(rights):
        _write_office(right, signature, paper, _BETWEEN_PT if place else 0)
        _write_name(right, signature, paper)
    if not rights:
        space(right, 1)


def _write_pairs(
    document: Document,
    paper: Paper,
    measures: Measures,
    pairs: Sequence[tuple[Signature | None, Signature | None]],
) -> None:
    """Write two rows a pair, so that the names stand on one level."""
    half = measures.text_width_mm / 2
    rows = add_table(document, "TableLayout", [half, half], 2 * len(pairs)).rows
    for place, pair in enumerate(pairs):
        above = _BETWEEN_PT if place else 0
        offices, names = rows[2 * place].cells, rows[2 * place + 1].cells
        for signature, office, name in zip(pair, offices, names, strict=True):
            if signature:
                _write_office(office, signature, paper, above)
                written = _write_name(name, signature, paper)
                if place < len(pairs) - 1:
                    bound([written])
            for cell in (office, name):
                if not cell.paragraphs:
                    space(cell, 1, keep_next=cell is office)


def _write_office(cell: _Cell, signature: Signature, paper: Paper, above_pt: float) -> None:
    parts = (("Authority", signature.authority), ("Position", signature.position))
    for part, text in parts:
        if text.strip():
            style = signing(part, signature.style, paper)
            paragraph = add(cell, style, text, capitals=not is_direction(text))
            if above_pt:
                paragraph.paragraph_format.space_before = Pt(above_pt)
            above_pt = 0


def _write_name(cell: _Cell, signature: Signature, paper: Paper) -> Paragraph:
    return add(cell, signing("Signatory", signature.style, paper), signature.name)


def _write_recipients(cell: _Cell, paper: Paper) -> None:
    for title, people in (("Nơi nhận:", paper.recipients), ("Đồng kính gửi:", paper.copied)):
        if people:
            add(cell, "RecipientsTitle", title)
            for text in listed(people):
                add(cell, "Recipient", text)
    if not cell.paragraphs:
        space(cell, 1)

"""The lower part of a paper: signatures, and the recipients beside them."""

from collections.abc import Sequence
from itertools import zip_longest

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from webapp.documents.measures import Measures, measures_for
from webapp.documents.pdf import fonts
from webapp.documents.pdf.flow import Beside, Bound
from webapp.documents.pdf.grid import Grid, Ruling
from webapp.documents.pdf.text import Look, paragraph
from webapp.documents.tree import Paper, Signature, is_direction, listed

Pair = tuple[Signature | None, Signature | None]

_BETWEEN_SIGNATURES = 12  # points


def closing(paper: Paper, measures: Measures) -> tuple[Flowable | None, list[Flowable]]:
    """Return what must stay with the end of the body, and what may follow it freely.

    One signature stands at right, the recipients beside it; with a second one
    at left (co-approval, minutes) the recipients go below both.
    """
    lefts = [s for s in paper.signatures if s.side == "left"]
    rights = [s for s in paper.signatures if s.side == "right"]
    people = _recipients(paper, measures)
    above = measures.line_pt
    if lefts:
        half = measures.text_width_mm * mm / 2
        signatures = _signatures(list(zip_longest(lefts, rights)), [half, half], paper, measures)
        signatures.spaceBefore = above
        return signatures, [_beside(people, [], measures)] if people else []
    if not (rights or people):
        return None, []
    column = measures.right_column_mm * mm
    block = [_signatures([(s, None) for s in rights], [column], paper, measures)] if rights else []
    return _beside(people, block, measures), []


def _beside(people: list[Flowable], block: list[Grid], measures: Measures) -> Beside:
    left, page = measures.left_column_mm * mm, measures.text_height_mm * mm
    return Beside(people, block, left, measures.line_pt, page)


def _signatures(
    pairs: Sequence[Pair], widths: Sequence[float], paper: Paper, measures: Measures
) -> Grid:
    """Return the signatures in two rows a pair, so that the names stand on one level."""
    room = Spacer(0, measures.signature_room_lines * measures.line_pt)
    rows: list[list[list[Flowable]]] = []
    for pair in pairs:
        apart = [Spacer(0, _BETWEEN_SIGNATURES)] if rows else []
        signatories = pair[: len(widths)]
        rows.append([[*apart, *_office(s, paper)] if s else [] for s in signatories])
        rows.append([[room, _name(s, paper)] if s else [] for s in signatories])
    return Grid(rows, widths, Ruling(measures.text_height_mm * mm, together=2))


def _look(signature: Signature, paper: Paper, face: str) -> Look:
    # Each signatory follows the rules of the own organisation, not the paper's.
    measures = measures_for(signature.style, paper.day)
    return Look(measures.signature_pt, measures.line_pt, face)


def _office(signature: Signature, paper: Paper) -> list[Flowable]:
    lines = ((signature.authority, fonts.BOLD), (signature.position, fonts.REGULAR))
    return [
        paragraph(text, _look(signature, paper, face), capitals=not is_direction(text))
        for text, face in lines
        if text.strip()
    ]


def _name(signature: Signature, paper: Paper) -> Flowable:
    return paragraph(signature.name, _look(signature, paper, fonts.BOLD))


def _recipients(paper: Paper, measures: Measures) -> list[Flowable]:
    size = measures.recipients_pt
    line = Look(size, size + 2, align="left")
    parts: list[Flowable] = []
    for title, people in (("Nơi nhận:", paper.recipients), ("Đồng kính gửi:", paper.copied)):
        if people:
            first, *others = [paragraph(text, line) for text in listed(people)]
            # The title never ends a page alone.
            title_line, page = _recipients_title(title, measures), measures.text_height_mm * mm
            parts += [Bound([title_line], first, keep=0, page=page), *others]
    return parts


def _recipients_title(title: str, measures: Measures) -> Flowable:
    size, line, above = measures.recipients_title_pt, measures.line_pt, measures.paragraph_gap_pt
    if measures.recipients_title_underlined:
        return paragraph(title, Look(size, line, align="left", above=above, underlined=True))
    return paragraph(title, Look(size, line, fonts.BOLD_ITALIC, "left", above=above))

"""Below a certified copy: the block that says who copied, under what number, and who answers."""

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from webapp.documents.measures import Measures
from webapp.documents.pdf import fonts
from webapp.documents.pdf.canvas import PaperCanvas, Part
from webapp.documents.pdf.close import closing
from webapp.documents.pdf.flow import Bound
from webapp.documents.pdf.head import columns
from webapp.documents.pdf.text import Look, paragraph
from webapp.documents.tree import Paper


class Line(Part):
    """A rule across the page between the paper and the block, with room on both sides."""

    def __init__(self, above: float, rule: float) -> None:
        super().__init__()
        self.spaceBefore, self.rule = above, rule

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the size."""
        self.width, self.height = width, self.spaceBefore / 2
        return width, self.height

    def paint(self, sheet: PaperCanvas, x: float, y: float) -> None:
        """Draw the rule."""
        sheet.setLineWidth(self.rule)
        sheet.line(x, y + self.height, x + self.width, y + self.height)


def copy_block(copy: Paper | None, measures: Measures) -> list[Flowable]:
    """Return the block, which never falls apart, or nothing for a paper that is no copy."""
    if copy is None:
        return []
    kind = Look(measures.kind_pt, measures.line_pt + 2, fonts.BOLD)
    head = columns(copy, measures, paragraph(copy.kind, kind, capitals=True))
    tail, after = closing(copy, measures)
    rule = Line(measures.line_pt, measures.rule_pt)
    keep, page = 2 * measures.line_pt, measures.text_height_mm * mm
    return [Bound([rule], head, tail, keep=keep, page=page), *after]

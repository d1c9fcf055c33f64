"""What a paper draws besides letters: the ruled title, bars of a plot, boxes to tick.

All lengths are points.
"""

from webapp.documents.pdf.canvas import PaperCanvas, Part
from webapp.documents.pdf.fonts import em_width
from webapp.documents.pdf.text import Text


class RuledTitle(Part):
    """One centred line of words with a rule below, exactly as wide as the words."""

    def __init__(self, text: str, face: str, size: float, line: float, rule: float) -> None:
        super().__init__()
        self.text, self.face, self.size, self.line, self.rule = text, face, size, line, rule

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the size: one line and the rule."""
        self.width, self.height = width, self.line + 2
        return width, self.height

    def paint(self, sheet: PaperCanvas, x: float, y: float) -> None:
        """Draw the words and the rule."""
        base, middle = y + self.height - self.size, x + self.width / 2
        half = em_width(self.face, self.text) * self.size / 2
        sheet.setFont(self.face, self.size)
        sheet.drawCentredString(middle, base, self.text)
        sheet.setLineWidth(self.rule)
        below = base - 0.3 * self.size  # clear of the dots under Ộ and Ệ
        sheet.line(middle - half, below, middle + half, below)


class Bar(Part):
    """A line of a plot: a label, a grey bar, its value in words.

    `share` is 0 to 1 of the longest bar; the bars begin at `axis` and the
    longest ends at twice that.
    """

    def __init__(self, label: Text, share: float, value: str, axis: float) -> None:
        super().__init__()
        self.label, self.share, self.value, self.axis = label, share, value, axis

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the size: that of the label, with some air."""
        self.width = width
        self.height = self.label.wrap(self.axis - 6, 0)[1] + 4
        return width, self.height

    def paint(self, sheet: PaperCanvas, x: float, y: float) -> None:
        """Draw the label, the bar, its value and this line's piece of the axis."""
        size, axis = self.label.look.size, x + self.axis
        foot = y + (self.height - size) / 2
        self.label.drawOn(sheet, x, y + 2)
        sheet.setFillGray(0.55)
        sheet.rect(axis, foot, self.share * self.axis, size, stroke=0, fill=1)
        sheet.setFillGray(0)
        sheet.setFont(self.label.look.face, size)
        sheet.drawString(axis + self.share * self.axis + 4, foot + 0.15 * size, self.value)
        sheet.setLineWidth(0.5)
        sheet.line(axis, y, axis, y + self.height)


class TickBox(Part):
    """A square to tick, ticked or not: the fonts have no such letters."""

    def __init__(self, ticked: bool, size: float, line: float) -> None:
        super().__init__()
        self.ticked, self.size, self.line = ticked, size, line

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size: one line of text."""
        self.width, self.height = self.size, self.line
        return self.size, self.line

    def paint(self, sheet: PaperCanvas, x: float, y: float) -> None:
        """Draw the square on the base line of the label beside it."""
        side, base = 0.72 * self.size, y + self.line - self.size
        sheet.setLineWidth(0.75)
        sheet.rect(x, base, side, side)
        if self.ticked:
            sheet.setLineWidth(1.5)
            tick = sheet.beginPath()
            tick.moveTo(x + 0.18 * side, base + 0.5 * side)
            tick.lineTo(x + 0.42 * side, base + 0.2 * side)
            tick.lineTo(x + 0.85 * side, base + 0.85 * side)
            sheet.drawPath(tick)

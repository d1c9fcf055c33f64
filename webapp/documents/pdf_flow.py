"""Flowables that ReportLab lacks: what holds together, and what stands side by side.

All lengths are points. A column of flowables is stacked with each one's space
above, except above the first, as a page does it.
"""

from collections.abc import Sequence

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

_SLACK = 0.01  # sums of floats that should be equal differ by less than this
_ENDLESS = 1e6


def stack_height(canvas: Canvas, items: Sequence[Flowable], width: float) -> float:
    """Return the height of `items` above each other in a column of `width`."""
    height = 0.0
    for place, item in enumerate(items):
        above = item.getSpaceBefore() if place else 0
        height += above + item.wrapOn(canvas, width, _ENDLESS)[1]
    return height


def draw_stack(canvas: Canvas, items: Sequence[Flowable], x: float, top: float, w: float) -> None:
    """Draw `items` downwards from `top` in a column of width `w`."""
    for place, item in enumerate(items):
        top -= item.getSpaceBefore() if place else 0
        top -= item.wrapOn(canvas, w, _ENDLESS)[1]
        item.drawOn(canvas, x, top)


class Bound(Flowable):
    """Headings, the block they announce, and the signatures that close a paper.

    A page break may fall inside the body only: the headings stay with its
    first lines, the tail with its last `keep` points. `page` is the height of
    an empty page; what does not even fit there falls apart rather than fail.
    """

    def __init__(
        self,
        heads: Sequence[Flowable],
        body: Flowable,
        tail: Flowable | None = None,
        *,
        keep: float,
        page: float,
    ) -> None:
        super().__init__()
        self.heads, self.body, self.tail = list(heads), body, tail
        self.keep, self.page = keep, page

    def _items(self) -> list[Flowable]:
        return [*self.heads, self.body, *([self.tail] if self.tail else [])]

    def getSpaceBefore(self) -> float:
        """Return the space above the first part."""
        return self._items()[0].getSpaceBefore()

    def getSpaceAfter(self) -> float:
        """Return the space below the last part."""
        return self._items()[-1].getSpaceAfter()

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the size of all parts together."""
        self.width = width
        self.height = stack_height(self.canv, self._items(), width)
        return width, self.height

    def draw(self) -> None:
        """Draw all parts."""
        draw_stack(self.canv, self._items(), 0, self.height, self.width)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Break the body so that its end keeps the tail; return [] to move to the next page."""
        with_body = stack_height(self.canv, [*self.heads, self.body], width)
        body_height = self.body.wrapOn(self.canv, width, _ENDLESS)[1]
        room = height - (with_body - body_height)
        if self.tail:
            room = min(room, body_height - self.keep + _SLACK)
        parts = self.body.splitOn(self.canv, width, room) if room > 0 else []
        if len(parts) == 2:
            return [self._part(self.heads, parts[0]), self._part([], parts[1], self.tail)]
        return self._fall_apart(width, height, with_body) if height > self.page - 1 else []

    def _part(
        self, heads: Sequence[Flowable], body: Flowable, tail: Flowable | None = None
    ) -> Flowable:
        if not heads and tail is None:
            return body
        return Bound(heads, body, tail, keep=self.keep, page=self.page)

    def _fall_apart(self, width: float, height: float, with_body: float) -> list[Flowable]:
        if self.tail:
            room = height - with_body - self.tail.getSpaceBefore()
            parts = self.tail.splitOn(self.canv, width, room)
            if parts:
                return [self._part(self.heads, self.body, parts[0]), *parts[1:]]
        return self._items()


class Beside(Flowable):
    """The recipients and, to their right, the signature: the list may go on, alone, overleaf."""

    def __init__(
        self, left: Sequence[Flowable], right: Sequence[Flowable], left_width: float, above: float
    ) -> None:
        super().__init__()
        self.left, self.right, self.left_width = list(left), list(right), left_width
        self.spaceBefore = above

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the size: the higher column counts."""
        self.width = width
        self.height = max(
            stack_height(self.canv, self.left, self.left_width),
            stack_height(self.canv, self.right, width - self.left_width),
        )
        return width, self.height

    def draw(self) -> None:
        """Draw both columns from the same upper edge."""
        draw_stack(self.canv, self.left, 0, self.height, self.left_width)
        right_width = self.width - self.left_width
        draw_stack(self.canv, self.right, self.left_width, self.height, right_width)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Keep the signature whole with as many lines of the list as fit."""
        if stack_height(self.canv, self.right, width - self.left_width) > height + _SLACK:
            return []
        count = len(self.left)
        while count and stack_height(self.canv, self.left[:count], self.left_width) > height:
            count -= 1
        if count in (0, len(self.left)):
            return []
        first = Beside(self.left[:count], self.right, self.left_width, self.spaceBefore)
        return [first, Beside(self.left[count:], [], self.left_width, 0)]


class RuledTitle(Flowable):
    """One centred line of words with a rule below, exactly as wide as the words."""

    def __init__(self, text: str, face: str, size: float, line: float, rule: float) -> None:
        super().__init__()
        self.text, self.face, self.size, self.line, self.rule = text, face, size, line, rule

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the size: one line and the rule."""
        self.width, self.height = width, self.line + 2
        return width, self.height

    def draw(self) -> None:
        """Draw the words and the rule."""
        base = self.height - self.size
        half = stringWidth(self.text, self.face, self.size) / 2
        self.canv.setFont(self.face, self.size)
        self.canv.drawCentredString(self.width / 2, base, self.text)
        self.canv.setLineWidth(self.rule)
        below = base - 0.3 * self.size  # clear of the dots under Ộ and Ệ
        self.canv.line(self.width / 2 - half, below, self.width / 2 + half, below)


class Bar(Flowable):
    """One grey bar of a plot and its value in words; `share` is 0 to 1 of the longest."""

    def __init__(self, share: float, value: str, face: str, size: float) -> None:
        super().__init__()
        self.share, self.value, self.face, self.size = share, value, face, size

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the size: one line as high as the letters."""
        self.width, self.height = width, self.size
        return width, self.height

    def draw(self) -> None:
        """Draw the bar, and the value behind its end."""
        length = self.share * self.width
        self.canv.setFillGray(0.55)
        self.canv.rect(0, 0, length, self.height, stroke=0, fill=1)
        self.canv.setFillGray(0)
        self.canv.setFont(self.face, self.size)
        self.canv.drawString(length + 4, 0.15 * self.size, self.value)


class TickBox(Flowable):
    """A square to tick, ticked or not: the fonts have no such letters."""

    def __init__(self, ticked: bool, size: float, line: float) -> None:
        super().__init__()
        self.ticked, self.size, self.line = ticked, size, line

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size: one line of text."""
        self.width, self.height = self.size, self.line
        return self.size, self.line

    def draw(self) -> None:
        """Draw the square on the base line of the label beside it."""
        side, base = 0.72 * self.size, self.line - self.size
        self.canv.setLineWidth(0.75)
        self.canv.rect(0, base, side, side)
        if self.ticked:
            self.canv.setLineWidth(1.5)
            tick = self.canv.beginPath()
            tick.moveTo(0.18 * side, base + 0.5 * side)
            tick.lineTo(0.42 * side, base + 0.2 * side)
            tick.lineTo(0.85 * side, base + 0.85 * side)
            self.canv.drawPath(tick)

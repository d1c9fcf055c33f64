"""Flowables that ReportLab lacks: what holds together, and what stands side by side.

All lengths are points. A column of flowables is stacked with each one's space
above, except above the first, as a page does it. They draw where they are
told, without moving the origin, so that each knows its place on the page.
"""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from webapp.documents.pdf.canvas import PaperCanvas, Part

SLACK = 0.01  # sums of floats that should be equal differ by less than this
_ENDLESS = 1e6


def stack_height(items: Sequence[Flowable], width: float) -> float:
    """Return the height of `items` above each other in a column of `width`."""
    height = 0.0
    for place, item in enumerate(items):
        above = item.getSpaceBefore() if place else 0
        height += above + item.wrap(width, _ENDLESS)[1]
    return height


def draw_stack(
    sheet: PaperCanvas, items: Sequence[Flowable], x: float, top: float, w: float
) -> None:
    """Draw `items` downwards from `top` in a column of width `w`."""
    for place, item in enumerate(items):
        top -= item.getSpaceBefore() if place else 0
        top -= item.wrap(w, _ENDLESS)[1]
        item.drawOn(sheet, x, top)


def split_stack(
    items: Sequence[Flowable], width: float, height: float
) -> tuple[list[Flowable], list[Flowable]]:
    """Return what of a column fits into `height`, and what is left; either may be empty."""
    left = height
    for place, item in enumerate(items):
        left -= item.getSpaceBefore() if place else 0
        needed = item.wrap(width, left)[1]
        if needed > left + SLACK:
            parts = item.split(width, left) if left > 0 else []
            if len(parts) < 2:
                return list(items[:place]), list(items[place:])
            return [*items[:place], parts[0]], [*parts[1:], *items[place + 1 :]]
        left -= needed
    return list(items), []


class Bound(Part):
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
        self.items = [*self.heads, body, *([tail] if tail else [])]

    def getSpaceBefore(self) -> float:
        """Return the space above the first part."""
        return float(self.items[0].getSpaceBefore())

    def getSpaceAfter(self) -> float:
        """Return the space below the last part."""
        return float(self.items[-1].getSpaceAfter())

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the size of all parts together."""
        self.width, self.height = width, stack_height(self.items, width)
        return width, self.height

    def paint(self, sheet: PaperCanvas, x: float, y: float) -> None:
        """Draw all parts."""
        draw_stack(sheet, self.items, x, y + self.height, self.width)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Break the body so that its end keeps the tail; return [] to move to the next page."""
        with_body = stack_height([*self.heads, self.body], width)
        body_height = self.body.wrap(width, _ENDLESS)[1]
        room = height - (with_body - body_height)
        if self.tail:
            room = min(room, body_height - self.keep + SLACK)
        parts = self.body.split(width, room) if room > 0 else []
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
            parts = self.tail.split(width, room)
            if len(parts) == 2:
                return [self._part(self.heads, self.body, parts[0]), parts[1]]
        first, *others = self.items
        return [*(first.split(width, height) or [first]), *others]


class Beside(Part):
    """The recipients and, to their right, the signature: the list may go on, alone, overleaf.

    Signatures taller than an empty page (`page`) go on overleaf too.
    """

    def __init__(
        self,
        left: Sequence[Flowable],
        right: Sequence[Flowable],
        left_width: float,
        above: float,
        page: float,
    ) -> None:
        super().__init__()
        self.left, self.right, self.left_width = list(left), list(right), left_width
        self.spaceBefore, self.page = above, page

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the size: the higher column counts."""
        self.width = width
        self.height = max(
            stack_height(self.left, self.left_width),
            stack_height(self.right, width - self.left_width),
        )
        return width, self.height

    def paint(self, sheet: PaperCanvas, x: float, y: float) -> None:
        """Draw both columns from the same upper edge."""
        top, right_width = y + self.height, self.width - self.left_width
        draw_stack(sheet, self.left, x, top, self.left_width)
        draw_stack(sheet, self.right, x + self.left_width, top, right_width)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Keep the signature whole with as many lines of the list as fit."""
        right, rest = self.right, list[Flowable]()
        if stack_height(right, width - self.left_width) > height + SLACK:
            if stack_height(right, width - self.left_width) <= self.page:
                return []
            right, rest = split_stack(right, width - self.left_width, height)
        left, others = split_stack(self.left, self.left_width, height)
        if not (left or right) or not (others or rest):
            return []
        return [self._part(left, right, self.spaceBefore), self._part(others, rest, 0)]

    def _part(self, left: Sequence[Flowable], right: Sequence[Flowable], above: float) -> "Beside":
        return Beside(left, right, self.left_width, above, self.page)

"""Rows and columns: the tables of a paper, and the unruled ones of its head and close.

ReportLab's own table works out the style of every cell and every line one by
one, which takes longer than all the text around it; here a table has one look.
All lengths are points.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.platypus import Flowable

from webapp.documents.pdf.canvas import PaperCanvas, Part
from webapp.documents.pdf.flow import SLACK, draw_stack, split_stack, stack_height

Cell = Sequence[Flowable]
Row = Sequence[Cell]


@dataclass(frozen=True)
class Ruling:
    """How a grid looks and breaks.

    `side` and `top` are the space within each cell, `border` the width of its
    lines (0 for none). `repeated` rows stand on top of every page, `together`
    rows hold together; a grid of `rows_break` breaks within a row. `page` is
    the height of an empty page: a grid that is taller breaks anywhere if it must.
    """

    page: float
    side: float = 0
    top: float = 0
    border: float = 0
    repeated: int = 0
    together: int = 1
    rows_break: bool = False
    above: float = 0
    below: float = 0


class Grid(Part):
    """Rows of cells, a cell being a column of flowables."""

    def __init__(self, rows: Sequence[Row], widths: Sequence[float], ruling: Ruling) -> None:
        super().__init__()
        self.rows, self.widths, self.ruling = rows, widths, ruling
        self.spaceBefore, self.spaceAfter = ruling.above, ruling.below
        self.heights: list[float] = []

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size; the rows are measured once."""
        if not self.heights:
            self.heights = [self._height(row) for row in self.rows]
        self.width, self.height = sum(self.widths), sum(self.heights)
        return self.width, self.height

    def _height(self, row: Row) -> float:
        cells = zip(row, self.widths, strict=True)
        inner = max(stack_height(cell, width - 2 * self.ruling.side) for cell, width in cells)
        return inner + 2 * self.ruling.top

    def paint(self, sheet: PaperCanvas, x: float, y: float) -> None:
        """Draw the cells from the upper left to the lower right, then the lines."""
        side, top = self.ruling.side, y + self.height
        for row, height in zip(self.rows, self.heights, strict=True):
            left = x
            for cell, width in zip(row, self.widths, strict=True):
                draw_stack(sheet, cell, left + side, top - self.ruling.top, width - 2 * side)
                left += width
            top -= height
        if self.ruling.border:
            sheet.setLineWidth(self.ruling.border)
            sheet.lines(list(self._lines(x, y)))

    def _lines(self, x: float, y: float) -> Iterator[tuple[float, float, float, float]]:
        top = y + self.height
        for height in (0.0, *self.heights):
            top -= height
            yield x, top, x + self.width, top
        for width in (0.0, *self.widths):
            x += width
            yield x - width, y, x - width, y + self.height
        yield x, y, x, y + self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the part that fits and the rest under the repeated rows, or []."""
        self.wrap(width, height)
        forced = self.height > self.ruling.page
        count, left = self._fitting(height)
        if count == len(self.rows):
            return [self]
        whole = count - (count - self.ruling.repeated) % self.ruling.together
        if (self.ruling.rows_break or (forced and whole <= self.ruling.repeated)) and left > 0:
            first, rest = self._broken(self.rows[count], left)
            if first:
                return self._parts([*self.rows[:count], first], [rest, *self.rows[count + 1 :]])
        if whole <= self.ruling.repeated and forced:
            whole = count
        if whole <= self.ruling.repeated:
            return []
        return self._parts(self.rows[:whole], self.rows[whole:])

    def _fitting(self, height: float) -> tuple[int, float]:
        """Return how many rows fit, and what is left of `height` below them."""
        for count, needed in enumerate(self.heights):
            if needed > height + SLACK:
                return count, height
            height -= needed
        return len(self.rows), height

    def _broken(self, row: Row, height: float) -> tuple[Row, Row]:
        """Return the part of a row that fits, and the rest; where a cell resists, ((), row)."""
        inner = height - 2 * self.ruling.top
        parts = [
            split_stack(cell, width - 2 * self.ruling.side, inner)
            for cell, width in zip(row, self.widths, strict=True)
        ]
        if any(rest and not first for first, rest in parts):
            return (), row
        return [first for first, _ in parts], [rest for _, rest in parts]

    def _parts(self, first: Sequence[Row], rest: Sequence[Row]) -> list[Flowable]:
        repeated = self.rows[: self.ruling.repeated]
        return [
            Grid(first, self.widths, self.ruling),
            Grid([*repeated, *rest], self.widths, replace(self.ruling, above=0)),
        ]

"""A paper's wording as a person edits it: paragraph by paragraph, its tables cell by cell.

Each paragraph is a text and what kind of paragraph it is; inside a text the marks of the tree
stand for bold and italic. A table is changed cell by cell: its rows and columns are those of what
it tells. What else is no text (a plot, an appendix) only keeps its place.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from webapp.documents.tree.paper import (
    Block,
    Column,
    Heading,
    Item,
    Paper,
    Paragraph,
    Table,
    gap,
    gaps_in,
    words,
)
from webapp.rules.text import clean

KINDS = {  # what a paragraph may be, in the words of an office
    "paragraph": "Đoạn văn",
    "item": "Ý liệt kê",
    "heading_1": "Đề mục lớn (I, II)",
    "heading_2": "Đề mục vừa (1, 2)",
    "heading_3": "Đề mục nhỏ (a, b)",
}


@dataclass(frozen=True)
class Line:
    """A paragraph as it was typed: what its field is called ("text_4"), its kind (one of `KINDS`),
    its text."""

    name: str
    kind: str
    text: str


@dataclass(frozen=True)
class Part:
    """One block of a paper and what its field is called: "text_4" for the fifth paragraph,
    "table_0" for what the fields of a table's cells begin with, "still_0" for what is only shown.
    """

    name: str
    block: Block

    @property
    def line(self) -> Line | None:
        """The paragraph as it is shown to be edited; None for what is no text."""
        if not isinstance(self.block, Heading | Paragraph | Item):
            return None
        # A break within a paragraph would make two of it.
        return Line(self.name, kind_of(self.block), self.block.text.replace("\n", " "))

    @property
    def table(self) -> Table | None:
        """The table that is edited cell by cell."""
        return self.block if isinstance(self.block, Table) else None

    def cells(self) -> dict[str, str]:
        """Return the texts of a table's cells by the names of their fields, row by row."""
        rows = self.table.rows if self.table else ()
        return {
            cell_name(self.name, row, column): text
            for row, cells in enumerate(rows)
            for column, text in enumerate(cells)
        }


def kind_of(block: Heading | Paragraph | Item) -> str:
    """Return what kind of paragraph a block is: one of `KINDS`."""
    if isinstance(block, Heading):
        return f"heading_{block.level}"
    return "item" if isinstance(block, Item) else "paragraph"


def cell_name(table: str, row: int, column: int) -> str:
    """Return what the field of a cell is called; rows and columns count from 0."""
    return f"{table}_{row}_{column}"


def parts(paper: Paper) -> list[Part]:
    """Return the blocks of a paper, in order, each with the name of its field."""
    counts = {"text": 0, "table": 0, "still": 0}
    found = []
    for block in paper.blocks:
        what = "table" if isinstance(block, Table) else "still"
        if isinstance(block, Heading | Paragraph | Item):
            what = "text"
        found.append(Part(f"{what}_{counts[what]}", block))
        counts[what] += 1
    return found


def lines_of(paper: Paper) -> list[Line]:
    """Return the paragraphs of a paper as they are shown to be edited, in order."""
    return [one.line for one in parts(paper) if one.line]


def tables_of(paper: Paper) -> list[Part]:
    """Return the tables of a paper, in order."""
    return [one for one in parts(paper) if one.table]


def in_order(paper: Paper, named: Sequence[str]) -> list[str]:
    """Return the names of all that is edited as a person ordered it.

    Paragraphs stand where *named* has them, new ones ("text_9") among them; those that it leaves
    out are gone. What is no text is never left out and never passes another such.
    """
    fixed = [one.name for one in parts(paper) if not one.line]
    remaining = iter(fixed)
    order = []
    for name in dict.fromkeys(named):
        if is_line(name):
            order.append(name)
        elif name in fixed:
            order.append(next(remaining))
    return [*order, *remaining]


def is_line(name: str) -> bool:
    """Return True for what the field of a paragraph is called."""
    start, _, number = name.partition("_")
    return start == "text" and number.isdecimal() and len(number) < 5


def rebuild(
    paper: Paper, typed: Sequence[Line | str], cells: Mapping[str, str] | None = None
) -> Paper:
    """Return *paper* with the paragraphs *typed*, and its *cells* by the names of their fields; a
    cell that is not given stays. The names of what is no text stand between the paragraphs.

    What comes back as it was shown, but for what no form sends, stays as it was kept. A paragraph
    that was emptied stays as a gap: it keeps its place, and stops approval.
    """
    kept = {one.name: one for one in parts(paper)}
    blocks: list[Block] = []
    for one in typed:
        if isinstance(one, Line):
            blocks += _paragraphs(kept.get(one.name), one)
        elif table := kept[one].table:
            blocks.append(_retyped(kept[one], table, cells or {}))
        else:
            blocks.append(kept[one].block)
    return replace(paper, blocks=tuple(blocks))


def _paragraphs(kept: Part | None, typed: Line) -> Iterator[Block]:
    shown = kept.line if kept else None
    if kept and shown and (shown.kind, clean(shown.text)) == (typed.kind, clean(typed.text)):
        yield kept.block
        return
    texts = [line.strip() for line in typed.text.splitlines() if line.strip()]
    if shown and not texts:
        what = gap("nội dung của phần đã để trống")
        texts = [shown.text if shown.text.startswith("[[") else what]
    for text in texts:
        yield _block(typed.kind, text)


def _block(kind: str, text: str) -> Block:
    if kind.startswith("heading_"):
        return Heading(int(kind[-1]), text)
    return Item(text) if kind == "item" else Paragraph(text)


def _retyped(part: Part, table: Table, typed: Mapping[str, str]) -> Table:
    rows = tuple(
        tuple(
            _cell(table, (row, column), text, typed.get(cell_name(part.name, row, column), text))
            for column, text in enumerate(cells)
        )
        for row, cells in enumerate(table.rows)
    )
    return replace(table, rows=rows)


def _cell(table: Table, at: tuple[int, int], kept: str, typed: str) -> str:
    """Return what stands in a cell; one that was emptied stays as a gap, as a paragraph does."""
    if clean(typed) == clean(kept):
        return kept
    if clean(typed):
        return typed
    return kept if kept.startswith("[[") else gap(f"{cell_label(table, *at)} đã để trống")


def cell_label(table: Table, row: int, column: int) -> str:
    """Return a cell in words: "dòng 2, cột “Thời hạn”"."""
    title = words(table.columns[column].title) or str(column + 1)
    return f"dòng {row + 1}, cột “{title}”"


def retyped(before: Paper, now: Paper, columns: tuple[Column, ...], column: int) -> dict[str, str]:
    """Return the changed cells of one column of the tables under *columns*, by their fields' names;
    both papers have the same tables. A cell with a gap is left out: it stops approval itself."""
    changed = {}
    for old, new in zip(tables_of(before), tables_of(now), strict=True):
        if new.table is None or new.table.columns != columns:
            continue
        was, texts = old.cells(), new.cells()
        for row in range(len(new.table.rows)):
            name = cell_name(new.name, row, column)
            if texts[name] != was[name] and not gaps_in(texts[name]):
                changed[name] = texts[name]
    return changed


def moved(order: Sequence[str], name: str, step: int) -> list[str]:
    """Return an order in which *name* stands one place higher (*step* -1) or lower (1); at an end
    it stays."""
    found = list(order)
    if name in found:
        here = found.index(name)
        there = max(0, min(len(found) - 1, here + step))
        found.insert(there, found.pop(here))
    return found


def added(order: Sequence[str], after: str) -> list[str]:
    """Return an order with the name of a new paragraph below *after* ("" for above all)."""
    taken = [int(one.partition("_")[2]) for one in order if is_line(one)]
    there = order.index(after) + 1 if after in order else 0
    return [*order[:there], f"text_{max(taken, default=-1) + 1}", *order[there:]]

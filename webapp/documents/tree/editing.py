"""A paper's wording as a person edits it: one text per section, in light marks, and tables.

A line is a paragraph; a line that begins with "- " is an item of a list, with "# ", "## " or
"### " a heading. A table is changed cell by cell: its rows and columns are those of what it tells.
What else is no text (a plot) keeps its place between the texts.
"""

from collections.abc import Mapping, Sequence
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

_TEXT = (Heading, Paragraph, Item)
# A text that was emptied stays as a gap: it keeps its place, and stops approval.
_EMPTIED: list[Block] = [Paragraph(gap("nội dung của phần đã để trống"))]


@dataclass(frozen=True)
class Segment:
    """A text to edit (`block` is None), made of `blocks`; a table to edit; or a block only shown.

    `name` is what its field is called ("text_0"), or what those of its cells begin with
    ("table_0"); "" for what is only shown.
    """

    name: str = ""
    text: str = ""
    block: Block | None = None
    blocks: tuple[Block, ...] = ()

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


def cell_name(table: str, row: int, column: int) -> str:
    """Return what the field of a cell is called; rows and columns count from 0."""
    return f"{table}_{row}_{column}"


def segments(paper: Paper) -> list[Segment]:
    """Split a paper into texts and other blocks; each main heading begins a new text."""
    found: list[Segment] = []
    section: list[Heading | Paragraph | Item] = []
    for block in paper.blocks:
        if section and (not isinstance(block, _TEXT) or _begins_section(block, section)):
            found.append(_segment(section))
            section = []
        if isinstance(block, _TEXT):
            section.append(block)
        else:
            found.append(Segment(block=block))
    if section:
        found.append(_segment(section))
    return _named(found)


def _named(found: list[Segment]) -> list[Segment]:
    counts = {"text": 0, "table": 0}
    named = []
    for segment in found:
        what = "text" if segment.block is None else "table"
        if segment.block is not None and segment.table is None:
            named.append(segment)
            continue
        named.append(replace(segment, name=f"{what}_{counts[what]}"))
        counts[what] += 1
    return named


def _segment(section: list[Heading | Paragraph | Item]) -> Segment:
    return Segment(text="\n".join(map(_line, section)), blocks=tuple(section))


def texts_of(paper: Paper) -> list[Segment]:
    """Return the texts of a paper, in order."""
    return [segment for segment in segments(paper) if segment.block is None]


def tables_of(paper: Paper) -> list[Segment]:
    """Return the tables of a paper, in order."""
    return [segment for segment in segments(paper) if segment.table]


def rebuild(paper: Paper, texts: list[str], cells: Mapping[str, str] | None = None) -> Paper:
    """Return *paper* with its texts replaced, in order, and its *cells* by the names of their
    fields; raise ValueError when a text is missing. A cell that is not given stays.

    What comes back as it was shown, but for what no form sends, stays as it was kept.
    """
    remaining = iter(texts)
    blocks: list[Block] = []
    try:
        for segment in segments(paper):
            if segment.table:
                blocks.append(_retyped(segment, segment.table, cells or {}))
            elif segment.block:
                blocks.append(segment.block)
            else:
                text = next(remaining)
                same = clean(text) == clean(segment.text)
                blocks += segment.blocks if same else _blocks(text) or _EMPTIED
    except StopIteration:
        raise ValueError("a text of the paper is missing") from None
    return replace(paper, blocks=tuple(blocks))


def _retyped(segment: Segment, table: Table, typed: Mapping[str, str]) -> Table:
    rows = tuple(
        tuple(
            _cell(table, (row, column), text, typed.get(cell_name(segment.name, row, column), text))
            for column, text in enumerate(cells)
        )
        for row, cells in enumerate(table.rows)
    )
    return replace(table, rows=rows)


def _cell(table: Table, at: tuple[int, int], kept: str, typed: str) -> str:
    """Return what stands in a cell; one that was emptied stays as a gap, as a text does."""
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


def _begins_section(block: Block, before: Sequence[Block]) -> bool:
    """A heading begins a section, unless it only follows a heading above it."""
    only_headings = all(isinstance(one, Heading) for one in before)
    return isinstance(block, Heading) and block.level < 3 and not only_headings


def _line(block: Heading | Paragraph | Item) -> str:
    # A line break inside a block would make two blocks of it.
    text = block.text.replace("\n", " ")
    if isinstance(block, Heading):
        return f"{'#' * block.level} {text}"
    return f"- {text}" if isinstance(block, Item) else text


def _blocks(text: str) -> list[Block]:
    return [_block(line.strip()) for line in text.splitlines() if line.strip(" #-")]


def _block(line: str) -> Block:
    marks, _, rest = line.partition(" ")
    if rest and marks in ("#", "##", "###"):
        return Heading(len(marks), rest.strip())
    return Item(rest.strip()) if rest and marks == "-" else Paragraph(line)

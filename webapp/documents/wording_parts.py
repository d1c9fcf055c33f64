"""The body of a paper as fields: its paragraphs in their order, and the cells of its tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from wtforms import BooleanField, Field, HiddenField, SelectField

from webapp.core.forms import LONG, Lines, maybe, options
from webapp.documents.tree import Block, Paper, words
from webapp.documents.tree.editing import (
    KINDS,
    Line,
    Part,
    added,
    cell_label,
    cell_name,
    in_order,
    is_line,
    lines_of,
    moved,
    parts,
    tables_of,
)

SECTION = 20_000  # letters in one paragraph
MOST = 2000  # paragraphs and tables of one paper
SCREEN, NARROWEST = 110, 6  # letters of a table's row on a screen, and of its narrowest cell
Order = tuple[str, ...]  # names of paragraphs, tables and what is only shown


@dataclass(frozen=True)
class ParagraphPart:
    """A paragraph: the fields of its text, of its kind, and of whether it is taken out."""

    text: Field
    kind: Field
    gone: Field


@dataclass(frozen=True)
class TablePart:
    """A table of the paper: its name, the titles of its columns, a field for each cell by rows."""

    name: str
    label: str
    titles: Sequence[str]
    rows: Sequence[Sequence[Field]]


@dataclass(frozen=True)
class StillPart:
    """What is only shown: its name, its block, and its number in the paper."""

    name: str
    block: Block
    place: int


BodyPart = ParagraphPart | TablePart | StillPart


def ordered(paper: Paper, sent: Mapping[str, str]) -> Order:
    """Return the order that was sent, as its button "arrange" changes it, or that of the paper."""
    if "order" not in sent:
        return tuple(one.name for one in parts(paper))
    order = in_order(paper, sent["order"].split()[:MOST])
    act, _, name = sent.get("arrange", "").partition(" ")
    if act == "add":
        order = added(order, name)
    elif act in ("up", "down"):
        order = moved(order, name, -1 if act == "up" else 1)
    return tuple(order)


def arranged(order: Order, sent: Mapping[str, str]) -> str:
    """Return the name of the paragraph that a button "arrange" moved or made; "" for none."""
    act, _, name = sent.get("arrange", "").partition(" ")
    if act == "add":
        place = order.index(name) + 1 if name in order else 0
        return order[place] if place < len(order) else ""
    return name if name in order else ""


def body_fields(paper: Paper, order: Order) -> dict[str, object]:
    """Return the fields of the paragraphs in this order, and of each cell of each table.

    A field is called by its number, or its row and column: so that who hears it knows where it is.
    """
    fields: dict[str, object] = {"order": HiddenField("Thứ tự các đoạn")}
    shown = {one.name: one.text for one in lines_of(paper)}
    for number, name in enumerate(filter(is_line, order), 1):
        look = {"rows": _height(shown.get(name, ""))}
        fields[name] = Lines(f"Đoạn {number}", maybe(SECTION), render_kw=look)
        fields[f"kind_{name}"] = SelectField(
            f"Kiểu của đoạn {number}", choices=options(KINDS.items()), default="paragraph"
        )
        fields[f"gone_{name}"] = BooleanField(f"Bỏ đoạn {number}")
    for part in tables_of(paper):
        for row, cells in enumerate(part.table.rows if part.table else ()):
            for column in range(len(cells)):
                fields[cell_name(part.name, row, column)] = _cell(part, row, column)
    return fields


def shown_body(paper: Paper) -> dict[str, str]:
    """Return what the fields of a paper's body show, by their names."""
    found = {"order": " ".join(one.name for one in parts(paper))}
    for line in lines_of(paper):
        found |= {line.name: line.text, f"kind_{line.name}": line.kind}
    return found | {name: text for one in tables_of(paper) for name, text in one.cells().items()}


def body_parts(paper: Paper, order: Order, fields: Mapping[str, Field]) -> list[BodyPart]:
    """Return what stands in the body, in its order, with its fields."""
    kept = {one.name: (place, one) for place, one in enumerate(parts(paper), 1)}
    return [
        ParagraphPart(fields[name], fields[f"kind_{name}"], fields[f"gone_{name}"])
        if is_line(name)
        else _still(*kept[name], fields)
        for name in order
    ]


def _still(place: int, part: Part, fields: Mapping[str, Field]) -> TablePart | StillPart:
    table = part.table
    if table is None:
        return StillPart(part.name, part.block, place)
    rows = [
        [fields[cell_name(part.name, row, column)] for column in range(len(cells))]
        for row, cells in enumerate(table.rows)
    ]
    return TablePart(part.name, _called(part), [words(one.title) for one in table.columns], rows)


def both(theirs: Sequence[Line], mine: Sequence[Line]) -> Iterator[tuple[str, str, str]]:
    """Yield where two bodies differ: the paragraph's number in theirs, their text and mine."""
    old_texts, new_texts = ([(one.kind, one.text) for one in lines] for lines in (theirs, mine))
    matcher = SequenceMatcher(None, old_texts, new_texts, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            continue
        pairs = zip_longest(theirs[i:j], mine[k:m])
        for number, (old, new) in enumerate(pairs, i + 1):
            yield f"Đoạn {number}", _said(old, new), _said(new, old)


def _said(one: Line | None, other: Line | None) -> str:
    """Return a paragraph's text, and its kind where only that differs."""
    if one is None:
        return ""
    is_kind = other is not None and one.text == other.text
    return f"{KINDS.get(one.kind, '')}: {one.text}" if is_kind else one.text


def _cell(part: Part, row: int, column: int) -> Lines:
    table = part.table
    assert table
    shares = [one.width_share for one in table.columns]
    wide = max(NARROWEST, round(shares[column] / sum(shares) * SCREEN))
    lines = sum(1 + len(line) // wide for line in table.rows[row][column].split("\n"))
    return Lines(
        f"{_called(part)}, {cell_label(table, row, column)}",
        maybe(LONG),
        render_kw={"rows": min(12, lines), "cols": wide},
    )


def _called(part: Part) -> str:
    """Return a table as people count it: "Bảng 1"."""
    return f"Bảng {int(part.name.rpartition('_')[2]) + 1}"


def _height(text: str) -> int:
    """Return how many lines of a screen a paragraph takes, within reason."""
    return min(12, 1 + len(text) // 90)

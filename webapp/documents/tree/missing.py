"""Where in a paper something is missing: in words, on its page, and on the page that edits it."""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.documents.tree.editing import cell_label, cell_name, parts
from webapp.documents.tree.paper import (
    Heading,
    Paper,
    Table,
    gaps_in,
    strings,
    with_gap_marks,
    words,
)

LONGEST_HEADING = 60  # letters of a heading that names a place
_FIELDS = {  # a field of the paper → (what it is called, the field of the form that edits it)
    "superior": ("phần đầu văn bản", ""),
    "issuer": ("phần đầu văn bản", ""),
    "symbol": ("phần đầu văn bản", ""),
    "place": ("phần đầu văn bản", ""),
    "summary": ("trích yếu", "summary"),
    "addressee": ("kính gửi", "addressee"),
}


@dataclass(frozen=True)
class Missing:
    """What is missing, where (in words), the id of that place on the paper's page, and the field
    of the form that edits it ("" where the form does not)."""

    what: str
    where: str
    anchor: str
    field: str = ""


def anchor_of(block: int, row: int | None = None) -> str:
    """Return the id of a block on the paper's page, or of a table's row; both count from 1."""
    return f"block-{block}" if row is None else f"block-{block}-row-{row}"


def missing(paper: Paper) -> list[Missing]:
    """Return each gap of a paper once, in its order, with the first place where it stands."""
    found: dict[str, Missing] = {}
    for one in _missing(with_gap_marks(paper)):
        found.setdefault(one.what, one)
    return list(found.values())


def _missing(paper: Paper) -> Iterator[Missing]:
    for name, (where, field) in _FIELDS.items():
        anchor = "paper-head" if not field else f"paper-{name}"
        yield from _at(getattr(paper, name), where, anchor, field)
    yield from _in_blocks(paper)
    for place, one in enumerate(paper.signatures, 1):
        field = "signatory" if place == len(paper.signatures) and paper.sent else ""
        yield from _at((one.authority, one.position, one.name), "chữ ký", "paper-foot", field)
    yield from _at(paper.recipients, "nơi nhận", "paper-foot", "to_0")
    yield from _at(paper.copied, "đồng kính gửi", "paper-foot", "copied")
    if paper.copy:
        yield from _at(paper.copy, "phần chứng thực bản sao", "paper-copy", "signatory")


def _at(value: object, where: str, anchor: str, field: str) -> Iterator[Missing]:
    for text in strings(value):
        for what in gaps_in(text):
            yield Missing(what, where, anchor, field)


def _in_blocks(paper: Paper) -> Iterator[Missing]:
    fields = _fields_of(paper)
    heading = "phần mở đầu"
    for number, block in enumerate(paper.blocks, 1):
        if isinstance(block, Heading):
            heading = f"mục “{_short(words(block.text))}”"
        if isinstance(block, Table):
            yield from _in_table(block, heading, number, fields.get(number, ""))
        else:
            yield from _at(block, heading, anchor_of(number), fields.get(number, ""))


def _in_table(table: Table, heading: str, number: int, field: str) -> Iterator[Missing]:
    for row, cells in enumerate(table.rows):
        for column, text in enumerate(cells):
            where = f"{heading}, bảng, {cell_label(table, row, column)}"
            name = cell_name(field, row, column)
            yield from _at(text, where, anchor_of(number, row + 1), name)


def _fields_of(paper: Paper) -> dict[int, str]:
    """Return the field, or the beginning of the fields, that edits each block, by its number."""
    found = enumerate(parts(paper), 1)
    return {number: "" if one.name.startswith("still") else one.name for number, one in found}


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_HEADING else text[: LONGEST_HEADING - 1].rstrip() + "…"

"""A paper composed again and a paper edited by hand, made one: a three-way merge.

What nobody edited takes the new text, what was edited keeps the hand's words; where both changed
the same paragraph, cell or field, both are shown and a person chooses (`Clash`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any, cast

from webapp.documents.tree.pairing import paired
from webapp.documents.tree.paper import Block, Paper, Signature, Table, plain_block, words

ROW = "Dòng của bảng"
SAME_ROW = 0.5  # share of equal cells from which two rows are one row, changed
MOST_PAIRS = 40_000  # of rows compared with each other, to stay quick
MANY = 1000  # items above which difflib may skip frequent ones, to stay quick
HAND, FRESH, BOTH = "hand", "fresh", "both"
_LISTS = {"blocks": "Nội dung", "recipients": "Nơi nhận", "copied": "Đồng kính gửi"}
_OF_ISSUE = ("number", "day", "year")  # nobody's wording: the new paper's are taken
_FIELDS = {
    "superior": "Cơ quan cấp trên",
    "issuer": "Cơ quan ban hành",
    "symbol": "Số, ký hiệu",
    "place": "Địa danh",
    "kind": "Tên loại",
    "summary": "Trích yếu",
    "addressee": "Kính gửi",
    "urgency": "Mức độ khẩn",
    "signatures": "Người ký",
}


@dataclass(frozen=True)
class Clash:
    """A place that both changed. `is_list`: both may stand there, one after the other."""

    place: str
    hand: tuple[object, ...]
    fresh: tuple[object, ...]
    is_list: bool = True

    @property
    def key(self) -> str:
        """A name for what was chosen between, so that no choice is taken for another."""
        return sha256(repr((self.place, self.hand, self.fresh)).encode()).hexdigest()[:16]

    @property
    def hand_lines(self) -> list[str]:
        """The hand's version as lines without marks; none where it was struck out."""
        return _lines(self.hand)

    @property
    def fresh_lines(self) -> list[str]:
        """The new version likewise."""
        return _lines(self.fresh)

    def chosen(self, choice: str) -> tuple[object, ...]:
        """Return what stands there by a choice; without one the hand's words do."""
        if choice == FRESH:
            return self.fresh
        return self.hand + self.fresh if choice == BOTH and self.is_list else self.hand


@dataclass(frozen=True)
class _Rows:
    """A table whose rows both changed."""

    before: Table
    items: tuple[object, ...]


@dataclass(frozen=True)
class _Cells:
    """A row of a table that both changed: its cells, and clashes among them."""

    items: tuple[object, ...]


@dataclass(frozen=True)
class Merged:
    """What came of a merge, by field of the paper: values, and clashes among them."""

    fresh: Paper
    parts: Mapping[str, object]

    @property
    def clashes(self) -> list[Clash]:
        """Every place that needs a choice, in the order of the paper's fields."""
        return [clash for value in self.parts.values() for clash in _clashes(value)]

    def paper(self, choices: Mapping[str, str] | None = None) -> Paper:
        """Return the paper by what was chosen (a clash's key → HAND, FRESH or BOTH)."""
        chosen = choices or {}
        return replace(self.fresh, **{k: _resolved(v, chosen) for k, v in self.parts.items()})


def merge(base: Paper, hand: Paper, fresh: Paper) -> Merged:
    """Merge what a hand made of *base* with what the rows make of it now."""
    parts: dict[str, object] = {}
    for field in fields(Paper):
        name = field.name
        three = getattr(base, name), getattr(hand, name), getattr(fresh, name)
        if name in _OF_ISSUE:
            continue
        if name in _LISTS:
            parts[name] = merge_lists(*three, place=_LISTS[name])
        elif name == "signatures":
            parts[name] = _signatures(*three)
        else:
            parts[name] = _value(*three, place=_FIELDS.get(name, name))
    return Merged(fresh, parts)


def _value(base: object, hand: object, fresh: object, *, place: str) -> object:
    if fresh in (base, hand):
        return hand
    return fresh if hand == base else Clash(place, (hand,), (fresh,), is_list=False)


def _signatures(
    base: tuple[Signature, ...], hand: tuple[Signature, ...], fresh: tuple[Signature, ...]
) -> object:
    """Merge who signs, each by field; where they are more or fewer, all of them as one."""
    if len(base) == len(hand) == len(fresh):
        return tuple(map(_signature, base, hand, fresh))
    if fresh in (base, hand):
        return hand
    return fresh if hand == base else (Clash(_FIELDS["signatures"], hand, fresh, is_list=False),)


def _signature(base: Signature, hand: Signature, fresh: Signature) -> Signature | Clash:
    if fresh in (base, hand):
        return hand
    names = [field.name for field in fields(Signature)]
    values = {
        name: _value(*(getattr(one, name) for one in (base, hand, fresh)), place=name)
        for name in names
    }
    if any(isinstance(value, Clash) for value in values.values()):
        return Clash(_FIELDS["signatures"], (hand,), (fresh,), is_list=False)
    return Signature(**values)  # type: ignore[arg-type]  # one value for each field


@dataclass(frozen=True)
class _Edit:
    """What a side put in the place of base[start:end]."""

    start: int
    end: int
    items: tuple[object, ...]

    def meets(self, other: "_Edit") -> bool:
        """Return True when both speak of the same place."""
        if self.start == self.end and other.start == other.end:
            return self.start == other.start
        return self.start < other.end and other.start < self.end


def merge_lists(
    base: Sequence[object], hand: Sequence[object], fresh: Sequence[object], *, place: str
) -> tuple[object, ...]:
    """Merge three lists; the result holds a `Clash` wherever both changed the same items."""
    found: list[object] = []
    at = 0
    for ours, theirs in _together(_edits(base, hand), _edits(base, fresh)):
        edits = [*ours, *theirs]
        start, end = min(one.start for one in edits), max(one.end for one in edits)
        found += base[at:start]
        found += _joined(base, ours, theirs, (start, end), place)
        at = end
    return (*found, *base[at:])


def _joined(
    base: Sequence[object],
    ours: Sequence[_Edit],
    theirs: Sequence[_Edit],
    span: tuple[int, int],
    place: str,
) -> tuple[object, ...]:
    hand, fresh = _applied(base, ours, *span), _applied(base, theirs, *span)
    if not theirs or hand == fresh:
        return hand
    if not ours:
        return fresh
    before = base[span[0] : span[1]]
    if tables := _one_table(before, hand, fresh):
        table, ours_now, fresh_now = tables
        rows = merge_lists(table.rows, ours_now.rows, fresh_now.rows, place=ROW)
        return (_Rows(table, _cells_named(rows, table)),)
    if place == ROW and len(before) == len(hand) == len(fresh) == 1:
        was, ours_row, fresh_row = (cast(tuple[str, ...], one[0]) for one in (before, hand, fresh))
        if _cells_alike(was, fresh_row):  # else the rows tell of something else in its place
            return (_row(was, ours_row, fresh_row),)
    return (Clash(place, hand, fresh),)


def _row(before: tuple[str, ...], hand: tuple[str, ...], fresh: tuple[str, ...]) -> _Cells:
    """Merge a row that both changed cell by cell; a clash's place is the cell's column for now."""
    cells = (
        _value(*three, place=str(column))
        for column, three in enumerate(zip(before, hand, fresh, strict=True))
    )
    return _Cells(tuple(cells))


def _cells_named(rows: tuple[object, ...], table: Table) -> tuple[object, ...]:
    """Return merged rows, each clash in a cell placed by its row and column as people read them."""
    return tuple(
        _Cells(tuple(_placed(cell, row, table) for cell in cells.items))
        if isinstance(cells, _Cells)
        else cells
        for row, cells in enumerate(rows, 1)
    )


def _placed(cell: object, row: int, table: Table) -> object:
    if not isinstance(cell, Clash):
        return cell
    title = words(table.columns[int(cell.place)].title)
    return replace(cell, place=f"Bảng, dòng {row}, cột “{title}”")


def _one_table(*sides: Sequence[object]) -> list[Table]:
    """Return the table as each side has it, where all changed the rows of one; else nothing."""
    tables = [one[0] for one in sides if len(one) == 1 and isinstance(one[0], Table)]
    is_one = len(tables) == len(sides) and len({table.columns for table in tables}) == 1
    return tables if is_one else []


def _applied(
    base: Sequence[object], edits: Sequence[_Edit], start: int, end: int
) -> tuple[object, ...]:
    found: list[object] = []
    for edit in edits:
        found += [*base[start : edit.start], *edit.items]
        start = edit.end
    return (*found, *base[start:end])


def _edits(base: Sequence[object], side: Sequence[object]) -> list[_Edit]:
    """Return what a side changed, as small as can be told: items one by one where they pair."""
    before, after = [*map(_alike, base)], [*map(_alike, side)]
    matcher = SequenceMatcher(None, before, after, autojunk=len(after) > MANY)
    found: list[_Edit] = []
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        for k1, k2, l1, l2 in _runs(base, side, (i1, i2, j1, j2)):
            if k2 - k1 == l2 - l1:
                pairs = zip(range(k1, k2), range(l1, l2), strict=True)
                found += [_Edit(i, i + 1, (side[j],)) for i, j in pairs if base[i] != side[j]]
            else:
                found.append(_Edit(k1, k2, tuple(side[l1:l2])))
    return found


_Run = tuple[int, int, int, int]  # base[start:end] became side[start:end]


def _runs(base: Sequence[object], side: Sequence[object], run: _Run) -> Iterator[_Run]:
    """Divide a run at the rows that are one row with some cells changed: a new row above a table's
    others gives all of them another number, and yet they are the same."""
    i1, i2, j1, j2 = run
    before, after = base[i1:i2], side[j1:j2]
    if not all(isinstance(one, tuple) for one in (*before, *after)):
        yield run
        return
    rows = cast(Sequence[tuple[str, ...]], before), cast(Sequence[tuple[str, ...]], after)
    i, j = i1, j1
    for old, new in paired_rows(*rows):
        k1, l1 = i1 + old, j1 + new
        yield i, k1, j, l1
        yield k1, k1 + 1, l1, l1 + 1
        i, j = k1 + 1, l1 + 1
    yield i, i2, j, j2


def paired_rows(
    before: Sequence[tuple[str, ...]], after: Sequence[tuple[str, ...]]
) -> list[tuple[int, int]]:
    """Return which row became which, in order: those that share most cells, at least half."""
    if len(before) * len(after) > MOST_PAIRS:
        return []
    alike = [[_cells_alike(old, new) for new in after] for old in before]
    return paired(alike, len(after))


def _cells_alike(old: tuple[str, ...], new: tuple[str, ...]) -> float:
    """Return the share of cells that are equal; 0 below a half, or in rows of another width."""
    if len(old) != len(new) or not old:
        return 0
    share = sum(one == other for one, other in zip(old, new, strict=True)) / len(old)
    return share if share >= SAME_ROW else 0


def _alike(item: object) -> object:
    """Return what makes two items one: of a table its columns, whatever rows it has."""
    return (Table, item.columns) if isinstance(item, Table) else item


def _together(ours: list[_Edit], theirs: list[_Edit]) -> Iterator[tuple[list[_Edit], list[_Edit]]]:
    """Yield the edits in order, those of both sides that meet together."""
    edits = sorted(
        [(one, True) for one in ours] + [(one, False) for one in theirs],
        key=lambda pair: (pair[0].start, pair[0].end),
    )
    group: list[tuple[_Edit, bool]] = []
    for edit, is_ours in edits:
        if group and not any(edit.meets(one) for one, _ in group):
            yield [one for one, mine in group if mine], [one for one, mine in group if not mine]
            group = []
        group.append((edit, is_ours))
    if group:
        yield [one for one, mine in group if mine], [one for one, mine in group if not mine]


def _clashes(value: object) -> Iterator[Clash]:
    if isinstance(value, Clash):
        yield value
    elif isinstance(value, _Rows | _Cells):
        yield from _clashes(value.items)
    elif isinstance(value, tuple):
        for part in value:
            yield from _clashes(part)


def _resolved(value: object, choices: Mapping[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(part for one in value for part in _parts(one, choices))
    if isinstance(value, Clash):
        return value.chosen(choices.get(value.key, HAND))[0]
    return value


def _parts(one: object, choices: Mapping[str, str]) -> tuple[object, ...]:
    if isinstance(one, Clash):
        return one.chosen(choices.get(one.key, HAND))
    if isinstance(one, _Rows):
        return (replace(one.before, rows=_resolved(one.items, choices)),)
    if isinstance(one, _Cells):
        return (_resolved(one.items, choices),)
    return (one,)


def _lines(items: Sequence[object]) -> list[str]:
    return [words(line) for item in items for line in _item(item) if line.strip()]


def _item(item: object) -> list[str]:
    match item:
        case None:
            return []
        case str():
            return [item]
        case Signature(authority=authority, position=position, name=name):
            return [", ".join(filter(None, (authority, position, name)))]
        case tuple():
            return [" | ".join(map(str, item))]
        case bool() | Paper():
            return [str(item)]
        case _:
            return plain_block(cast(Block, item))

"""Two versions of a paper side by side, told in words: what was added, removed, changed."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from webapp.documents.tree import paper as tree
from webapp.documents.tree.pairing import paired
from webapp.documents.tree.paper import Block, Heading, Paper, Table

ADDED, REMOVED, CHANGED, SAME = "added", "removed", "changed", "same"
ALIKE = 0.4  # share of words two paragraphs have in common to be one, rewritten
# Above these, difflib may skip frequent words and alignment goes by order, to stay quick.
MANY_WORDS, MANY_PAIRS = 1000, 10_000
_BLOCKS = frozenset({"Đề mục", "Nội dung", "Dòng của bảng", "Nơi nhận", "Đồng kính gửi"})
_WORD = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")


@dataclass(frozen=True)
class Line:
    """One paragraph, row or field of a paper: where it stands, and its words without marks."""

    place: str
    text: str


@dataclass(frozen=True)
class Piece:
    """A run of words: in both versions (""), only in the new ("ins") or the old ("del")."""

    text: str
    mark: str = ""


@dataclass(frozen=True)
class Change:
    """What became of one line."""

    kind: str  # ADDED, REMOVED, CHANGED or SAME
    place: str
    pieces: tuple[Piece, ...]

    @property
    def before(self) -> str:
        """The line as it was; "" for one that was added."""
        return "".join(piece.text for piece in self.pieces if piece.mark != "ins")

    @property
    def now(self) -> str:
        """The line as it is; "" for one that was removed."""
        return "".join(piece.text for piece in self.pieces if piece.mark != "del")


def in_words(change: Change) -> str:
    """Return a change as part of a sentence: where, what it was and what it is now."""
    if change.kind == ADDED:
        return f"{change.place}: thêm “{change.now.strip()}”"
    if change.kind == REMOVED:
        return f"{change.place}: bỏ “{change.before.strip()}”"
    return f"{change.place}: trước là “{change.before.strip()}”, nay là “{change.now.strip()}”"


def compare(old: Paper, new: Paper) -> list[Change]:
    """Return every line of both papers in reading order, each with what became of it."""
    before, after = list(_lines(old)), list(_lines(new))
    found: list[Change] = []
    for op, i1, i2, j1, j2 in _matcher(before, after).get_opcodes():
        if op == "equal":
            found += [Change(SAME, line.place, (Piece(line.text),)) for line in before[i1:i2]]
        else:
            found += _rewritten(before[i1:i2], after[j1:j2])
    return found


def folded(changes: Sequence[Change]) -> list[tuple[bool, list[Change]]]:
    """Return the changes in runs: (True, lines that stayed) and (False, lines that did not)."""
    runs = groupby(changes, lambda change: change.kind == SAME)
    return [(same, list(run)) for same, run in runs]


def counts(changes: Sequence[Change]) -> dict[str, int]:
    """Return how many lines were changed, added and removed."""
    kinds = Counter(change.kind for change in changes)
    return {kind: kinds[kind] for kind in (CHANGED, ADDED, REMOVED)}


def _matcher(before: Sequence[object], after: Sequence[object]) -> SequenceMatcher[object]:
    return SequenceMatcher(None, before, after, autojunk=len(after) > MANY_WORDS)


def _lines(paper: Paper) -> Iterator[Line]:
    for place, text in (
        ("Cơ quan ban hành", f"{paper.superior}, {paper.issuer}".strip(", ")),
        ("Số, ký hiệu", tree.number_line(paper) if paper.symbol else ""),
        ("Mức độ khẩn", paper.urgency),
        ("Địa danh, ngày tháng", f"{paper.place}, {tree.date_line(paper)}"),
        ("Tên loại", paper.kind),
        ("Trích yếu", paper.summary),
        ("Kính gửi", paper.addressee or ""),
        *(line for block in paper.blocks for line in _block(block)),
        *(
            ("Người ký", ", ".join(filter(None, (one.authority, one.position, one.name))))
            for one in paper.signatures
        ),
        *(("Nơi nhận", one) for one in paper.recipients),
        *(("Đồng kính gửi", one) for one in paper.copied),
    ):
        if words := tree.words(text).strip():
            yield Line(place, words)
    if paper.copy:
        yield from _lines(paper.copy)


def _block(block: Block) -> Iterator[tuple[str, str]]:
    place = "Đề mục" if isinstance(block, Heading) else "Nội dung"
    if isinstance(block, Table):
        place = "Dòng của bảng"
    for text in tree.plain_block(block):
        yield place, text


def _rewritten(before: Sequence[Line], after: Sequence[Line]) -> Iterator[Change]:
    """Tell lines that differ: those alike are one line changed, the rest came or went."""
    i = j = 0
    for old, new in [*_pairs(before, after), (len(before), len(after))]:
        for line in before[i:old]:
            yield Change(REMOVED, line.place, (Piece(line.text, "del"),))
        for line in after[j:new]:
            yield Change(ADDED, line.place, (Piece(line.text, "ins"),))
        if old < len(before) and new < len(after):
            yield Change(CHANGED, after[new].place, _words(before[old].text, after[new].text))
        i, j = old + 1, new + 1


def _pairs(before: Sequence[Line], after: Sequence[Line]) -> list[tuple[int, int]]:
    """Return which old line became which new one, in order, so that most words stay."""
    if len(before) * len(after) > MANY_PAIRS:
        together = zip(range(len(before)), range(len(after)), strict=False)
        return [(i, j) for i, j in together if before[i].place == after[j].place]
    olds, news = ([(one, Counter(one.text.split())) for one in side] for side in (before, after))
    likeness = [[_likeness(*old, *new) for new in news] for old in olds]
    return paired(likeness, len(after))


def _likeness(old: Line, before: Counter[str], new: Line, after: Counter[str]) -> float:
    """Return the share of words in common; 0 for lines that are not one line rewritten."""
    if old.place != new.place:
        return 0
    if old.place not in _BLOCKS:
        return 1  # a field there is only one of, whatever it says
    share = 2 * (before & after).total() / (before.total() + after.total())
    return share if share >= ALIKE else 0


def _words(old: str, new: str) -> tuple[Piece, ...]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    pieces: list[Piece] = []
    for op, i1, i2, j1, j2 in _matcher(before, after).get_opcodes():
        if op == "equal":
            pieces.append(Piece("".join(before[i1:i2])))
            continue
        if i1 < i2:
            pieces.append(Piece("".join(before[i1:i2]), "del"))
        if j1 < j2:
            pieces.append(Piece("".join(after[j1:j2]), "ins"))
    return tuple(pieces)

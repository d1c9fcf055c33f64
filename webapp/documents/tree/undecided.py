"""Words in a paper that leave something open: an unknown hour, a place to be filled in by hand.

What a paper is composed of has gaps for what is not known; here is found what a person typed, in
the paper itself or in what it was composed from. Findings say of others that something is "chưa
rõ", so that such words count only where they stand for the thing itself: after a colon, as a whole
cell, or with the thing in front of them. "Thông báo sau" is a decision, and left alone.
"""

import re
from collections.abc import Iterator

from webapp.documents.tree.paper import Block, Figure, Paper, Table, apart, plain_block, words

_NOT_YET = r"(?:còn |vẫn )?chưa (?:ấn định|định|chốt|quyết định)"
_OPEN = rf"(?:{_NOT_YET}|(?:còn |vẫn )?chưa (?:rõ|xác định|biết)|không rõ|sẽ bổ sung(?: sau)?)"
_THING = (
    r"(?:ngày giờ|giờ|ngày|tháng|thời gian|thời điểm|địa điểm|nơi họp|nơi sinh hoạt|người|nhân sự|"
    r"số lượng|thời hạn|hạn)"
)
_DOTS = r"(?:…|\.{3})"
_PARTS = re.compile(r"[,;()]|\.(?:\s|$)|\s[-–]\s")
_AFTER_COLON = re.compile(rf"(?:{_THING}(?: cụ thể)? )?{_OPEN}")
_ALONE = re.compile(rf"{_THING}(?: cụ thể)? {_NOT_YET}")
_CELL = re.compile(rf"(?:{_THING}(?: cụ thể)? )?{_OPEN}|{_DOTS}|\?+|x{{3,}}")
_BLANK = re.compile(
    rf"…{{2,}}|\.{{4,}}|_{{3,}}|\({_OPEN}\)"
    rf"|\b(?:ngày|tháng|năm|lúc|số|đồng chí) {_DOTS}(?=\s|$|[,;/])"
    rf"|(?:^|\s){_DOTS} (?:giờ|tháng|đồng chí|đảng viên|đoàn viên|đơn vị)\b",
    re.IGNORECASE,
)


def left_open(paper: Paper) -> tuple[str, ...]:
    """Return the words of a paper that leave something open, each once, in the order of the paper.

    What is laid to it is not looked at: an outline is there to be filled in.
    """
    blocks, _ = apart(paper.blocks)
    found = [paper.summary, paper.addressee or "", *(name.name for name in paper.signatures)]
    told = [one for text in found for one in open_words(words(text))]
    return tuple(dict.fromkeys([*told, *(one for block in blocks for one in _in_block(block))]))


def open_words(text: str, *, is_cell: bool = False) -> list[str]:
    """Return the words of a text, marks removed, that leave something open."""
    found = [match[0].strip() for match in _BLANK.finditer(text)]
    if is_cell and _CELL.fullmatch(text.strip(" .").casefold() or text.strip().casefold()):
        return [text.strip()]
    for part in _PARTS.split(text):
        _, colon, said = part.rpartition(":")
        said = said.strip(" .")
        if (_AFTER_COLON if colon else _ALONE).fullmatch(said.casefold()):
            found.append(said)
    return found


def _in_block(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        for row in block.rows:
            for cell in row:
                yield from open_words(words(cell), is_cell=True)
    elif not isinstance(block, Figure):
        for line in plain_block(block):
            yield from open_words(words(line))

"""The content of a paper as a tree of plain values, the same for every printer.

Inside a text `**bold**`, `*italic*` and `[[thiếu: what is missing]]` are
marks; everything else prints as typed. Text from a stranger's hand goes
through `literal()` first, so that its stars stay stars.
"""

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Literal

from webapp.documents.measures import measures_for

ROOM = " " * 7  # left free for a number or a day that is written later
_JOINER = "\u2060"  # invisible: parts the signs of a mark so that they stay literal
# Joiners, soft hyphens, reversals of direction: nothing that a reader should see.
_INVISIBLE = {code: None for code in range(0x10000) if unicodedata.category(chr(code)) == "Cf"}
_INNER = rf"(?=[^\s*{_JOINER}])(.{{1,2000}}?)(?<=[^\s*])"
_STARRED = "".join(rf"|(?<![\w*])\*{{{n}}}{_INNER}\*{{{n}}}(?![\w*])" for n in (3, 2, 1))
_GAP = re.compile(r"\[\[thiếu:\s*(.{0,2000}?)\s*\]\]")
_MARK = re.compile(_GAP.pattern + _STARRED)


@dataclass(frozen=True)
class Heading:
    """A bold line; level 1 is "I- MỤC ĐÍCH", 2 "1. Mục đích", 3 bold italic."""

    level: int
    text: str

    def __post_init__(self) -> None:
        if self.level not in (1, 2, 3):
            raise ValueError(f"heading level {self.level}: 1, 2 or 3")


@dataclass(frozen=True)
class Paragraph:
    """Justified text whose first line is indented."""

    text: str


@dataclass(frozen=True)
class Item:
    """A line of a list; the dash is the printer's."""

    text: str


@dataclass(frozen=True)
class Column:
    """One column of a table; the shares of all columns divide the text width."""

    title: str
    width_share: float = 1
    align: Literal["left", "center", "right"] = "left"

    def __post_init__(self) -> None:
        if not self.width_share > 0:
            raise ValueError(f"column {self.title!r} needs a positive width share")


@dataclass(frozen=True)
class Table:
    """Rows of texts under titled columns, one cell for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if not self.columns or any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a table needs columns, and each row one cell for each of them")


@dataclass(frozen=True)
class Figure:
    """A plot of horizontal bars: one label and one value (0 or more, in `unit`) a bar."""

    title: str
    labels: tuple[str, ...]
    values: tuple[float, ...]
    unit: str = ""
    kind: Literal["bars"] = "bars"

    def __post_init__(self) -> None:
        if len(self.labels) != len(self.values):
            raise ValueError("a figure needs one value for each label")
        if not all(math.isfinite(value) and value >= 0 for value in self.values):
            raise ValueError("a bar cannot show a negative or infinite value")


@dataclass(frozen=True)
class Option:
    """A box to tick and what it stands for."""

    label: str
    ticked: bool = False


@dataclass(frozen=True)
class Boxes:
    """A question of a checklist and its boxes."""

    text: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True)
class Appendix:
    """What follows is laid to the paper: on a page of its own, below the signatures."""

    title: str
    summary: str = ""


Block = Heading | Paragraph | Item | Table | Figure | Boxes | PageBreak | Appendix


@dataclass(frozen=True)
class Signature:
    """Who signs: authority "K/T TRƯỞNG BAN", position "PHÓ TRƯỞNG BAN", name without titles.

    `style` is the signatory's own: a Party committee approves a youth paper in
    the Party's style.
    """

    authority: str
    position: str
    name: str
    side: Literal["left", "right"] = "right"
    style: str = "party"


@dataclass(frozen=True)
class Paper:
    """One paper, whole.

    number and day are None until it is issued; `year` is then printed instead
    of the day's. A paper without a kind is a letter (công văn): its summary
    stands under the number. `sent` is False for minutes and paper forms, which
    nobody receives, so that recipients, symbol, place and names may be empty.
    `copy` makes it a certified copy: the block that certifies, below the paper
    it copies, is a paper of its own, "SAO Y", without summary and blocks.
    """

    style: str
    superior: str
    issuer: str
    number: int | None
    symbol: str
    place: str
    day: date | None
    kind: str
    summary: str
    addressee: str | None
    blocks: tuple[Block, ...]
    signatures: tuple[Signature, ...]
    recipients: tuple[str, ...]
    copied: tuple[str, ...] = ()
    urgency: str = ""
    year: int | None = None
    sent: bool = True
    copy: "Paper | None" = None


@dataclass(frozen=True)
class Span:
    """A run of letters of one look; a gap's text already carries its brackets."""

    text: str
    bold: bool = False
    italic: bool = False
    gap: bool = False


def apart(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return the blocks above the signatures, and those from the first appendix on."""
    places = (place for place, block in enumerate(blocks) if isinstance(block, Appendix))
    first = next(places, len(blocks))
    return blocks[:first], blocks[first:]


def numbered(paper: Paper, number: int, day: date) -> Paper:
    """Return `paper` with the number and the day of its issue; a copy has its own."""
    if paper.copy:
        return replace(paper, copy=numbered(paper.copy, number, day))
    return replace(paper, number=number, day=day)


def literal(text: str) -> str:
    """Return `text` so that no sign in it acts as a mark; the print does not change."""
    return text.replace("*", "*" + _JOINER).replace("[[", f"[{_JOINER}[")


def gap(what: str) -> str:
    """Return the mark for something that is missing."""
    return f"[[thiếu: {what}]]"


def clean(text: str) -> str:
    """Return `text` composed (NFC), with one kind of line end and no invisible letters."""
    text = re.sub(r"\r\n?|\u2028|\u2029", "\n", text).replace("\t", " ")
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE))


def spans(text: str) -> tuple[Span, ...]:
    """Return the runs of `text`, its marks read and removed."""
    return tuple(_spans(unicodedata.normalize("NFC", text), bold=False, italic=False))


def _spans(text: str, *, bold: bool, italic: bool) -> Iterator[Span]:
    end = 0
    for mark in _MARK.finditer(text):
        if plain := clean(text[end : mark.start()]):
            yield Span(plain, bold, italic)
        missing, both, strong, slanted = mark.groups()
        if missing is not None:
            yield Span(f"[thiếu: {clean(missing)}]", bold, italic, gap=True)
        else:
            yield from _spans(
                both or strong or slanted,
                bold=bold or slanted is None,
                italic=italic or strong is None,
            )
        end = mark.end()
    if plain := clean(text[end:]):
        yield Span(plain, bold, italic)


def words(text: str) -> str:
    """Return `text` without its marks."""
    return "".join(span.text for span in spans(text))


def number_and_symbol(paper: Paper) -> str:
    """Return "05-KH/BTCTU": below 10 with a leading 0, room instead of an unknown number."""
    number = ROOM if paper.number is None else f"{paper.number:02d}"
    return f"{number}-{paper.symbol}"


def number_line(paper: Paper) -> str:
    """Return the printed number: "Số 73-KH/BTCTU", "Số: 65-KH/ĐTN" in the youth style."""
    return measures_for(paper.style, paper.day).number_prefix + number_and_symbol(paper)


def date_line(paper: Paper) -> str:
    """Return "ngày 03 tháng 01 năm 2024".

    Days below 10 and the months 1 and 2 take a leading 0, so that no digit can
    be put before them; the months 3 to 9 do not (HD 36-HD/VPTW).
    """
    if paper.day is None:
        return f"ngày{ROOM}tháng{ROOM}năm {paper.year or ROOM}".rstrip()
    day = paper.day
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def motto(paper: Paper) -> str:
    """Return what stands at the head, right: "ĐẢNG CỘNG SẢN VIỆT NAM"."""
    return measures_for(paper.style, paper.day).motto


def addressee_line(paper: Paper) -> str:
    """Return "Kính gửi: …", whether or not the addressee already begins with it."""
    text = (paper.addressee or "").strip()
    return text if not text or text.startswith("Kính gửi") else f"Kính gửi: {text}"


def is_direction(text: str) -> bool:
    """Return True for what tells how to sign, "(Ký tên, đóng dấu)": it is never in capitals."""
    return text.startswith("(")


def listed(items: Sequence[str]) -> list[str]:
    """Return recipients as printed: "- …;", the last with a full stop."""
    bare = [item.strip().lstrip("-–").strip().rstrip(";,.").rstrip() for item in items]
    return [f"- {text};" for text in bare[:-1]] + [f"- {text}." for text in bare[-1:]]


_REQUIRED_OF_COPY = {"issuer": "cơ quan sao", "symbol": "ký hiệu bản sao", "place": "địa danh"}


def with_gap_marks(paper: Paper) -> Paper:
    """Return `paper` with a gap mark in each required part that is empty."""
    required = {"issuer": "cơ quan ban hành", "summary": "trích yếu"}
    if paper.sent:
        required |= {"symbol": "ký hiệu", "place": "địa danh"}
        if not paper.kind.strip():
            required["addressee"] = "nơi gửi"
    marked = _with_marks(paper, required)
    return replace(
        marked,
        blocks=paper.blocks or (Paragraph(gap("nội dung")),),
        copy=paper.copy and _with_marks(paper.copy, _REQUIRED_OF_COPY),
    )


def _with_marks(paper: Paper, required: Mapping[str, str]) -> Paper:
    """Return `paper` with marks in its empty fields, in its signatures and recipients."""
    empty = {
        name: gap(what)
        for name, what in required.items()
        if not (getattr(paper, name) or "").strip()
    }
    return replace(
        paper,
        signatures=_signatures_with_gap_marks(paper),
        recipients=paper.recipients or ((gap("nơi nhận"),) if paper.sent else ()),
        **empty,  # type: ignore[arg-type]  # names of text fields only
    )


def _signatures_with_gap_marks(paper: Paper) -> tuple[Signature, ...]:
    if not paper.sent:
        return paper.signatures
    return tuple(
        replace(
            signature,
            position=signature.position
            or ("" if signature.authority.strip() else gap("chức vụ người ký")),
            name=signature.name.strip() or gap("tên người ký"),
        )
        for signature in paper.signatures or (Signature("", "", "", style=paper.style),)
    )


def gaps(paper: Paper) -> tuple[str, ...]:
    """Return what is missing in `paper`, each thing once, in the order of the paper."""
    texts = strings(with_gap_marks(paper))
    return tuple(dict.fromkeys(what for text in texts for what in gaps_in(text)))


def gaps_in(text: str) -> list[str]:
    """Return what is missing in a text, in its order."""
    marks = _GAP.finditer(unicodedata.normalize("NFC", text))
    return [words(mark.group())[len("[thiếu: ") : -1] for mark in marks]


def strings(value: object) -> Iterator[str]:
    """Yield every text in a paper or a part of it, marks included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from strings(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))


def plain_text(paper: Paper) -> str:
    """Return the paper as lines of text without marks: for search and for comparing."""
    head = (paper.superior, paper.issuer, number_line(paper), paper.urgency)
    title = (f"{paper.place}, {date_line(paper)}", paper.kind, paper.summary)
    lines = [*head, *title, addressee_line(paper)]
    for block in paper.blocks:
        lines += plain_block(block)
    for signature in paper.signatures:
        lines += [signature.authority, signature.position, signature.name]
    for label, people in (("Nơi nhận:", paper.recipients), ("Đồng kính gửi:", paper.copied)):
        lines += [label, *listed(people)] if people else []
    if paper.copy:
        lines += plain_text(paper.copy).splitlines()
    return "\n".join(words(line) for line in lines if line.strip())


def plain_block(block: Block) -> list[str]:
    """Return a block as lines of text, marks included; a table gives a line a row."""
    match block:
        case Heading(text=text) | Paragraph(text=text):
            return [text]
        case Item(text=text):
            return [f"- {text}"]
        case Table(columns=columns, rows=rows):
            return [" | ".join(row) for row in (tuple(c.title for c in columns), *rows)]
        case Figure(title=title, labels=labels, values=values, unit=unit):
            bars = zip(labels, values, strict=True)
            return [title, *(f"{label}: {figure(value, unit)}" for label, value in bars)]
        case Boxes(text=text, options=options):
            return [text, *(f"[{'x' if o.ticked else ' '}] {o.label}" for o in options)]
        case Appendix(title=title, summary=summary):
            return [title, summary]
        case PageBreak():
            return []


def figure(value: float, unit: str) -> str:
    """Return a value as Vietnamese write it: "8,5 điểm", at most two decimals."""
    number = f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{number} {unit}".strip()

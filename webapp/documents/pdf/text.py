"""Texts of a paper set in lines: the one flowable that prints words.

ReportLab's own paragraph reads markup, so that user text must be escaped for
it, and measures the words of a line several times. This one takes the runs of
the content tree as they are, measures a word once in a process, breaks the
lines once, and writes one operator for the letters of one face on a line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from webapp.documents.measures import Measures
from webapp.documents.pdf import fonts
from webapp.documents.pdf.canvas import PaperCanvas, Part
from webapp.documents.pdf.fonts import NBSP, em_width
from webapp.documents.tree import Span, clean, spans

_BLACK, _RED = "0 g", "0.753 0 0 rg"  # a gap is red
_SPACE = 0.25  # of the letter size, in all four faces
_STRETCHED = 1  # times its own width: what a blank may gain before a long symbol is divided
_LONG = 14  # letters; "73-KH/BTCTU" always stays in one
_PART = 3  # letters of it that may stand on a line
_SLACK = 1e-6  # sums of floats that should be equal differ by less than this
_TURNED = {  # a face in bold and in italic
    fonts.REGULAR: (fonts.BOLD, fonts.ITALIC),
    fonts.BOLD: (fonts.BOLD, fonts.BOLD_ITALIC),
    fonts.ITALIC: (fonts.BOLD_ITALIC, fonts.ITALIC),
    fonts.BOLD_ITALIC: (fonts.BOLD_ITALIC, fonts.BOLD_ITALIC),
}

Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True)
class Look:
    """How a text looks; sizes, pitch, gap above and indent in points.

    `bookmark` is the level at which a heading stands in the table of contents
    that a reader of the file sees at its side, 0 for none.
    """

    size: float
    line: float
    face: str = fonts.REGULAR
    align: Align = "center"
    above: float = 0
    first_line: float = 0
    underlined: bool = False
    bookmark: int = 0


class Style(NamedTuple):
    """The face of a run of letters; a gap prints red.

    `read` is what stands for the letters where the file is searched or copied from: None for the
    letters themselves.
    """

    face: str
    gap: bool
    read: str | None = None


class Piece(NamedTuple):
    """Letters of one style."""

    style: Style
    text: str


class Word(NamedTuple):
    """What stands between two blanks; the width is that at a letter size of 1."""

    width: float
    pieces: list[Piece]


class Line(NamedTuple):
    """The letters of a line; where it begins, its width, what each blank gains: points."""

    pieces: list[Piece]
    x: float
    width: float
    widening: float


class Text(Part):
    """A paragraph. A page break leaves two lines of it behind and takes two along, or none."""

    def __init__(self, runs: Sequence[Span], look: Look) -> None:
        super().__init__()
        self.look = look
        self.spaceBefore = look.above
        self.words = [list(_words(line)) for line in _typed_lines(runs, look.face)]
        self.lines: list[Line] = []
        self.title = "".join(run.text for run in runs) if look.bookmark else ""

    def longest_word(self) -> float:
        """Return the width of the widest word in points."""
        widths = (word.width for line in self.words for word in line)
        return max(widths, default=0) * self.look.size

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return the size; the lines are broken once, for the first width asked for."""
        if not self.lines:
            self.lines = list(self._broken(width))
        self.width, self.height = width, len(self.lines) * self.look.line
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the part that fits and the rest; [] where one line would stand alone."""
        self.wrap(width, height)
        fitting = int((height + _SLACK) / self.look.line)
        if fitting >= len(self.lines):
            return [self]
        fitting = min(fitting, len(self.lines) - 2)
        return [self._part(0, fitting), self._part(fitting, None)] if fitting >= 2 else []

    def _part(self, first: int, end: int | None) -> "Text":
        part = Text((), self.look)
        part.lines = self.lines[first:end]
        part.title = "" if first else self.title
        return part

    def _broken(self, width: float) -> Iterator[Line]:
        """Yield the lines, each with as many words as fit."""
        look, full = self.look, width / self.look.size
        indent = look.first_line
        for words in self.words:
            line: list[Word] = []
            left = full - indent / look.size
            for word in words:
                if line and word.width > left + _SLACK:
                    if look.align == "justify" and _is_stretched(line, left):
                        *starts, word = _divided(word, left)
                        line += starts
                    yield _line(line, look, width, indent, last=False)
                    line, indent, left = [], 0, full
                if word.width > full + _SLACK:  # longer than a line: break within
                    *starts, word = _chopped(word, left, full)
                    for start in starts:
                        yield _line([start], look, width, indent, last=True)
                        indent, left = 0, full
                line.append(word)
                left -= word.width + _SPACE
            yield _line(line, look, width, indent, last=True)
            indent = 0

    def paint(self, sheet: PaperCanvas, x: float, y: float) -> None:
        """Draw with the lower left corner at (x, y).

        Straight into the page's code: ReportLab's text object and the state
        that a flowable saves and restores would take longer than the letters.
        """
        look, top = self.look, y + self.height - self.look.size
        code, font, widening = ["BT"], "", 0.0
        for number, line in enumerate(self.lines):
            code.append(f"1 0 0 1 {x + line.x:.3f} {top - number * look.line:.3f} Tm")
            if line.widening != widening:
                widening = line.widening
                code.append(f"{widening:.4f} Tw")
            for style, text in line.pieces:
                if style.read is not None:
                    read = style.read.encode("utf-16-be").hex()
                    code.append(f"/Span <</ActualText <FEFF{read}>>> BDC")
                code += [_RED] * style.gap
                for subset, letters in sheet.encoded(style.face, text):
                    if subset != font:
                        font = subset
                        code.append(f"{font} {look.size:g} Tf")
                    code.append(f"<{letters.hex()}> Tj")
                code += [_BLACK] * style.gap
                code += ["EMC"] * (style.read is not None)
        sheet.write(*code, "0 Tw ET" if widening else "ET")
        if look.underlined:
            self._underline(sheet, x, top)
        if self.title:
            sheet.bookmark(self.title, look.bookmark, top + look.line)

    def _underline(self, sheet: PaperCanvas, x: float, top: float) -> None:
        look = self.look
        sheet.setLineWidth(look.size / 20)
        for number, line in enumerate(self.lines):
            below = top - number * look.line - look.size / 8
            sheet.line(x + line.x, below, x + line.x + line.width, below)


def _typed_lines(runs: Sequence[Span], face: str) -> list[list[Piece]]:
    """Return the pieces of each line that the writer ended; of two blanks the first stays."""
    lines: list[list[Piece]] = [[]]
    for run in runs:
        style = _style(face, run)
        first, *others = run.text.replace("  ", NBSP + " ").split("\n")
        lines[-1].append(Piece(style, first))
        lines += [[Piece(style, text)] for text in others]
    return lines


def _style(face: str, run: Span) -> Style:
    if run.bold:
        face = _TURNED[face][0]
    if run.italic:
        face = _TURNED[face][1]
    return Style(face, run.gap)


def _words(line: Sequence[Piece]) -> Iterator[Word]:
    """Yield the words of a line; one word may change its style within."""
    pieces: list[Piece] = []
    for style, text in line:
        first, *others = text.split(" ")
        if first:
            pieces.append(Piece(style, first))
        for part in others:
            if pieces:
                yield _word(pieces)
            pieces = [Piece(style, part)] if part else []
    if pieces:
        yield _word(pieces)


def _word(pieces: list[Piece]) -> Word:
    return Word(sum([em_width(style.face, text) for style, text in pieces]), pieces)


def _is_stretched(line: Sequence[Word], left: float) -> bool:
    """Return True where too few blanks must fill what is left of a line."""
    return left + _SPACE > (len(line) - 1) * _SPACE * _STRETCHED


def _divided(word: Word, room: float) -> list[Word]:
    """Return a long symbol ("05-HD/BTCTU-TĐTN") in two parts, the first fits into `room`.

    It is divided behind a stroke or a hyphen; what has none, or is a number or a day, stays whole.
    Whoever copies the text gets the symbol in one: programs take a hyphen that ends a line for
    one that the line made, and drop it.
    """
    if not any("/" in text or "-" in text for _, text in word.pieces):
        return [word]
    letters = "".join(text for _, text in word.pieces)
    if len(letters) < _LONG or letters.upper() == letters.lower():
        return [word]
    width, found, place = 0.0, (0, 0.0), 0
    for style, text in word.pieces:
        for letter in text:
            width += em_width(style.face, letter)
            if width > room + _SLACK:
                break
            place += 1
            if letter in "/-" and _PART <= place <= len(letters) - _PART:
                found = place, width
    if not found[0]:
        return [word]
    first, rest = _cut(word, *found)
    if word.pieces[0].style.read is None:
        first = _read_as(letters, first)
    return [first, _read_as(" ", rest)]


def _read_as(text: str, part: Word) -> Word:
    """Return a part of a symbol of which a program reads `text`; not all let a part be nothing."""
    read = [text] + [" "] * (len(part.pieces) - 1)
    pieces = zip(part.pieces, read, strict=True)
    return Word(
        part.width, [Piece(style._replace(read=own), text) for (style, text), own in pieces]
    )


def _cut(word: Word, place: int, width: float) -> list[Word]:
    """Return the letters of a word before `place`, which are so wide, and those after it."""
    before, after = list[Piece](), list[Piece]()
    for style, text in word.pieces:
        if place > 0:
            before.append(Piece(style, text[:place]))
        if place < len(text):
            after.append(Piece(style, text[max(place, 0) :]))
        place -= len(text)
    return [Word(width, before), Word(word.width - width, after)]


def _chopped(word: Word, room: float, full: float) -> list[Word]:
    """Return a word in parts: the first fits into `room`, the others into `full`."""
    parts = list[Word]()
    while word.width > room + _SLACK:
        *starts, word = _divided(word, room)
        if not starts:
            *starts, word = _cut(word, *_fitting(word, room))
        parts += starts
        room = full
    return [*parts, word]


def _fitting(word: Word, room: float) -> tuple[int, float]:
    """Return how many letters of a word fit into `room`, one at least, and their width."""
    place, width = 0, 0.0
    for style, text in word.pieces:
        for letter in text:
            own = em_width(style.face, letter)
            if place and width + own > room + _SLACK:
                return place, width
            place, width = place + 1, width + own
    return place, width


def _line(words: Sequence[Word], look: Look, width: float, indent: float, *, last: bool) -> Line:
    pieces = list(_joined(words))
    natural = (sum([word.width for word in words]) + _SPACE * (len(words) - 1)) * look.size
    spare = width - indent - natural
    if look.align == "justify" and not last:
        # The viewer widens every blank, those that may not break a line too.
        blanks = sum([text.count(" ") + text.count(NBSP) for _, text in pieces])
        return Line(pieces, indent, width - indent, spare / blanks if blanks else 0)
    shift = {"center": spare / 2, "right": spare}.get(look.align, 0)
    return Line(pieces, indent + shift, max(natural, 0), 0)


def _joined(words: Sequence[Word]) -> Iterator[Piece]:
    """Yield the words of a line with their blanks, as few pieces as there are styles in turn."""
    style, texts = None, [""]
    for number, word in enumerate(words):
        if number:
            if style is not None and style.read is not None:  # the blank is no part of a symbol
                yield Piece(style, "".join(texts))
                style, texts = style._replace(read=None), []
            texts.append(" ")
        for own, text in word.pieces:
            if style is not None and own != style:
                yield Piece(style, "".join(texts))
                texts = []
            style = own
            texts.append(text)
    if style is not None:
        yield Piece(style, "".join(texts))


def paragraph(text: str, look: Look, *, capitals: bool = False) -> Text:
    """Return `text` set in `look`; a gap keeps its small letters among capitals."""
    # Most texts hold no mark at all: no need to look for each kind of mark.
    runs = spans(text) if "*" in text or "[[" in text else (Span(clean(text)),)
    if capitals:
        runs = tuple(
            run if run.gap else Span(run.text.upper(), run.bold, run.italic) for run in runs
        )
    return Text(runs, look)


def body_look(measures: Measures, face: str = fonts.REGULAR, bookmark: int = 0) -> Look:
    """Return the look of running text: justified, its first line indented."""
    return Look(
        measures.body_pt,
        measures.line_pt,
        face,
        "justify",
        above=measures.paragraph_gap_pt,
        first_line=measures.first_line_mm * mm,
        bookmark=bookmark,
    )

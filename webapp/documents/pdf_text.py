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

from webapp.documents import fonts
from webapp.documents.fonts import NBSP, em_width
from webapp.documents.measures import Measures
from webapp.documents.pdf_sheet import Part, Sheet
from webapp.documents.tree import Span, clean, spans

_BLACK, _RED = "0 g", "0.753 0 0 rg"  # a gap is red
_SPACE = 0.25  # of the letter size, in all four faces
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
    """The face of a run of letters; a gap prints red."""

    face: str
    gap: bool


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

    def paint(self, sheet: Sheet, x: float, y: float) -> None:
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
                code += [_RED] * style.gap
                for subset, letters in sheet.encoded(style.face, text):
                    if subset != font:
                        font = subset
                        code.append(f"{font} {look.size:g} Tf")
                    code.append(f"<{letters.hex()}> Tj")
                code += [_BLACK] * style.gap
        sheet.write(*code, "0 Tw ET" if widening else "ET")
        if look.underlined:
            self._underline(sheet, x, top)
        if self.title:
            sheet.bookmark(self.title, look.bookmark, top + look.line)

    def _underline(self, sheet: Sheet, x: float, top: float) -> None:
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


def _chopped(word: Word, room: float, full: float) -> list[Word]:
    """Return a word in parts: the first fits into `room`, the others into `full`."""
    parts, pieces, width = [], list[Piece](), 0.0
    for style, text in word.pieces:
        start = 0
        for end, letter in enumerate(text):
            own = em_width(style.face, letter)
            if width + own > room + _SLACK and (pieces or end > start):
                parts.append(Word(width, [*pieces, Piece(style, text[start:end])]))
                pieces, width, start, room = [], 0.0, end, full
            width += own
        pieces.append(Piece(style, text[start:]))
    return [*parts, Word(width, pieces)]


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

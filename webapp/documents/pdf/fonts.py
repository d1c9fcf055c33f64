"""The four Tinos faces: metric twins of Times New Roman that know every Vietnamese letter.

ReportLab subsets a font anew for every document, which costs more than drawing
the text. Here each face has one fixed set of letters, all that Vietnamese
papers use: it is subset and compressed once in a process and then put into
each document as it is. That costs little room, 20 kB a face where the letters
of two pages alone take 17 kB, as composed letters share their parts.
A document with other letters (é, Ж) gets a second subset of its own for them.
"""

import codecs
import threading
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from zlib import compress

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

REGULAR = "Tinos"
ITALIC = "Tinos-Italic"
BOLD = "Tinos-Bold"
BOLD_ITALIC = "Tinos-BoldItalic"

DIGIT_HEIGHT = 0.676  # of the letter size: from base line to the top of a Tinos digit
NBSP = "\u00a0"
_LONG_WORD = 30

FOLDER = Path(__file__).resolve().parents[3] / "static" / "vendor" / "fonts"
_FILES = {
    REGULAR: "Tinos_400Regular.ttf",
    ITALIC: "Tinos_400Regular_Italic.ttf",
    BOLD: "Tinos_700Bold.ttf",
    BOLD_ITALIC: "Tinos_700Bold_Italic.ttf",
}

_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
_SIGNS = "–—‘’“”…•·°±×÷§№½²³‰«»→≤≥"


class FontsMissing(RuntimeError):
    """The font files were not fetched; no other face may stand in for them."""


def _letters_by_code() -> list[str]:
    """Return the letter of each of the 256 codes; ASCII keeps its own, NUL stands for none."""
    letters = (unicodedata.normalize("NFC", v + tone) for v in _VOWELS for tone in _TONES)
    others = iter([*(letter for letter in letters if letter > "~"), *"đĐ", *_SIGNS])
    table = [chr(code) if " " <= chr(code) <= "~" else "" for code in range(256)]
    for code in range(1, 256):
        if not table[code]:
            table[code] = next(others, "\0")
    if (left := next(others, None)) is not None:
        raise AssertionError(f"no code is left for {left!r}")
    return [letter or "\0" for letter in table]


_LETTERS = _letters_by_code()
_CODES = codecs.charmap_build("".join("\ufffe" if c == "\0" else c for c in _LETTERS))


class Stream(pdfdoc.PDFObject):
    """Bytes that go into a file as they are; `entries` describe them, their filter too.

    ReportLab would compress its own again for each file, and writes no line
    end behind them, which PDF/A wants.
    """

    __RefOnly__ = 1  # the name that ReportLab looks for: never inside another object

    def __init__(self, content: bytes, **entries: str | int) -> None:
        self.content, self.entries = content, entries

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Return the stream as it stands in the file."""
        entries = {**self.entries, "Length": len(self.content)}
        named = " ".join(f"/{name} {value}" for name, value in entries.items())
        return f"<< {named} >>\nstream\n".encode("ascii") + self.content + b"\nendstream\n"


Document = Any  # ReportLab's PDFDocument: its stubs know too little of it


class _Program(NamedTuple):
    """What a document needs to embed one subset of a face; both streams are compressed."""

    name: str
    widths: str
    length: int
    font: bytes
    to_unicode: bytes


class Face(TTFont):
    """A TrueType face whose first subset is the same in every document (`doc`, a PDFDocument)."""

    face: Any  # ReportLab's reader of the file

    def splitString(
        self, text: str, doc: Document, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """Return `text` as runs of (subset, codes)."""
        self._begin(doc)
        try:
            # The set-up of nearly all texts: one look into a table, not one for each letter.
            return [(0, codecs.charmap_encode(text.replace(NBSP, " "), "strict", _CODES)[0])]
        except UnicodeEncodeError:
            runs: list[tuple[int, bytes]] = super().splitString(text, doc, encoding)
            return runs

    def getSubsetInternalName(self, subset: int, doc: Document) -> str:
        """Return the name of a subset within the document, and have it embedded."""
        self._begin(doc)
        name: str = super().getSubsetInternalName(subset, doc)
        return name

    def _begin(self, doc: Document) -> None:
        """Give a new document the fixed subset, full, so that other letters open a second one."""
        if doc in self.state:
            return
        state: Any = TTFont.State(True, self)
        self.state[doc] = state
        state.subsets = [[ord(letter) for letter in _LETTERS]]
        state.assignments = {ord(c): code for code, c in enumerate(_LETTERS) if c != "\0"}
        state.assignments[0] = 0
        state.nextCode = 256

    def addObjects(self, doc: Document) -> None:
        """Embed the subsets that the document uses."""
        state = self.state.pop(doc)
        for number, letters in enumerate(state.subsets):
            program = _program(self, number, tuple(letters))
            name = f"{state.internalName}+{number}"
            font = pdfdoc.PDFDictionary(dict(self._entries(doc, program)))
            doc.idToObject["BasicFonts"].dict[name] = doc.Reference(font, name)

    def _entries(self, doc: Document, program: _Program) -> Iterator[tuple[str, object]]:
        face = self.face
        yield from (("Type", "/Font"), ("Subtype", "/TrueType"), ("BaseFont", f"/{program.name}"))
        yield from (("FirstChar", 0), ("LastChar", 255), ("Widths", program.widths))
        yield "ToUnicode", doc.Reference(Stream(program.to_unicode, Filter="/FlateDecode"))
        descriptor = {
            "Type": "/FontDescriptor",
            "FontName": f"/{program.name}",
            "Flags": face.flags,  # symbolic: the codes are the subset's own
            "FontBBox": pdfdoc.PDFArray(face.bbox),
            "ItalicAngle": face.italicAngle,
            "Ascent": face.ascent,
            "Descent": face.descent,
            "CapHeight": face.capHeight,
            "StemV": face.stemV,
            "MissingWidth": face.defaultWidth,
            "FontFile2": doc.Reference(
                Stream(program.font, Filter="/FlateDecode", Length1=program.length)
            ),
        }
        yield "FontDescriptor", doc.Reference(pdfdoc.PDFDictionary(descriptor))


@lru_cache(maxsize=32)
def _program(font: Face, number: int, letters: tuple[int, ...]) -> _Program:
    """Subset a face. Callers take turns: ReportLab's fonts are not made for two threads."""
    codes = [*letters, *[0] * (256 - len(letters))]
    name = (SUBSETN(number) + b"+" + font.face.name).decode("ascii")
    program = font.face.makeSubset(codes)
    widths = " ".join(f"{font.face.getCharWidth(code):g}" for code in codes)
    return _Program(
        name, f"[{widths}]", len(program), compress(program, 9), compress(_to_unicode(codes), 9)
    )


def _to_unicode(codes: list[int]) -> bytes:
    """Return the table by which a reader finds the letters behind the codes."""
    pairs = [f"<{code:02X}> <{letter:04X}>" for code, letter in enumerate(codes) if letter]
    blocks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]  # a block holds 100 at most
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <00> <FF> endcodespacerange",
        *(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks),
        "endcmap CMapName currentdict /CMap defineresource pop end end",
    ]
    return "\n".join(lines).encode("ascii")


def load_faces(folder: Path) -> dict[str, Face]:
    """Read the four faces from `folder`; raise FontsMissing when one is not there."""
    absent = [name for name in _FILES.values() if not (folder / name).is_file()]
    if absent:
        raise FontsMissing(f"no {', '.join(absent)} in {folder}: run make assets")
    return {face: Face(face, str(folder / name)) for face, name in _FILES.items()}


_READING = threading.Lock()


def register() -> dict[str, Face]:
    """Return the faces by name; the first call reads them and registers them with ReportLab."""
    with _READING:  # two readers at once would leave two fonts of one name
        return _registered()


@cache
def _registered() -> dict[str, Face]:
    faces = load_faces(FOLDER)
    for face in faces.values():
        pdfmetrics.registerFont(face)
    return faces


@cache
def _drawable() -> frozenset[int]:
    return frozenset.intersection(*(frozenset(f.face.charToGlyph) for f in register().values()))


def em_width(face: str, text: str) -> float:
    """Return the width of `text` at a letter size of 1."""
    return _kept_width(face, text) if len(text) <= _LONG_WORD else _width(face, text)


def _width(face: str, text: str) -> float:
    widths = register()[face].face.charWidths
    return float(sum([widths[ord(letter)] for letter in text])) / 1000


# Papers repeat their words: most are measured once in a process. 50,000 short ones are 6 MB.
_kept_width = lru_cache(maxsize=50_000)(_width)


def missing_glyphs(text: str) -> list[str]:
    """Return the characters of `text` (after NFC) that some face cannot draw, each once.

    ReportLab would draw them as blank boxes without a word. Line ends and
    tabs are laid out, not drawn, and therefore never missing.
    """
    known = _drawable()
    letters = dict.fromkeys(unicodedata.normalize("NFC", text))
    return [letter for letter in letters if letter not in "\n\r\t" and ord(letter) not in known]


def with_known_glyphs(text: str) -> str:
    """Return *text* with "?" for each sign that some face cannot draw."""
    for letter in missing_glyphs(text):
        text = text.replace(letter, "?")
    return text

"""The four Tinos faces: metric twins of Times New Roman that know every Vietnamese letter."""

import unicodedata
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "Tinos"
ITALIC = "Tinos-Italic"
BOLD = "Tinos-Bold"
BOLD_ITALIC = "Tinos-BoldItalic"

DIGIT_HEIGHT = 0.676  # of the letter size: from base line to the top of a Tinos digit

FOLDER = Path(__file__).resolve().parents[2] / "static" / "vendor" / "fonts"
_FILES = {
    REGULAR: "Tinos_400Regular.ttf",
    ITALIC: "Tinos_400Regular_Italic.ttf",
    BOLD: "Tinos_700Bold.ttf",
    BOLD_ITALIC: "Tinos_700Bold_Italic.ttf",
}


class FontsMissing(RuntimeError):
    """The font files were not fetched; no other face may stand in for them."""


def load_faces(folder: Path) -> dict[str, TTFont]:
    """Read the four faces from `folder`; raise FontsMissing when one is not there."""
    absent = [name for name in _FILES.values() if not (folder / name).is_file()]
    if absent:
        raise FontsMissing(f"no {', '.join(absent)} in {folder}: run make assets")
    return {face: TTFont(face, str(folder / name)) for face, name in _FILES.items()}


@cache
def register() -> frozenset[int]:
    """Register the faces with ReportLab once; return the code points all four can draw."""
    faces = load_faces(FOLDER)
    for face in faces.values():
        pdfmetrics.registerFont(face)
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, ITALIC, BOLD_ITALIC)
    return frozenset.intersection(*(frozenset(f.face.charToGlyph) for f in faces.values()))


def missing_glyphs(text: str) -> list[str]:
    """Return the characters of `text` (after NFC) that some face cannot draw, each once.

    ReportLab would draw them as blank boxes without a word. Line ends and
    tabs are laid out, not drawn, and therefore never missing.
    """
    known = register()
    letters = dict.fromkeys(unicodedata.normalize("NFC", text))
    return [letter for letter in letters if letter not in "\n\r\t" and ord(letter) not in known]

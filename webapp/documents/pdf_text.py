"""Texts of a paper as ReportLab paragraphs: styles from the measures, marks as faces."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph

from webapp.documents import fonts
from webapp.documents.measures import Measures
from webapp.documents.tree import spans

GAP_COLOUR = "#c00000"
NBSP = "\u00a0"

Align = Literal["left", "center", "right", "justify"]

# ReportLab's numbers; its named constants are plain ints to the type checker.
_ALIGN: dict[Align, Literal[0, 1, 2, 4]] = {"left": 0, "center": 1, "right": 2, "justify": 4}


@dataclass(frozen=True)
class Look:
    """How a text looks; sizes, pitch, gap above and indent in points."""

    size: float
    line: float
    face: str = fonts.REGULAR
    align: Align = "center"
    above: float = 0
    first_line: float = 0


@lru_cache(maxsize=256)
def _style(look: Look) -> ParagraphStyle:
    # Neither a first nor a last line of a paragraph may stand alone on a page.
    return ParagraphStyle(
        repr(look),
        fontName=look.face,
        fontSize=look.size,
        leading=look.line,
        alignment=_ALIGN[look.align],
        spaceBefore=look.above,
        firstLineIndent=look.first_line,
        textColor=HexColor("#000000"),
        allowWidows=0,
        allowOrphans=0,
        bulletFontName=fonts.REGULAR,
    )


def markup(text: str, *, capitals: bool = False) -> str:
    """Return `text` as ReportLab markup in which nothing but its own marks acts.

    Spaces typed twice stay two; a gap keeps its small letters among capitals.
    """
    out = []
    for span in spans(text):
        shown = span.text.upper() if capitals and not span.gap else span.text
        shown = escape(shown.replace("  ", NBSP + " ")).replace("\n", "<br/>")
        if span.gap:
            shown = f'<font color="{GAP_COLOUR}">{shown}</font>'
        if span.bold:
            shown = f"<b>{shown}</b>"
        if span.italic:
            shown = f"<i>{shown}</i>"
        out.append(shown)
    return "".join(out)


def paragraph(text: str, look: Look, *, capitals: bool = False) -> Paragraph:
    """Return `text` set in `look`."""
    return Paragraph(markup(text, capitals=capitals), _style(look))


def underlined(text: str, look: Look) -> Paragraph:
    """Return `text` set in `look` with a line under its words."""
    return Paragraph(f"<u>{markup(text)}</u>", _style(look))


def body_look(measures: Measures, face: str = fonts.REGULAR) -> Look:
    """Return the look of running text: justified, its first line indented."""
    return Look(
        measures.body_pt,
        measures.line_pt,
        face,
        "justify",
        above=measures.paragraph_gap_pt,
        first_line=measures.first_line_mm * mm,
    )

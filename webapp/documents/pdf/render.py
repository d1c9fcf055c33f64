"""Print a paper as PDF: A4, fonts embedded, the same bytes for the same paper."""

import threading
import unicodedata
from functools import partial
from io import BytesIO
from textwrap import shorten

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from reportlab.platypus.doctemplate import LayoutError

from webapp.documents.measures import Measures, measures_for
from webapp.documents.pdf import fonts
from webapp.documents.pdf.blocks import body
from webapp.documents.pdf.canvas import PaperCanvas
from webapp.documents.pdf.close import closing
from webapp.documents.pdf.copy import copy_block
from webapp.documents.pdf.head import head
from webapp.documents.tree import Paper, apart, clean, strings, with_gap_marks, words

DRAFT = "DỰ THẢO"
FOOT_PT = 8.0
_WATERMARK_PT, _LONGEST_MARK = 96.0, 10  # a longer mark is printed smaller, as long as that
_LONGEST_NEAR = 120  # letters of the text that a sign is told to be in
_LONGEST_TITLE = 500  # letters; the file format ends at 32,767 bytes

# ReportLab keeps the letters of each document in the font objects, and reads the
# font files with one position for all: two papers printed at once would mix them.
_ONE_AT_A_TIME = threading.Lock()


class NotPrintable(ValueError):
    """The paper cannot be printed; the message says why, in Vietnamese, for the one who asked."""


class GlyphMissing(NotPrintable):
    """The paper holds characters that no face can draw; `characters` lists them.

    `near` is the first text that has one of them, so that it can be found and mended.
    """

    def __init__(self, characters: list[str], near: str = "") -> None:
        self.characters, self.near = tuple(characters), near
        named = ", ".join(
            f"{c!r} (U+{ord(c):04X} {unicodedata.name(c, 'không tên')})" for c in characters
        )
        place = f", ở chỗ “{near}”" if near else ""
        super().__init__(f"Phông chữ không có ký tự: {named}{place}")

    def __reduce__(self) -> tuple[type, tuple[list[str], str]]:
        """Travel whole from one process to another (write_archive)."""
        return GlyphMissing, (list(self.characters), self.near)


class DoesNotFit(NotPrintable):
    """A part of the paper neither fits on an empty page nor can be broken."""

    def __init__(self) -> None:
        super().__init__("Có phần của văn bản quá dài, không xếp được vào trang giấy")


def render_pdf(paper: Paper, *, draft: bool = False, stamp: str = "", foot: str = "") -> bytes:
    """Return `paper` as the bytes of a PDF; a draft carries a light watermark, and so does what
    no longer holds: the words of *stamp*. *foot* stands small below each page.

    What is missing prints in red. Raises GlyphMissing before anything is
    drawn, DoesNotFit when no page holds some part, both NotPrintable; and
    FontsMissing when the fonts were not fetched.
    """
    paper = with_gap_marks(paper)
    with _ONE_AT_A_TIME:
        shown = clean("\n".join(strings(paper)))
        # Some parts print as capitals.
        unknown = fonts.missing_glyphs(shown + shown.upper() + foot)
        if unknown:
            raise GlyphMissing(unknown, _near(paper, unknown))
        mark = DRAFT if draft else stamp
        return _build(paper, measures_for(paper.style, paper.day), mark, foot)


def _build(paper: Paper, measures: Measures, mark: str, foot: str) -> bytes:
    out = BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=(measures.page_width_mm * mm, measures.page_height_mm * mm),
        title=_one_line(f"{paper.kind} {paper.summary}"),
        author=_one_line(paper.issuer),
        lang="vi",
        displayDocTitle=1,
        initialFontName=fonts.REGULAR,
        invariant=1,
        pageCompression=1,
    )
    document.addPageTemplates(_page(measures, mark, foot))
    tail, after = closing(paper, measures)
    blocks, appendices = apart(paper.blocks)
    flow = [*head(paper, measures), *body(blocks, measures, tail), *after]
    flow += body(appendices, measures, None)
    flow += copy_block(paper.copy, measures)
    try:
        document.build(flow, canvasmaker=partial(PaperCanvas, day=paper.day))
    except LayoutError as error:
        raise DoesNotFit from error
    return out.getvalue()


def _near(paper: Paper, unknown: list[str]) -> str:
    """Return the first text of *paper* with an unknown sign, short enough to read in a message."""
    found = (text for text in map(_one_line, strings(paper)) if set(unknown) & set(text))
    return shorten(next(found, ""), _LONGEST_NEAR, placeholder=" …")


def _one_line(text: str) -> str:
    return " ".join(words(text).split())[:_LONGEST_TITLE]


def _page(measures: Measures, mark: str, foot: str) -> PageTemplate:
    frame = Frame(
        measures.left_mm * mm,
        measures.bottom_mm * mm,
        measures.text_width_mm * mm,
        measures.text_height_mm * mm,
        leftPadding=0,
        bottomPadding=0,
        rightPadding=0,
        topPadding=0,
    )

    def furnish(canvas: Canvas, _document: BaseDocTemplate) -> None:
        if mark:
            _draw_watermark(canvas, measures, mark)
        if canvas.getPageNumber() > 1:
            _draw_page_number(canvas, measures)
        if foot:
            _draw_foot(canvas, measures, foot)

    return PageTemplate(frames=[frame], onPage=furnish)


def _draw_watermark(canvas: Canvas, measures: Measures, mark: str) -> None:
    canvas.saveState()
    canvas.translate(measures.page_width_mm * mm / 2, measures.page_height_mm * mm / 2)
    canvas.rotate(45)
    canvas.setFont(fonts.BOLD, watermark_pt(mark))
    canvas.setFillGray(0.92)
    canvas.drawCentredString(0, 0, mark)
    canvas.restoreState()


def watermark_pt(mark: str) -> float:
    """Return the size of a watermark that still crosses the page whole."""
    return min(_WATERMARK_PT, _WATERMARK_PT * _LONGEST_MARK / max(1, len(mark)))


def _draw_foot(canvas: Canvas, measures: Measures, foot: str) -> None:
    canvas.saveState()
    canvas.setFont(fonts.REGULAR, FOOT_PT)
    canvas.setFillGray(0.35)
    canvas.drawString(measures.left_mm * mm, measures.bottom_mm * mm / 2, foot)
    canvas.restoreState()


def _draw_page_number(canvas: Canvas, measures: Measures) -> None:
    size = measures.page_number_pt
    centre = (measures.left_mm + measures.text_width_mm / 2) * mm
    top = (measures.page_height_mm - measures.page_number_top_mm) * mm
    canvas.saveState()
    canvas.setFont(fonts.REGULAR, size)
    canvas.drawCentredString(centre, top - fonts.DIGIT_HEIGHT * size, str(canvas.getPageNumber()))
    canvas.restoreState()

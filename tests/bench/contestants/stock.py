"""A bare stock ReportLab canvas that draws the letter's lines where they already stand.

No layout at all: the lines are taken, broken and placed, from the program's
own print before the clock starts. Fonts are embedded and subset as ReportLab
does it when nobody interferes.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
from pdfplumber.page import Page
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FOLDER = Path(__file__).resolve().parents[3] / "static" / "vendor" / "fonts"
PAGE = (595.2756, 841.8898)


@dataclass(frozen=True)
class Run:
    """Letters of one face on one line; `space` is what justification adds to each blank."""

    x: float
    y: float
    face: str
    size: float
    space: float
    text: str


@dataclass(frozen=True)
class Sheet:
    """What one page holds: runs of letters, and rules as x0, y0, x1, y1, line width."""

    runs: tuple[Run, ...]
    rules: tuple[tuple[float, float, float, float, float], ...]


FACES = {
    "Tinos_400Regular.ttf": "Tinos-Regular",
    "Tinos_400Regular_Italic.ttf": "Tinos-Italic",
    "Tinos_700Bold.ttf": "Tinos-Bold",
    "Tinos_700Bold_Italic.ttf": "Tinos-BoldItalic",
}


def prepare(_folder: Path) -> tuple[Any, Any]:
    """Read the faces the stock way; the lines are taken before the clock starts."""
    for file, face in FACES.items():
        pdfmetrics.registerFont(TTFont(face, str(FOLDER / file)))
    return _lines, lambda taken: [draw(pages) for pages in taken]


def _lines(rows: dict[str, Any]) -> tuple[Sheet, ...]:
    # In another process: the program's own faces would stand in for the stock ones of that name.
    code = "import json, sys; from tests.bench.contestants import ours; "
    code += "sys.stdout.buffer.write(ours.prepare(None)[1]([json.load(sys.stdin)])[0])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(rows).encode(),
        capture_output=True,
        check=True,
    )
    return sheets(done.stdout)


def sheets(pdf: bytes) -> tuple[Sheet, ...]:
    """Return the runs and rules of each page of `pdf`."""
    with pdfplumber.open(BytesIO(pdf)) as document:
        return tuple(Sheet(tuple(_runs(page)), tuple(_rules(page))) for page in document.pages)


def _runs(page: Page) -> Iterator[Run]:
    chars: list[dict[str, Any]] = []
    for char in page.chars:
        if chars and not _goes_on(chars[-1], char):
            yield _run(chars)
            chars = []
        chars.append(char)
    if chars:
        yield _run(chars)


def _goes_on(last: dict[str, Any], char: dict[str, Any]) -> bool:
    same = all(last[key] == char[key] for key in ("fontname", "size"))
    level = abs(last["matrix"][5] - char["matrix"][5]) < 0.01
    apart = char["x0"] - last["x1"]  # behind a blank of a justified line, some points
    return same and level and -0.5 < apart < (12 if last["text"] == " " else 0.5)


def _run(chars: list[dict[str, Any]]) -> Run:
    first, face, size = chars[0], chars[0]["fontname"].split("+")[1], chars[0]["size"]
    text = "".join(char["text"] for char in chars)
    blanks = text[:-1].count(" ")
    extra = chars[-1]["x1"] - first["x0"] - pdfmetrics.stringWidth(text, face, size)
    return Run(
        first["matrix"][4], first["matrix"][5], face, size, extra / blanks if blanks else 0, text
    )


def _rules(page: Page) -> Iterator[tuple[float, float, float, float, float]]:
    for line in page.lines:
        (x0, y0), (x1, y1) = line["pts"]
        yield x0, page.height - y0, x1, page.height - y1, line["linewidth"]


def draw(pages: tuple[Sheet, ...]) -> bytes:
    """Return the pages as the bytes of a PDF."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=PAGE, initialFontName="Tinos-Regular")
    for sheet in pages:
        text = canvas.beginText()
        for run in sheet.runs:
            text.setTextOrigin(run.x, run.y)
            text.setFont(run.face, run.size)
            text.setWordSpace(run.space)
            text.textOut(run.text)
        canvas.drawText(text)
        for x0, y0, x1, y1, width in sheet.rules:
            canvas.setLineWidth(width)
            canvas.line(x0, y0, x1, y1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()

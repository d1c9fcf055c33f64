"""What offices do today: fill a Word template, let LibreOffice turn it into a PDF.

Letters that are asked for together are converted by one start of LibreOffice.
"""

import os
import re
import subprocess
from itertools import count
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate, RichText

FONTS = Path(__file__).resolve().parents[3] / "static" / "vendor" / "fonts"
_SHARES = (1, 7, 4, 3)  # of the table's columns
MARK = re.compile(r"\*\*\*([^*]+)\*\*\*|\*\*([^*]+)\*\*|\*([^*]+)\*|([^*]+)")


def prepare(folder: Path) -> tuple[Any, Any]:
    """Make the template, and a home with the fonts and LibreOffice's settings in it."""
    home = folder / "home"
    (home / ".fonts").mkdir(parents=True)
    for font in FONTS.glob("*.ttf"):
        (home / ".fonts" / font.name).symlink_to(font)
    template = folder / "template.docx"
    _template().save(str(template))
    numbers = count()

    def prints(taken: list[dict[str, Any]]) -> list[bytes]:
        files = [_filled(template, rows, folder / f"{next(numbers)}.docx") for rows in taken]
        profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        environment = {**os.environ, "HOME": str(home)}
        subprocess.run([*command, *files], check=True, capture_output=True, env=environment)
        return [file.with_suffix(".pdf").read_bytes() for file in files]

    return lambda rows: rows, prints


def _filled(template: Path, rows: dict[str, Any], file: Path) -> Path:
    document = DocxTemplate(template)
    sections = [
        {"title": section["title"], "texts": [_rich(text) for text in section["texts"]]}
        for section in rows["sections"]
    ]
    document.render(
        {
            **rows,
            "opening": [_rich(text) for text in rows["opening"]],
            "sections": sections,
            "owed_intro": _rich(rows["owed_intro"]),
            "owed": [[_rich(cell, 24) for cell in row] for row in rows["owed"]],
            "closing": [_rich(text) for text in rows["closing"]],
        }
    )
    document.save(file)
    return file


def _rich(text: str, half_points: int = 28) -> RichText:
    rich = RichText()
    for both, bold, italic, plain in MARK.findall(text):
        rich.add(
            both or bold or italic or plain,
            bold=bool(both or bold),
            italic=bool(both or italic),
            font="Tinos",
            size=half_points,
        )
    return rich


def _template() -> Any:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Tinos", Pt(14)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = Pt(18)
    head = document.add_table(2, 2)
    for cell, text in zip(
        (*head.rows[0].cells, *head.rows[1].cells),
        (
            "{{ superior|upper }}\n{{ issuer|upper }}\n*",
            "ĐẢNG CỘNG SẢN VIỆT NAM",
            "Số {{ number }}-{{ symbol }}",
            "{{ place }}, ngày {{ day }}",
        ),
        strict=True,
    ):
        cell.text = text
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in ("\n{{ kind|upper }}", "{{ summary }}", "-----"):
        _add(document, text, bold=True, centred=True)
    _loop(document, "text in opening", "{{r text }}")
    _add(document, "{%p for section in sections %}")
    _add(document, "{{ section.title }}", bold=True)
    _loop(document, "text in section.texts", "{{r text }}")
    _add(document, "{%p endfor %}")
    _add(document, "{{ owed_title }}", bold=True)
    _add(document, "- {{r owed_intro }}")
    _rows(document)
    _loop(document, "text in closing", "{{r text }}")
    close = document.add_table(1, 2)
    close.cell(0, 0).text = "Nơi nhận:\n{% for to in recipients %}- {{ to }};\n{% endfor %}"
    close.cell(0, 1).text = "{{ authority|upper }}\n{{ position|upper }}\n\n\n\n\n{{ name }}"
    return document


def _add(document: Any, text: str, *, bold: bool = False, centred: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = bold
    paragraph.paragraph_format.space_before = Pt(6)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(10)


def _loop(document: Any, over: str, body: str) -> None:
    _add(document, f"{{%p for {over} %}}")
    _add(document, body)
    _add(document, "{%p endfor %}")


def _rows(document: Any) -> None:
    table = document.add_table(4, 4)
    table.style = "Table Grid"
    for number, cell in enumerate(table.rows[0].cells):
        cell.text = f"{{{{ columns[{number}][0] }}}}"
    table.cell(1, 0).text = "{%tr for row in owed %}"
    for number, cell in enumerate(table.rows[2].cells):
        cell.text = f"{{{{r row[{number}] }}}}"
    table.cell(3, 0).text = "{%tr endfor %}"
    for row in table.rows:
        for cell, share in zip(row.cells, _SHARES, strict=True):
            cell.width = Mm(165 * share / sum(_SHARES))

"""WeasyPrint: the letter as a web page, its style sheet and fonts kept warm."""

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

FONTS = Path(__file__).resolve().parents[3] / "static" / "vendor" / "fonts"
FACES = {
    ("normal", "normal"): "Tinos_400Regular",
    ("normal", "italic"): "Tinos_400Regular_Italic",
    ("bold", "normal"): "Tinos_700Bold",
    ("bold", "italic"): "Tinos_700Bold_Italic",
}
STYLE = """
@page { size: A4; margin: 20mm 15mm 20mm 30mm;
  @top-center { content: counter(page); font: 14pt Tinos; } }
@page :first { @top-center { content: none; } }
body { font: 14pt/18pt Tinos; margin: 0; text-align: justify; }
p { margin: 6pt 0 0; text-indent: 10mm; orphans: 2; widows: 2; }
h1 { font: bold 14pt/18pt Tinos; margin: 6pt 0 0 10mm; break-after: avoid; }
.c { text-align: center; text-indent: 0; margin: 0; }
.head td { vertical-align: top; width: 73mm; } .head td + td { width: 92mm; }
table { border-collapse: collapse; }
.rows { font: 12pt/15pt Tinos; margin: 9pt 0; width: 165mm; text-align: left; }
.rows td, .rows th { border: 0.5pt solid; padding: 3pt 4pt; }
.rows td:first-child, .rows td:last-child, .rows th { text-align: center; }
.rows thead { display: table-header-group; }
.close { margin-top: 18pt; break-inside: avoid; } .close td { vertical-align: top; width: 73mm; }
.to { font: 12pt/14pt Tinos; text-indent: 0; margin: 0; text-align: left; }
"""


def prepare(_folder: Path) -> tuple[Any, Any]:
    """Read the style sheet and the fonts once."""
    fonts = FontConfiguration()
    faces = "".join(
        f"@font-face {{ font-family: Tinos; font-weight: {weight}; font-style: {style};"
        f" src: url({(FONTS / name).with_suffix('.ttf').as_uri()}) }}"
        for (weight, style), name in FACES.items()
    )
    sheet = CSS(string=faces + STYLE, font_config=fonts)

    def prints(taken: list[dict[str, Any]]) -> list[bytes]:
        return [
            HTML(string="".join(_page(rows))).write_pdf(stylesheets=[sheet], font_config=fonts)
            for rows in taken
        ]

    return lambda rows: rows, prints


def _styled(text: str) -> str:
    text = escape(text)
    for stars, name in ((3, "b><i"), (2, "b"), (1, "i")):
        close = "i></b" if stars == 3 else name
        text = re.sub(rf"\*{{{stars}}}([^*]+)\*{{{stars}}}", rf"<{name}>\1</{close}>", text)
    return text


def _page(rows: dict[str, Any]) -> Iterator[str]:
    year, month, day = rows["day"].split("-")
    yield f"<html lang=vi><title>{rows['kind']} {rows['summary']}</title><body><table class=head>"
    yield f"<tr><td class=c>{rows['superior'].upper()}<br>"
    yield f"<b>{rows['issuer'].upper()}</b><br>*</td>"
    yield "<td class=c><b style='font-size: 15pt'><u>ĐẢNG CỘNG SẢN VIỆT NAM</u></b></td></tr>"
    yield f"<tr><td class=c>Số {rows['number']}-{rows['symbol']}</td><td class=c><i>"
    yield f"{rows['place']}, ngày {day} tháng {int(month)} năm {year}</i></td></tr></table>"
    yield f"<p class=c style='font-size: 16pt; margin-top: 27pt'><b>{rows['kind'].upper()}</b></p>"
    yield f"<p class=c><b>{rows['summary']}</b></p><p class=c>-----</p>"
    yield from (f"<p>{_styled(text)}</p>" for text in rows["opening"])
    for section in rows["sections"]:
        yield f"<h1>{section['title']}</h1>"
        yield from (f"<p>{_styled(text)}</p>" for text in section["texts"])
    yield f"<h1>{rows['owed_title']}</h1><p>- {_styled(rows['owed_intro'])}</p><table class=rows>"
    whole = sum(share for _, share in rows["columns"])
    titles = (f"<th style='width: {100 * s / whole}%'>{t}" for t, s in rows["columns"])
    yield f"<thead><tr>{''.join(titles)}</thead>"
    for row in rows["owed"]:
        yield f"<tr>{''.join(f'<td>{_styled(cell)}' for cell in row)}"
    yield "</table>"
    yield from (f"<p>{_styled(text)}</p>" for text in rows["closing"])
    to = "<br>".join(f"- {name};" for name in rows["recipients"])
    yield f"<table class=close><tr><td><u>Nơi nhận:</u><p class=to>{to}</p></td><td class=c>"
    yield f"<b>{rows['authority'].upper()}</b><br>{rows['position'].upper()}<br><br><br><br><br>"
    yield f"<b>{rows['name']}</b></td></tr></table>"

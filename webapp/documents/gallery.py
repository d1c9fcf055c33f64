"""A page of documentation that shows every kind of paper and the measures it is printed by."""

from collections.abc import Iterator
from dataclasses import fields
from io import BytesIO
from pathlib import Path

from PIL import Image

from webapp.documents.kinds import PaperKind, composed
from webapp.documents.measures import PARTY, STYLES, Measures, measures_for
from webapp.documents.pdf.render import render_pdf
from webapp.documents.samples.printing import sample_paper

DOTS_PER_INCH = 60
_GREYS = 16  # enough for letters, and the files stay small


class PictureMakerMissing(RuntimeError):
    """The package that turns PDF into pictures is not installed."""


def draw(folder: Path) -> int:
    """Write the pictures into *folder* and the page beside it; return how many there are."""
    try:
        import pypdfium2
    except ImportError:
        raise PictureMakerMissing(
            "Pictures need pypdfium2, a development package: run make test once."
        ) from None
    folder.mkdir(parents=True, exist_ok=True)
    shown = _shown()
    for kind, style in shown:
        page = pypdfium2.PdfDocument(render_pdf(sample_paper(kind, style)))[0]
        picture = page.render(scale=DOTS_PER_INCH / 72).to_pil()
        (folder / _file(kind, style)).write_bytes(_small(picture))
    folder.with_suffix(".md").write_text(_page(folder.name), encoding="utf-8")
    return len(shown)


def _shown() -> list[tuple[PaperKind, str]]:
    """Return what is pictured: every kind in one style, then some in another as well."""
    return [(kind, style) for style in STYLES for kind in composed() if style in kind.pictured]


def _file(kind: PaperKind, style: str) -> str:
    return f"{kind.key.replace('_', '-')}{'' if style == PARTY else f'-{style}'}.png"


def _small(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.convert("L").quantize(_GREYS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _page(folder: str) -> str:
    return "\n".join([_HEAD.format(folder=folder), *_pictures(folder), _MEASURES, *_table(), ""])


def _pictures(folder: str) -> Iterator[str]:
    for kind, style in _shown():
        name, word = kind.name, kind.key.replace("_", "-")
        option = "" if style == PARTY else f" --style {style}"
        yield f"## {name}{'' if style == PARTY else f' – {STYLES[style]}'}\n"
        yield f"`flask --app webapp documents sample {word} {word}.pdf{option}`\n"
        summary = sample_paper(kind, style).summary
        yield f"![{name}, page 1: {summary}]({folder}/{_file(kind, style)})\n"


def _table() -> Iterator[str]:
    rows = {style: measures_for(style) for style in STYLES}
    yield f"| Measure | {' | '.join(STYLES.values())} |"
    yield "|---" * (len(rows) + 1) + "|"
    for field in fields(Measures):
        if field.name != "style":
            values = " | ".join(_value(getattr(row, field.name)) for row in rows.values())
            yield f"| {_named(field.name)} | {values} |"


def _named(field: str) -> str:
    for ending, unit in (("_mm", ", mm"), ("_pt", ", pt")):
        if field.endswith(ending):
            return field.removesuffix(ending).replace("_", " ") + unit
    return field.replace("_", " ")


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    return (
        f"`{value}`" if isinstance(value, str) and not value[:1].isalpha() else f"{value}".strip()
    )


_HEAD = """# The papers

Every kind of paper, as it prints from the sample content of the program: one content tree, printed
as PDF and as a Word file by the same measures. This page and its pictures are made by

    flask --app webapp documents pictures docs/{folder}

## How a paper is written in

On its page "Sửa nội dung" opens the paper as it looks, and each paragraph and cell is written in
where it stands: bold and italic by Ctrl+B and Ctrl+I or the two buttons, Enter for a new
paragraph, Alt with ↑ or ↓ to move one, Esc to give back what stood there. What a paragraph is
(text, item, heading) is chosen beside it. One that is taken out can be taken back until the paper
is saved; one that is emptied stays as a gap and stops approval. Without scripts each paragraph is
a plain box, and `**bold**` and `*italic*` are typed: the marks in which all texts of the tree are
kept. A mark begins and ends at the edge of a word, so whole words are made bold. Whoever saves
over another's change reads both texts first, paragraph by paragraph. From the approval on nothing
is written in.
"""
_MEASURES = """## The measures

What a reader finds on the page with a ruler, as the printers read it from `measures.py` for a paper
of today. An issued paper keeps the row that was in force on its day.

Where a long symbol ("05-HD/BTCTU-TĐTN-BTGTU", from 14 letters) would stretch the line before it to
more than double blanks, it is divided behind a stroke or a hyphen; who searches or copies the text
still finds it in one. Word divides behind a hyphen by itself.
"""

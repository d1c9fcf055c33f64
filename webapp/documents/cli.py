"""Commands of papers: `flask --app webapp documents …`."""

from pathlib import Path
from typing import NoReturn

import click
from flask.cli import AppGroup

from webapp.documents.docx.render import render_docx
from webapp.documents.gallery import PictureMakerMissing, draw
from webapp.documents.kinds import composed
from webapp.documents.measures import PARTY, STYLES
from webapp.documents.pdf.fonts import FontsMissing
from webapp.documents.pdf.render import render_pdf
from webapp.documents.samples.printing import sample_paper

PRINTERS = {".pdf": render_pdf, ".docx": render_docx}

documents = AppGroup("documents", help="Papers: their kinds, samples and pictures.")


@documents.command("kinds")
def kinds() -> None:
    """List the kinds of paper: word for the command line, name, code of the symbol."""
    for kind in composed():
        click.echo(f"{_word(kind.key):<16}{kind.name:<24}{kind.code}".rstrip())


@documents.command("sample")
@click.argument("kind")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--style", default=PARTY, show_default=True, help="House style: party, youth.")
def sample(kind: str, file: Path, style: str) -> None:
    """Print a sample of KIND into FILE, a .pdf or a .docx."""
    known = {_word(one.key): one for one in composed()}
    if kind not in known:
        _refuse(f"No kind {kind!r}. Kinds: {', '.join(known)}.")
    if style not in STYLES:
        _refuse(f"No style {style!r}. Styles: {', '.join(STYLES)}.")
    if file.suffix.lower() not in PRINTERS:
        _refuse(f"{file.name!r} must end with {' or '.join(PRINTERS)}.")
    try:
        file.write_bytes(PRINTERS[file.suffix.lower()](sample_paper(known[kind], style)))
    except FontsMissing as error:
        _refuse(str(error))
    except OSError as error:
        _refuse(f"Cannot write {file}: {error.strerror}.")


@documents.command("pictures")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def pictures(folder: Path) -> None:
    """Draw page 1 of every kind into FOLDER, and FOLDER.md with them and the measures."""
    try:
        count = draw(folder)
    except (FontsMissing, PictureMakerMissing) as error:
        _refuse(str(error))
    except OSError as error:
        _refuse(f"Cannot write into {folder}: {error.strerror}.")
    click.echo(f"{count} pictures in {folder}, shown in {folder.with_suffix('.md')}")


def _word(key: str) -> str:
    return key.replace("_", "-")


def _refuse(why: str) -> NoReturn:
    click.echo(why, err=True)
    raise SystemExit(2)

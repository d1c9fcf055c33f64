"""The program itself: from the rows to its tree of the paper to the bytes."""

from pathlib import Path
from typing import Any

from tests.bench.letter import paper
from webapp.documents.pdf.render import render_pdf


def prepare(_folder: Path) -> tuple[Any, Any]:
    """Nothing to make ready: the first letter reads the fonts."""
    return lambda rows: rows, lambda taken: [render_pdf(paper(rows)) for rows in taken]

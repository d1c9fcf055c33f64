"""Files that people send: small, and sound."""

from functools import cache
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas


@cache
def _pdf() -> bytes:
    made = BytesIO()
    canvas = Canvas(made, invariant=1)
    canvas.drawString(72, 720, "Bao cao")
    canvas.save()
    return made.getvalue()


def pdf_file(name: str) -> tuple[BytesIO, str]:
    """Return a PDF of one page, as a form sends it."""
    return BytesIO(_pdf()), name

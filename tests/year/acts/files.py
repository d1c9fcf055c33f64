"""Files that people send: small, and sound."""

from io import BytesIO

from tests.handed_in import pdf


def pdf_file(name: str) -> tuple[BytesIO, str]:
    """Return a PDF of one page, as a form sends it."""
    return BytesIO(pdf()), name

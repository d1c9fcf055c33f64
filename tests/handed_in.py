"""Files as people hand them in: real ones, as small as they can be."""

from functools import cache
from io import BytesIO

import pikepdf
from PIL import Image


@cache
def pdf(mark: str = "", size: int = 0) -> bytes:
    """Return a PDF of one empty page; other for each *mark*, larger by *size* bytes."""
    out = BytesIO()
    with pikepdf.new() as file:
        page = file.add_blank_page(page_size=(595, 842))
        page.Contents = file.make_stream(f"% {mark}\n".encode() + b" " * size)
        file.save(out, compress_streams=False, deterministic_id=True)
    return out.getvalue()


@cache
def jpeg(width: int = 8, height: int = 8) -> bytes:
    """Return a JPEG of one colour."""
    out = BytesIO()
    Image.new("RGB", (width, height), "navy").save(out, "JPEG")
    return out.getvalue()

"""The files that browsers fetch: named by their content, so that each is fetched once.

All stand below one folder named by the content of them all (`/static/<digest>/…`), for scripts name
each other by relative paths. A browser may keep what it got for good: what changes gets a new name.
"""

import hashlib
from pathlib import Path

from flask import Flask, current_app, request
from flask_compress import Compress
from werkzeug.wrappers import Response

# The fonts beside them are for papers, not for browsers.
KINDS = frozenset({".css", ".js", ".png", ".svg", ".webmanifest"})
FOR_GOOD = "public, max-age=31536000, immutable"


def url_path(folder: Path) -> str:
    """Return the path below which the files of *folder* are served, made of their content."""
    digest = hashlib.sha256()
    for path in sorted(one for one in folder.rglob("*") if one.suffix in KINDS):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_bytes())
    return f"/static/{digest.hexdigest()[:12]}"


def init_app(app: Flask) -> None:
    """Compress what is text, and let browsers keep files, but while they are being written."""
    app.config.update(
        COMPRESS_ALGORITHM=["br", "gzip"], COMPRESS_BR_LEVEL=5, COMPRESS_STREAMS=False
    )
    Compress(app)
    app.after_request(_keep)  # hung on last, so it comes before


def _keep(response: Response) -> Response:
    if request.endpoint != "static" or response.status_code not in (200, 304):
        return response
    if not current_app.debug:
        response.headers["Cache-Control"] = FOR_GOOD
    response.direct_passthrough = False
    response.make_sequence()  # read, and thus closed: what is streamed is not compressed
    return response

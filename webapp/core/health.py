"""/healthz: is the program up, and does its database answer? /readyz: can it be written, too?

/metrics: the figures of this process, for who knows the token.
"""

from hmac import compare_digest

from flask import Blueprint, Response, abort, current_app, request
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from webapp.core import metrics as figures
from webapp.core.db import db, writing
from webapp.core.house import House

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> Response:
    """200 with the database reached, 503 without."""
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return Response("database unreachable\n", status=503, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
def readyz() -> Response:
    """200 once something was really written, 503 where nothing can be: a full or locked disk."""
    try:
        with writing():
            db.session.execute(text("UPDATE alembic_version SET version_num = version_num"))
            db.session.commit()
    except SQLAlchemyError:
        db.session.rollback()
        return Response("database cannot be written\n", status=503, mimetype="text/plain")
    return Response("ok\n", mimetype="text/plain")


@bp.get("/metrics")
def metrics() -> Response:
    """The figures for Prometheus; 404 for who has no token, and where none is set."""
    token = current_app.config.get("METRICS_TOKEN", "")
    given = request.headers.get("Authorization", "").encode()
    if not token or not compare_digest(given, f"Bearer {token}".encode()):
        abort(404)
    return Response(figures.text(), mimetype="text/plain")


metrics.permit = ("nobody",)  # type: ignore[attr-defined]
readyz.permit = ("nobody",)  # type: ignore[attr-defined]
healthz.permit = ("nobody",)  # type: ignore[attr-defined]


def register(house: House) -> None:
    """Open the pages that watchers ask."""
    house.pages(bp)

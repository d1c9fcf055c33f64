"""/healthz: is the program up, and does its database answer? /readyz: can it be written, too?"""

from flask import Blueprint, Response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

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


readyz.permit = ("nobody",)  # type: ignore[attr-defined]
healthz.permit = ("nobody",)  # type: ignore[attr-defined]


def register(house: House) -> None:
    """Open the pages that watchers ask."""
    house.pages(bp)

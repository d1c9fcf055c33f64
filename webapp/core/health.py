"""/healthz: is the program up, and does its database answer?"""

from flask import Blueprint, Response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from webapp.core.db import db
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


healthz.permit = ("nobody",)  # type: ignore[attr-defined]


def register(house: House) -> None:
    """Open the page that watchers ask."""
    house.pages(bp)

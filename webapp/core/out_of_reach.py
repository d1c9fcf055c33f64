"""A database that does not answer in time, or not at all: what is said then asks nothing of it."""

import sqlite3

from flask import Flask, Response, current_app, g, request
from sqlalchemy import exc

from webapp.core import logs, metrics
from webapp.core.db import db
from webapp.core.sent import typed_in_request
from webapp.core.web import Context, crash, in_place_of_page, page

WAIT = 10  # s, until one may try again
# Locked by another, cannot be opened or written, the disk is full or gives back errors.
_OF_SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
}
# Connections, resources, an operator, the system; a lock or a statement that took too long.
_OF_POSTGRESQL = ("08", "53", "57", "58", "55P03")


def is_out_of_reach(error: Exception) -> bool:
    """Return True where the database itself fails, not what it was asked."""
    if isinstance(error, exc.TimeoutError):  # all connections are taken
        return True
    if not isinstance(error, exc.DBAPIError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in _OF_SQLITE
    state = getattr(error.orig, "sqlstate", None)
    if state is None:  # no server answered
        return error.connection_invalidated or isinstance(error, exc.OperationalError)
    return str(state).startswith(_OF_POSTGRESQL)


def init_app(app: Flask) -> None:
    """Answer 503 with what was typed, as soon as the database lets one wait for too long."""
    app.register_error_handler(exc.DBAPIError, _answer)
    app.register_error_handler(exc.TimeoutError, _answer)


def _answer(error: Exception) -> Response:
    if not is_out_of_reach(error):
        return crash(error)
    metrics.count_out_of_reach()
    current_app.logger.warning("database out of reach at %s: %s", request.url_rule, error)
    try:
        db.session.rollback()
    except exc.SQLAlchemyError:
        db.session.remove()
    g.bare = True
    typed = typed_in_request()
    told: Context = {"typed": typed, "path": request.full_path, "reference": logs.request_id()}
    response = page("out_of_reach.html", status=503, **told)
    response.headers["Retry-After"] = str(WAIT)
    return in_place_of_page(response)

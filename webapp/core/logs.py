"""What is written down of requests: never what people typed, read or looked for.

Each request has an id: the one that a proxy gave it (X-Request-ID) or one of our own. It is on
its answer, on every line of the log about it, and on the page of a fault.
"""

import logging
import re
import secrets
import sys
from collections.abc import MutableMapping
from time import perf_counter
from typing import Any

import structlog
from flask import Flask, g, has_request_context, request
from sqlalchemy import Engine, event
from werkzeug.wrappers import Response

from webapp.core import metrics

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")
ACCESS = logging.getLogger("webapp.access")

Line = MutableMapping[str, Any]


def init_app(app: Flask) -> None:
    """Hang this on before anything else: first to see a request, last to see its answer."""
    app.before_request(_begin)
    app.after_request(_end)


def request_id() -> str:
    """Return the id of this request."""
    return str(g.get("request_id", ""))


def note_who() -> None:
    """Note who is signed in, as far as that is known already; asks nothing of the database."""
    if user := g.get("_login_user"):
        g.who = (getattr(user, "id", None), getattr(user, "issuer_id", None))


def configure(*, development: bool) -> None:
    """Write all that is logged to stderr: a JSON object each line, or plainly for a developer."""
    last: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if development:
        plainly = structlog.dev.plain_traceback
        last += [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=plainly)]
    else:
        last += [structlog.processors.format_exc_info]
        last += [structlog.processors.JSONRenderer(ensure_ascii=False)]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.stdlib.ExtraAdder(),
                _add_request_id,
            ],
            processors=last,
        )
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("webapp").setLevel(logging.INFO)


def _add_request_id(_logger: object, _name: str, line: Line) -> Line:
    if has_request_context():
        line["request_id"] = request_id()
    return line


def _begin() -> None:
    given = request.headers.get(HEADER, "")
    g.request_id = given if WELL_FORMED.fullmatch(given) else secrets.token_hex(4)
    g.started = perf_counter()


def _end(response: Response) -> Response:
    seconds = perf_counter() - g.get("started", perf_counter())
    user, issuer = g.get("who", (None, None))
    response.headers[HEADER] = request_id()
    metrics.count(request.endpoint, request.method, response.status_code, seconds)
    ACCESS.info(
        "request",
        extra={
            "method": request.method,
            "endpoint": request.endpoint,
            "route": request.url_rule and request.url_rule.rule,
            "status": response.status_code,
            "ms": round(seconds * 1000),
            "user": user,
            "issuer": issuer,
            "bytes": response.calculate_content_length(),
            "queries": g.get("queries", 0),
        },
    )
    return response


@event.listens_for(Engine, "before_cursor_execute")
def _count_queries(*_told: object) -> None:
    if has_request_context():
        g.queries = g.get("queries", 0) + 1

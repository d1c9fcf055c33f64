"""Composing anew a draft that somebody edited: one page asks before that wording is lost."""

from flask import Response, request

from webapp.core.web import in_place_of_page, page
from webapp.documents import services
from webapp.documents.blueprint import bp


def wants_anew() -> bool:
    """Return True when the person said that a draft's edits may go."""
    return request.form.get("anew") == "1"


@bp.app_errorhandler(services.Edited)
def _ask(error: services.Edited) -> Response:
    """Ask, and send the same again with `anew` (409: nothing was composed)."""
    sent = [(name, value) for name, value in request.form.items(multi=True) if name not in _OWN]
    response = page("documents/anew.html", status=409, document=error.document, sent=sent)
    return in_place_of_page(response)


_OWN = ("csrf_token", "anew")

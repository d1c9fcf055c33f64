"""What a tablet says with a change, and what it is told: headers beside the part of a page."""

from urllib.parse import quote

from flask import Response, abort, request
from flask_login import current_user

from webapp.accounts.models import User
from webapp.attending.services.tablet_changes import Once
from webapp.attending.views.blueprint import bp
from webapp.core import clock
from webapp.rules.replays import TooOld, is_key, made_at
from webapp.visits.models import Visit


@bp.before_request
def only_its_own_writer() -> None:
    """End with 401 where another person's outbox sends: it waits until its writer signs in.

    Rooms below that take changes ask it for their own pages, too.
    """
    writer = request.headers.get("X-Change-User")
    if writer is not None and writer != str(getattr(current_user, "id", 0)):
        abort(401)


def of_request(visit: Visit, who: User) -> Once | None:
    """Return the change that this request sends, None where it comes from no outbox.

    Ends with 409 and a reason where it waited for too long.
    """
    key = request.headers.get("X-Change", "")
    if not is_key(key):
        return None
    try:
        at = made_at(clock.now(), request.headers.get("X-Change-Age", ""))
    except TooOld as error:
        abort(told(Response(status=409, mimetype="text/html"), reason=str(error)))
    return Once(visit.id, who.id, key, at)


def may_be_kept(response: Response, is_open: bool) -> Response:
    """Let a tablet keep a page that its reader may write on, for halls without network."""
    if is_open and response.status_code == 200:
        response.headers["X-Keep"] = str(current_user.id)
    return response


def whole(response: Response, once: Once | None, *, reason: str = "") -> Response:
    """Answer the outbox, where it sent a form as a whole, beside what a page would be answered."""
    if once is None:
        return response
    if response.status_code in (204, 303):  # done: the page itself knows where it leads
        response = Response(status=200, mimetype="text/html")
    return told(response, reason=reason)


def told(
    response: Response,
    *,
    row_id: int | None = None,
    reason: str = "",
    is_settled: bool = False,
) -> Response:
    """Tell the outbox, beside the part of a page: when this was so, which row, why not; whether
    it was decided by now what becomes of a text that clashed, so that the tablet forgets it.
    """
    response.headers["X-Made"] = str(clock.stamp())
    if row_id:
        response.headers["X-Row"] = str(row_id)
    if is_settled:
        response.headers["X-Settled"] = "1"
    if reason:
        response.headers["X-Reason"] = quote(reason)
    return response

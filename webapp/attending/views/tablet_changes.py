"""What a tablet says with a change, and what it is told: headers beside the part of a page."""

import re
from hashlib import sha256
from urllib.parse import quote

from flask import Response, abort, g, request
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from webapp.accounts.models import User
from webapp.attending.services.rows import has_item
from webapp.attending.services.tablet_changes import Once, OtherContent
from webapp.attending.views.blueprint import bp
from webapp.core import clock
from webapp.core.db import db
from webapp.plans.models import ChecklistItem
from webapp.rules.replays import DOUBTFUL, is_key, made_at
from webapp.visits.models import Visit

REWORDED = (
    "Nội dung giám sát này đã được sửa sau khi trang này mở: điều vừa ghi trả lời cho bản {seen}, "
    "nay là bản {now}. Hãy tải lại trang để đọc bản mới."
)
_ABOUT = re.compile(r"([0-9]{1,9}) ([0-9]{1,9})", re.ASCII)
ASIDE = ("was-", "theirs-", "csrf_token", "section")


@bp.before_request
def only_its_own_writer() -> None:
    """End with 401 where another person's outbox sends: it waits until its writer signs in.

    Rooms below that take changes ask it for their own pages, too.
    """
    writer = request.headers.get("X-Change-User")
    if writer is not None and writer != str(getattr(current_user, "id", 0)):
        abort(401)


@bp.after_app_request
def _say_whose_it_is(response: AnyResponse) -> AnyResponse:
    """Say for whom a page was made: a tablet keeps it for nobody else."""
    is_page = request.method == "GET" and request.endpoint != "static"
    if is_page and response.status_code == 200 and current_user.is_authenticated:
        response.headers["X-Reader"] = str(current_user.id)
    return response


def of_request(visit: Visit, who: User) -> Once | None:
    """Return the change that this request sends, None where it comes from no outbox."""
    key = request.headers.get("X-Change", "")
    if not is_key(key):
        return None
    made = made_at(clock.now(), request.headers.get("X-Change-Age", ""))
    notes = (DOUBTFUL if made.is_doubtful else "", _reworded(visit))
    g.told_of_change = " ".join(filter(None, notes))
    return Once(visit.id, who.id, key, made.at, _digest(), _seen(), made.is_doubtful)


def _seen() -> int | None:
    """Return as of when the writer saw what the change is about ("X-Seen": ms of our own clock)."""
    told = request.headers.get("X-Seen", "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 16 else None


def _reworded(visit: Visit) -> str:
    """Say so where the content that is answered reads otherwise by now ("X-About": id, version)."""
    told = _ABOUT.fullmatch(request.headers.get("X-About", ""))
    if told is None or not has_item(visit, item_id := int(told[1])):
        return ""
    seen, now = int(told[2]), db.session.get_one(ChecklistItem, item_id).version
    return "" if seen == now else REWORDED.format(seen=seen, now=now)


def _digest() -> str:
    """Of what the request writes: not of what the tablet had seen before, which may differ."""
    sent = [
        (name, "" if name.startswith(ASIDE) else value)
        for name, value in request.form.items(multi=True)
    ]
    made = sha256(repr([request.path, sorted(sent)]).encode())
    for name, file in request.files.items(multi=True):
        made.update(name.encode() + file.stream.read())
        file.stream.seek(0)
    return made.hexdigest()


def _other_content(error: OtherContent) -> Response:
    """Refuse it with the reason: the tablet keeps its text, the server what it has."""
    return told(Response(status=409, mimetype="text/html"), reason=str(error))


# Other rooms' pages take changes, too.
bp.record_once(lambda state: state.app.register_error_handler(OtherContent, _other_content))


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
    is_clash: bool = False,
) -> Response:
    """Tell the outbox, beside the part of a page: when this was so, which row, why not, what
    is in doubt; whether it was decided by now what becomes of a text that clashed, so that the
    tablet forgets it; whether both texts are kept here now.
    """
    response.headers["X-Made"] = str(clock.stamp())
    if row_id:
        response.headers["X-Row"] = str(row_id)
    if note := g.get("told_of_change"):
        response.headers["X-Note"] = quote(note)
    if is_settled:
        response.headers["X-Settled"] = "1"
    if is_clash:
        response.headers["X-Clash"] = "1"
    if reason:
        response.headers["X-Reason"] = quote(reason)
    return response

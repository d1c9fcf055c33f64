"""Changes that tablets send, often late and sometimes twice: each is done once.

A tablet calls each change by a key of its own and sends it until it has an answer. The key is
kept in the transaction that does the change, so what was done is known even where the answer was
lost on its way.
"""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from flask import Response, abort, request
from flask_login import current_user
from sqlalchemy import delete, select

from webapp.accounts.models import User
from webapp.attending.blueprint import bp
from webapp.attending.models import TabletChange
from webapp.core import clock
from webapp.core.db import db
from webapp.rules.replays import REMEMBERED, TooOld, is_key, made_at
from webapp.visits.models import Visit


@dataclass(frozen=True)
class Once:
    """A change to a visit that *who* made *at* a moment: done once, however often it is sent."""

    visit_id: int
    user_id: int
    key: str
    at: datetime

    def done(self) -> TabletChange | None:
        """Hold the visit, and return what is kept of this change: None where it was not done."""
        db.session.execute(select(Visit.id).where(Visit.id == self.visit_id).with_for_update())
        return db.session.scalars(
            select(TabletChange).where(
                TabletChange.user_id == self.user_id, TabletChange.key == self.key
            )
        ).one_or_none()

    def keep(self, row_id: int | None = None) -> None:
        """Note that the change is done, and which row it added. Does not commit."""
        now = clock.now()
        db.session.execute(
            delete(TabletChange).where(
                TabletChange.user_id == self.user_id, TabletChange.done_at < now - REMEMBERED
            )
        )
        db.session.add(
            TabletChange(
                user_id=self.user_id,
                visit_id=self.visit_id,
                key=self.key,
                row_id=row_id,
                done_at=now,
            )
        )


@bp.before_request
def _only_its_own_writer() -> None:
    """End with 401 where another person's outbox sends: it waits until its writer signs in."""
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


def told(response: Response, *, row_id: int | None = None, reason: str = "") -> Response:
    """Tell the outbox, beside the part of a page: when this was so, which row, why not."""
    response.headers["X-Made"] = str(clock.stamp())
    if row_id:
        response.headers["X-Row"] = str(row_id)
    if reason:
        response.headers["X-Reason"] = quote(reason)
    return response

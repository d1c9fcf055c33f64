"""Bringing back what one removed."""

from flask import Blueprint, Response, flash
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from webapp.accounts.gate import EVERYBODY, load, permit
from webapp.accounts.removed import UNDOABLE, RemovedRow
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.core.web import see_other, see_url

bp = Blueprint("undo", __name__)
GONE = "Không khôi phục được: nơi chứa nội dung này không còn, hoặc đã có nội dung như vậy."


@bp.post("/removed/<int:kept_id>/restore")
@permit(*EVERYBODY)
def restore(kept_id: int) -> Response:
    """Bring back, once, what the person removed."""
    removed = load(RemovedRow, kept_id)
    # Of two presses the second waits here, and finds it gone.
    db.session.execute(select(RemovedRow.id).where(RemovedRow.id == removed.id).with_for_update())
    try:
        with db.session.begin_nested():
            href = UNDOABLE[removed.kind].restore(removed)
            db.session.delete(removed)
    except Refused as error:
        flash(str(error), "warning")
    except IntegrityError:
        flash(GONE, "warning")
    else:
        db.session.commit()
        flash("Đã khôi phục.")
        return see_url(href)
    return see_other("milestones.home")

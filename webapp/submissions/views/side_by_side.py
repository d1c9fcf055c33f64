"""The board's comparison of all reports of an activity."""

from flask import Response, abort, request
from sqlalchemy import select
from sqlalchemy.orm import contains_eager, selectinload

from webapp.accounts.gate import LARGEST_ID, me, permit
from webapp.accounts.models import BOARD
from webapp.core.db import db
from webapp.core.web import page, send_bytes
from webapp.documents.files import XLSX
from webapp.plans.models import Activity, Plan
from webapp.submissions.queries.side_by_side import SideBySide
from webapp.submissions.views.blueprint import bp


@bp.get("/activities/<int:activity_id>/reports")
@permit(*BOARD)
def side_by_side(activity_id: int) -> Response:
    """All units in columns, the figures in rows; one part of all units below each other."""
    found = SideBySide(load_activity(activity_id))
    asked = request.args.get("part", "")
    readable = found.readable
    part = next((one for one in readable if str(one.id) == asked), None)
    part = part or (readable[0] if readable else None)
    return page(
        "submissions/reports.html",
        activity=found.activity,
        found=found,
        part=part,
    )


@bp.get("/activities/<int:activity_id>/reports.xlsx")
@permit(*BOARD)
def spreadsheet(activity_id: int) -> Response:
    """The same as a spreadsheet, with the texts and tables of every part."""
    found = SideBySide(load_activity(activity_id))
    return send_bytes(found.workbook(), f"so-sanh-bao-cao-{activity_id}.xlsx", XLSX)


def load_activity(activity_id: int) -> Activity:
    """Load an activity of a plan that the signed-in person may see, or end with 404."""
    if activity_id > LARGEST_ID:
        abort(404)
    found = db.session.scalars(
        select(Activity)
        .join(Activity.plan)
        .options(contains_eager(Activity.plan), selectinload(Activity.figures))
        .where(Activity.id == activity_id, Plan.seen_by(me()))
    ).one_or_none()
    if found is None:
        abort(404)
    return found

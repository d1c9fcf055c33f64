"""Papers that are handed to members of a team without an account: noted, listed, undone."""

from flask import Blueprint, Response, abort, flash
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts import removed
from webapp.accounts.gate import LARGEST_ID, me, permit
from webapp.accounts.models import BOARD, LEADER, MEMBER, PLANNER
from webapp.core import clock
from webapp.core.db import db
from webapp.core.web import page, see_other
from webapp.plans.models import Activity
from webapp.plans.round_models import Seat
from webapp.rounds import undoing
from webapp.rounds.can import CanRound
from webapp.rounds.forms import HandoverForm
from webapp.rounds.models import Handover
from webapp.rounds.queries import handovers as queries
from webapp.rounds.queries.rounds import load_round, papers_of, seats_of
from webapp.rounds.receiving import RoundPaper
from webapp.rounds.services import handing_over

bp = Blueprint("handovers", __name__)


@bp.get("/rounds/<int:activity_id>/handovers")
@permit(*BOARD)
def index(activity_id: int) -> Response:
    """All that was handed over in a round, also to who left the team since."""
    activity = load_round(activity_id)
    return page(
        "rounds/handovers.html",
        activity=activity,
        handovers=queries.handovers_of(activity_id),
        can=CanRound(me(), seats_of(activity_id)),
    )


@bp.route("/rounds/<int:activity_id>/seats/<int:seat_id>/handover", methods=["GET", "POST"])
@permit(PLANNER, LEADER, MEMBER)
def add(activity_id: int, seat_id: int) -> Response:
    """Note which papers were handed to one member of the team."""
    activity = load_round(activity_id)
    if not CanRound(me(), seats_of(activity_id)).hand_over:
        abort(403)
    seat = _seat(activity, seat_id)
    papers = queries.papers_to_hand(papers_of([activity.id], activity.plan_id)[activity.id])
    form = _form(seat, papers)
    if form.validate_on_submit():
        handing_over.note(seat, form.handed, me())
        flash("Đã ghi việc giao văn bản.")
        return see_other("rounds.show", activity_id=activity_id, _anchor="handovers")
    return page("rounds/handover.html", form=form, activity=activity, seat=seat)


@bp.post("/rounds/<int:activity_id>/handovers/<int:handover_id>/undo")
@permit(PLANNER, LEADER, MEMBER)
def undo(activity_id: int, handover_id: int) -> Response:
    """Take back what was noted by mistake."""
    load_round(activity_id)
    if not CanRound(me(), seats_of(activity_id)).hand_over:
        abort(403)
    row = db.session.get(Handover, min(handover_id, LARGEST_ID))
    if row is None or row.activity_id != activity_id:
        abort(404)
    kept = removed.keep(undoing.HANDOVER, row, me())
    handing_over.undo(row)
    removed.offer("Đã bỏ bản ghi giao văn bản.", kept)
    return see_other("handovers.index", activity_id=activity_id)


def _seat(activity: Activity, seat_id: int) -> Seat:
    """Return a place of the team whose papers are handed over, or end with 404."""
    seat = db.session.scalars(
        select(Seat)
        .options(joinedload(Seat.user))
        .where(Seat.id == min(seat_id, LARGEST_ID), Seat.activity_id == activity.id)
    ).one_or_none()
    if seat is None or not queries.needs_papers(seat):
        abort(404)
    return seat


def _form(seat: Seat, papers: list[RoundPaper]) -> HandoverForm:
    """Return the form: what this member does not have yet is ticked."""
    _, handed = queries.places_of(seat.activity_id)
    (receiver,) = queries.receivers([seat], papers, handed)
    form = HandoverForm(
        papers=[one.id for one in receiver.received.missing],
        handed_on=clock.today(),
        handed_by=me().full_name,
    )
    form.offer(papers)
    return form

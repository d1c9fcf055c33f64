"""What units owe for their sessions on screen: one unit's list, and all units of a round."""

from flask import Response, abort

from webapp.accounts.gate import me, permit
from webapp.accounts.models import BOARD, OFFICE
from webapp.attending.can import CanAttend
from webapp.attending.queries.visit import load_visit
from webapp.core.web import page, see_other
from webapp.plans.kinds import ACTIVITIES
from webapp.submissions.queries.owed import owed_for, owed_in
from webapp.submissions.views.blueprint import bp
from webapp.submissions.views.side_by_side import load_activity


@bp.get("/visits/<int:visit_id>/owed")
@permit(*BOARD, OFFICE)
def owed(visit_id: int) -> Response:
    """All that the unit does for a visit: for the unit to do, for the team what is in."""
    visit = load_visit(visit_id)
    if visit.cancelled_at:  # nothing is arranged for it; its page says why
        return see_other("attending.show", visit_id=visit_id)
    return page(
        "submissions/owed.html",
        visit=visit,
        session=owed_for(visit),
        can=CanAttend(me(), visit),
    )


@bp.get("/activities/<int:activity_id>/owed")
@permit(*BOARD)
def owed_by_all(activity_id: int) -> Response:
    """What has come from each unit of a round, and what is missing."""
    activity = load_activity(activity_id)
    if not ACTIVITIES[activity.kind].has_window:
        abort(404)
    return page("submissions/owed_by_all.html", activity=activity, sessions=owed_in(activity.id))

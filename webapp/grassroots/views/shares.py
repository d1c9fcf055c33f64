"""How a month is shared: who may be sent by the plan, how much each carries, what is counted."""

from flask import Response

from webapp.accounts.gate import permit
from webapp.accounts.models import BOARD
from webapp.accounts.posts import post_names
from webapp.core.lists import sliced
from webapp.core.web import page
from webapp.grassroots.queries.month import MonthRecord
from webapp.grassroots.queries.people import people_of, shares_of
from webapp.grassroots.views.blueprint import activity_of, asked_month, bp, months_in


@bp.get("/grassroots/<int:activity_id>/shares")
@permit(*BOARD)
def shares(activity_id: int) -> Response:
    """Who may be sent in a month, on which terms, and what was counted for days missed."""
    activity = activity_of(activity_id)
    record = MonthRecord(activity, asked_month(months_in(activity)))
    people = people_of(activity.plan.issuer_id)
    return page(
        "grassroots/shares.html",
        activity=activity,
        record=record,
        people=sliced(people),
        shares=shares_of(record, people),
        post_names=post_names,
    )

"""The one blueprint that this room's views hang on, and the month that many of them are about."""

from flask import Blueprint, abort
from sqlalchemy.orm import joinedload

from webapp.accounts import gate
from webapp.plans.models import Activity, Assignment
from webapp.visits.kinds import ATTEND

bp = Blueprint("visits", __name__)


def month_of(assignment_id: int) -> Assignment:
    """Load a committee's month with its plan; one that is self-run has nothing to choose."""
    assignment = gate.load(
        Assignment,
        assignment_id,
        joinedload(Assignment.organization),
        joinedload(Assignment.activity).joinedload(Activity.plan),
    )
    if assignment.activity.kind != ATTEND.key:
        abort(404)
    return assignment

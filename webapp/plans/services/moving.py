"""What a plan is changed in once somebody has seen which due days move by it."""

from collections.abc import Callable

from webapp.core.db import Model, db
from webapp.core.forms import Values
from webapp.milestones import moving
from webapp.milestones.moving import Moves
from webapp.plans.models import Assignment, Plan
from webapp.plans.services import editing, own_plans


def change(plan: Plan, row: Model, values: Values, seen: str) -> Moves | None:
    """Change a row as `editing.change` does; those whose due days it moves are told.

    Returns the moves, and changes nothing, where nobody has *seen* them yet.
    """
    return _once_seen(plan, lambda: editing.put(row, values), seen)


def reassign(assignment: Assignment, plan: Plan, values: Values, seen: str) -> Moves | None:
    """Move an assignment as `editing.reassign` does; otherwise as `change`. Raises `Refused`."""
    return _once_seen(plan, lambda: editing.place_anew(assignment, plan, values), seen)


def own_plans_due(plan: Plan, values: Values, seen: str) -> Moves | None:
    """Say by when committees have plans of their own; otherwise as `change`."""
    return _once_seen(plan, lambda: own_plans.change_due(plan, values), seen)


def _once_seen(plan: Plan, change: Callable[[], object], seen: str) -> Moves | None:
    moves = moving.change_once_seen(plan.issuer_id, change, seen, moving.PLAN)
    db.session.commit()
    return moves

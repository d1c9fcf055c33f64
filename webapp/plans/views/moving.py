"""Before what due days count from is changed in a plan: which of them move, and for whom."""

from flask import Response

from webapp.core.forms import Form
from webapp.milestones.moving import Moves
from webapp.milestones.views import moves_page, seen_moves
from webapp.plans import parts
from webapp.plans.models import Assignment, Duty, Plan
from webapp.plans.round_models import Round
from webapp.plans.services import moving


def change(plan: Plan, row: parts.PlanRow, form: Form) -> Response | bool:
    """Change a duty or a round's days; False for other rows, a page where it must be asked."""
    if not isinstance(row, (Duty, Round)):
        return False
    back = parts.address(plan, row)
    moves = moving.change(plan, row, form.values(), seen_moves())
    return _ask(moves, form, back) if moves else True


def reassign(plan: Plan, row: Assignment, form: Form, back: str) -> Response | None:
    """Move an assignment; a page where it must be asked. Raises `Refused`."""
    moves = moving.reassign(row, plan, form.values(), seen_moves())
    return _ask(moves, form, back) if moves else None


def _ask(moves: Moves, form: Form, back: str) -> Response:
    return moves_page(
        moves,
        form.as_sent(),
        title="Thay đổi này làm chuyển thời hạn",
        button="Lưu và tính lại thời hạn",
        back=back,
    )

"""What has to be decided, on the list of visits; leaving a clash as it is."""

from flask import Response, flash, request
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts import gate
from webapp.accounts.gate import me, permit
from webapp.accounts.models import PLANNER
from webapp.core.web import see_other
from webapp.visits.forms import numbers
from webapp.visits.models import Visit
from webapp.visits.services import clashes
from webapp.visits.views.blueprint import bp


@bp.post("/visits/<int:visit_id>/clash")
@permit(PLANNER)
def accept_clash(visit_id: int) -> Response:
    """Leave it so that people go to this visit and to another at once."""
    visit = gate.load(Visit, visit_id, joinedload(Visit.meeting), selectinload(Visit.team))
    clashes.accept(visit, numbers([request.form.get("other", "")]), me())
    flash("Đã ghi nhận: giữ nguyên phân công. Nếu một trong hai buổi đổi giờ thì hỏi lại.")
    return see_other("milestones.home")

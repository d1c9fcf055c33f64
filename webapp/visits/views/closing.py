"""Closing a month's choice: looked over on a page of its own, then done."""

from flask import Response, flash

from webapp.accounts.gate import me, permit
from webapp.accounts.models import PLANNER
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.plans.models import Assignment
from webapp.visits.forms import CloseForm
from webapp.visits.queries import closing
from webapp.visits.services import choosing
from webapp.visits.views.blueprint import bp, month_of

OTHERS_CHOSEN = "Các buổi được chọn nay khác với các buổi trên trang đã gửi."


@bp.get("/assignments/<int:assignment_id>/choice/closing")
@permit(PLANNER)
def ask_close(assignment_id: int) -> Response:
    """Say which meetings are attended and which are not, and ask whether to close it so."""
    assignment = month_of(assignment_id)
    if choosing.choice_of(assignment.id):
        return see_other("visits.choose", assignment_id=assignment_id)
    return _ask(assignment, CloseForm())


@bp.post("/assignments/<int:assignment_id>/choice/close")
@permit(PLANNER)
def close_choice(assignment_id: int) -> Response:
    """Close the choice as it was looked over, or say what is in the way.

    Who did not look is shown the page first, with what was typed.
    """
    assignment, form = month_of(assignment_id), CloseForm()
    if not form.validate_on_submit():
        return _ask(assignment, form)
    if form.looked.data is None and choosing.choice_of(assignment_id) is None:
        return _ask(assignment, form)
    values = {"seen": form.seen, "reason": form.reason.data, "answer": form.answer.data}
    try:
        choosing.close(assignment, me(), looked=form.looked.data, **values)
    except choosing.Changed:
        form.clash = []
        return _ask(assignment, form)
    except Refused as error:
        if choosing.choice_of(assignment_id) is None:
            form.reason.errors = [str(error)]
            return _ask(assignment, form)
        flash(str(error))
    else:
        flash("Đã chốt lựa chọn và trả lời đơn vị. Việc tiếp theo: phân công và thông báo.")
    return see_other("visits.choose", assignment_id=assignment_id)


def _ask(assignment: Assignment, form: CloseForm) -> Response:
    """Show what is looked over; what changed since it was is told above it."""
    look = closing.look_over(assignment)
    changed = []
    if form.clash is not None:
        changed = look.changed(form.looked.data or "") or [OTHERS_CHOSEN]
    form.version.data = ",".join(map(str, choosing.chosen_ids(assignment.id)))
    return page("visits/closing.html", form=form, assignment=assignment, look=look, changed=changed)

"""Undoing a no-show that was noted by mistake: a page that asks why."""

from flask import Response, abort, flash

from webapp.accounts.gate import LARGEST_ID, child, me, permit
from webapp.accounts.models import LEADER, MEMBER, PLANNER
from webapp.core.forms import Form, Line, needed
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.documents.road import services as documents
from webapp.grassroots.can import CanUndo
from webapp.grassroots.kinds import QUICK_REPORT
from webapp.grassroots.services import undoing
from webapp.grassroots.services.reporting import lock_report
from webapp.grassroots.views.blueprint import bp
from webapp.grassroots.views.report import visit_of
from webapp.visits.models import NoShow, Visit
from webapp.visits.services.adjusting import to_adjust
from webapp.visits.services.team import absentees


class UndoForm(Form):
    """Why it was a mistake."""

    refusal = "Chưa gỡ được, cần sửa"

    why = Line("Lý do hủy ghi nhận", needed(), description="Ví dụ: ghi nhầm người, nhầm buổi.")


@bp.route("/visits/<int:visit_id>/no-show/<int:no_show_id>/undo", methods=["GET", "POST"])
@permit(PLANNER, LEADER, MEMBER)
def undo_no_show(visit_id: int, no_show_id: int) -> Response:
    """Ask why, then let the person be sent again; whoever was told is told of it."""
    visit = visit_of(visit_id)
    row = _row(visit, no_show_id)
    if not CanUndo(me(), row).undo:
        abort(403)
    lock_report(visit)
    form = UndoForm(obj=row)
    if form.accepts(row):
        try:
            numbers = undoing.undo_no_show(visit, row, form.why.data, me())
        except Refused as error:
            form.form_errors.append(str(error))
        else:
            flash(f"Đã hủy ghi nhận.{_to_withdraw(visit_id)}{to_adjust(numbers)}")
            return see_other("grassroots.no_show", visit_id=visit_id)
    return page("grassroots/undo_no_show.html", form=form, visit=visit, row=row)


def _row(visit: Visit, no_show_id: int) -> NoShow:
    found = absentees(visit) if no_show_id <= LARGEST_ID else []
    row = next((one for one in found if one.id == no_show_id), None)
    return child(row, True)


def _to_withdraw(visit_id: int) -> str:
    """Return what to do about a quick report that told of it, in words."""
    papers = documents.living([QUICK_REPORT], ("visit", visit_id))
    issued = [one.number_and_symbol for one in papers if one.issued_at]
    if issued:
        return f" Báo cáo nhanh số {', '.join(issued)} không còn đúng, cần thu hồi hoặc thay thế."
    return " Dự thảo báo cáo nhanh không còn căn cứ, cần bỏ." if papers else ""

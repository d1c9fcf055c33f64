"""From a telephone: the report of a meeting attended, and who did not come."""

from collections.abc import Callable

from flask import Response, abort, flash

from webapp.accounts import gate
from webapp.accounts.gate import me, permit
from webapp.accounts.models import BOARD, PLANNER
from webapp.attending.can import CanAttend
from webapp.attending.queries.visit import load_visit
from webapp.attending.views import tablet_changes as changes
from webapp.core.refusals import Refused
from webapp.core.web import moment, page, see_other
from webapp.documents.models import Document
from webapp.documents.road import services as documents
from webapp.documents.road.services import NotReady
from webapp.grassroots.can import CanUndo
from webapp.grassroots.forms import NoShowForm, ReportForm
from webapp.grassroots.kinds import GRASSROOTS, QUICK_REPORT
from webapp.grassroots.models import MonthlyCalendar
from webapp.grassroots.queries.month import MonthRecord
from webapp.grassroots.queries.offered import offer_no_show
from webapp.grassroots.services import papers, reporting
from webapp.grassroots.services.undoing import undone_at
from webapp.grassroots.views.blueprint import activity_of, asked_month, bp, months_in
from webapp.milestones.standing import DONE, Standing
from webapp.visits.models import Visit
from webapp.visits.queries.standing import off
from webapp.visits.services.adjusting import to_adjust
from webapp.visits.services.team import absentees


@bp.get("/visits/<int:visit_id>/report")
@permit(*BOARD)
def report(visit_id: int) -> Response:
    """The report of a meeting: one short page."""
    visit = visit_of(visit_id)
    return _report_page(visit, ReportForm(obj=reporting.report_of(visit)))


@bp.post("/visits/<int:visit_id>/report")
@permit(*BOARD)
def save_report(visit_id: int) -> Response:
    """Keep the report; over a colleague's change both texts are shown."""
    visit = visit_of(visit_id)
    once = changes.of_request(visit, me())
    done = see_other("attending.show", visit_id=visit_id)
    if once and once.done():  # perhaps it took its writer out of the team
        return changes.whole(done, once)
    _check_writer(visit)
    reporting.lock_report(visit)
    kept = reporting.report_of(visit)
    form = ReportForm(obj=kept)
    if form.accepts(kept):
        try:
            reporting.save(visit, form.values(), me(), once)
        except Refused as error:
            form.form_errors.append(str(error))
        else:
            flash("Đã gửi báo cáo.")
            return changes.whole(done, once)
    return changes.whole(_report_page(visit, form), once, reason=form.complaint)


def visit_of(visit_id: int) -> Visit:
    visit = load_visit(visit_id)
    if visit.assignment.activity.kind != GRASSROOTS.key:
        abort(404)
    return visit


def _check_writer(visit: Visit) -> None:
    if not CanAttend(me(), visit).write:
        abort(403)


def _report_page(visit: Visit, form: ReportForm) -> Response:
    can = CanAttend(me(), visit)
    whole = page(
        "grassroots/report.html", form=form, visit=visit, can=can, standing=_standing(visit)
    )
    return changes.may_be_kept(whole, can.report)


def _standing(visit: Visit) -> Standing | None:
    if visit.cancelled_at:
        return off(visit)
    return Standing(f"Đã báo cáo {moment(visit.held_at)}", DONE) if visit.held_at else None


@bp.get("/visits/<int:visit_id>/no-show")
@permit(*BOARD)
def no_show(visit_id: int) -> Response:
    """Who did not come to a meeting, and who went instead."""
    visit = visit_of(visit_id)
    return _no_show_page(visit, _no_show_form(visit))


@bp.post("/visits/<int:visit_id>/no-show")
@permit(*BOARD)
def note_no_show(visit_id: int) -> Response:
    """Note who did not come: the person themselves, or the planner."""
    visit = visit_of(visit_id)
    once = changes.of_request(visit, me())
    done = see_other("grassroots.no_show", visit_id=visit_id)
    if once and once.done():  # perhaps it took its writer out of the team
        return changes.whole(done, once)
    _check_writer(visit)
    reporting.lock_report(visit)
    form = _no_show_form(visit)
    if form.validate_on_submit():
        try:
            numbers = reporting.note_no_show(visit, form.values(), me(), once)
        except Refused as error:
            form.form_errors.append(str(error))
        else:
            flash(f"Đã ghi nhận. Việc tiếp theo: báo cáo nhanh lên cấp trên.{to_adjust(numbers)}")
            return changes.whole(done, once)
    return changes.whole(_no_show_page(visit, form), once, reason=form.complaint)


def _no_show_form(visit: Visit) -> NoShowForm:
    form = NoShowForm()
    offer_no_show(form, visit)
    return form


def _no_show_page(visit: Visit, form: NoShowForm) -> Response:
    papers = documents.living([QUICK_REPORT], ("visit", visit.id))
    can = CanAttend(me(), visit)
    whole = page(
        "grassroots/no_show.html",
        form=form,
        visit=visit,
        standing=off(visit),
        absences=absentees(visit),
        undone=undone_at(visit.id),
        may_undo=lambda row: CanUndo(me(), row).undo,
        paper=papers[-1] if papers else None,
        holding=next((one for one in papers[:-1] if one.issued_at), None),
        can=can,
    )
    return changes.may_be_kept(whole, can.note_no_show)


@bp.post("/visits/<int:visit_id>/quick-report")
@permit(PLANNER)
def compose_quick_report(visit_id: int) -> Response:
    """Compose the quick report on who did not come, and show its draft."""
    visit = visit_of(visit_id)
    try:
        document = papers.quick_report(visit, me())
    except (Refused, NotReady) as error:
        flash(str(error))
        return see_other("grassroots.no_show", visit_id=visit_id)
    return see_other("documents.show", document_id=document.id)


@bp.post("/grassroots/<int:activity_id>/announcement")
@permit(PLANNER)
def announce(activity_id: int) -> Response:
    """Compose the announcement of a published month, and show its draft."""
    return _compose(activity_id, papers.announce)


@bp.post("/grassroots/months/<int:calendar_id>/amendment")
@permit(PLANNER)
def amend(calendar_id: int) -> Response:
    """Compose the notice of what changed since the month was announced, and show its draft."""
    calendar = gate.load(MonthlyCalendar, calendar_id)
    return _composed(MonthRecord(activity_of(calendar.activity_id), calendar.month), papers.amend)


@bp.post("/grassroots/<int:activity_id>/report")
@permit(PLANNER)
def compose_month_report(activity_id: int) -> Response:
    """Compose the month's report to the superior, and show its draft."""
    return _compose(activity_id, papers.report)


def _compose(activity_id: int, make: Callable[..., Document]) -> Response:
    activity = activity_of(activity_id)
    return _composed(MonthRecord(activity, asked_month(months_in(activity))), make)


def _composed(record: MonthRecord, make: Callable[..., Document]) -> Response:
    try:
        document = make(record, me())
    except (Refused, NotReady) as error:
        flash(str(error))
        month = f"{record.month:%Y-%m}"
        return see_other("grassroots.calendar", activity_id=record.activity.id, month=month)
    return see_other("documents.show", document_id=document.id)

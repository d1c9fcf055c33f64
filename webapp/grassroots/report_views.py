"""From a telephone: the report of a meeting attended, and who did not come."""

from collections.abc import Callable

from flask import Response, abort, flash

from webapp.accounts.gate import me, permit
from webapp.accounts.models import BOARD, LEADER, MEMBER, PLANNER
from webapp.attending.sheets import is_writer, load_visit
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.documents import services as documents
from webapp.documents.anew import wants_anew
from webapp.documents.models import Document
from webapp.documents.services import NotReady
from webapp.grassroots import papers, reporting
from webapp.grassroots.blueprint import activity_of, asked_month, bp, months_in, to_repeat
from webapp.grassroots.forms import NoShowForm, ReportForm
from webapp.grassroots.gathering import absences_of
from webapp.grassroots.month import MonthSheet
from webapp.grassroots.people import absent_on, people_of
from webapp.plans.models import GRASSROOTS
from webapp.visits.models import Visit
from webapp.visits.team import clashes_at

WRITERS = (PLANNER, LEADER, MEMBER)


@bp.get("/visits/<int:visit_id>/report")
@permit(*BOARD)
def report(visit_id: int) -> Response:
    """The report of a meeting: one short page."""
    visit = _visit(visit_id)
    return _report_page(visit, ReportForm(obj=reporting.report_of(visit)))


@bp.post("/visits/<int:visit_id>/report")
@permit(*WRITERS)
def save_report(visit_id: int) -> Response:
    """Keep the report; over a colleague's change both texts are shown."""
    visit = _to_write(visit_id)
    reporting.hold(visit)
    kept = reporting.report_of(visit)
    form = ReportForm(obj=kept)
    if form.accepts(kept):
        try:
            reporting.save(visit, form.values(), me())
        except Refused as error:
            form.form_errors.append(str(error))
        else:
            flash("Đã gửi báo cáo.")
            return see_other("attending.show", visit_id=visit_id)
    return _report_page(visit, form)


def _visit(visit_id: int) -> Visit:
    visit = load_visit(visit_id)
    if visit.assignment.activity.kind != GRASSROOTS:
        abort(404)
    return visit


def _to_write(visit_id: int) -> Visit:
    visit = _visit(visit_id)
    if not is_writer(visit, me()):
        abort(403)
    return visit


def _report_page(visit: Visit, form: ReportForm) -> Response:
    may_write = is_writer(visit, me()) and not visit.cancelled_at
    return page("grassroots/report.html", form=form, visit=visit, may_write=may_write)


@bp.get("/visits/<int:visit_id>/no-show")
@permit(*BOARD)
def no_show(visit_id: int) -> Response:
    """Who did not come to a meeting, and who went instead."""
    visit = _visit(visit_id)
    return _no_show_page(visit, _no_show_form(visit))


@bp.post("/visits/<int:visit_id>/no-show")
@permit(*WRITERS)
def note_no_show(visit_id: int) -> Response:
    """Note who did not come: the person themselves, or the planner."""
    visit = _to_write(visit_id)
    reporting.hold(visit)
    form = _no_show_form(visit)
    if form.validate_on_submit():
        try:
            aside = reporting.note_no_show(visit, form.values(), me())
        except Refused as error:
            form.form_errors.append(str(error))
        else:
            flash(f"Đã ghi nhận. Việc tiếp theo: báo cáo nhanh lên cấp trên.{to_repeat(aside)}")
            return see_other("grassroots.no_show", visit_id=visit_id)
    return _no_show_page(visit, form)


def _no_show_form(visit: Visit) -> NoShowForm:
    form = NoShowForm()
    people = people_of(visit.issuer_id)
    kept: dict[int, list[str]] = clashes_at(visit, (one.id for one in people))
    for user_id, absence in absent_on(visit.issuer_id, visit.meeting.day).items():
        kept.setdefault(user_id, []).insert(0, absence)
    form.offer([one.user for one in visit.team], people, kept)
    return form


def _no_show_page(visit: Visit, form: NoShowForm) -> Response:
    return page(
        "grassroots/no_show.html",
        form=form,
        visit=visit,
        absences=absences_of([visit.id]),
        paper=documents.current(papers.QUICK, ("visit", visit.id)),
        may_write=is_writer(visit, me()) and bool(visit.team) and not visit.cancelled_at,
        may_plan=me().is_any(PLANNER),
    )


@bp.post("/visits/<int:visit_id>/quick-report")
@permit(PLANNER)
def compose_quick_report(visit_id: int) -> Response:
    """Compose the quick report on who did not come, and show its draft."""
    visit = _visit(visit_id)
    try:
        document = papers.quick_report(visit, me(), anew=wants_anew())
    except (Refused, NotReady) as error:
        flash(str(error))
        return see_other("grassroots.no_show", visit_id=visit_id)
    return see_other("documents.show", document_id=document.id)


@bp.post("/grassroots/<int:activity_id>/announcement")
@permit(PLANNER)
def announce(activity_id: int) -> Response:
    """Compose the announcement of a published month, and show its draft."""
    return _compose(activity_id, papers.announce)


@bp.post("/grassroots/<int:activity_id>/report")
@permit(PLANNER)
def compose_month_report(activity_id: int) -> Response:
    """Compose the month's report to the superior, and show its draft."""
    return _compose(activity_id, papers.report)


def _compose(activity_id: int, make: Callable[..., Document]) -> Response:
    activity = activity_of(activity_id)
    sheet = MonthSheet(activity, asked_month(months_in(activity)))
    try:
        document = make(sheet, me(), anew=wants_anew())
    except (Refused, NotReady) as error:
        flash(str(error))
        month = f"{sheet.month:%Y-%m}"
        return see_other("grassroots.calendar", activity_id=activity.id, month=month)
    return see_other("documents.show", document_id=document.id)

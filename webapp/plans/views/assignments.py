"""Who is attended in which month, who runs it themselves, and the committees' own plans."""

from flask import Response, abort, flash, request, url_for
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from webapp.accounts import gate, removed
from webapp.accounts.can import Can
from webapp.accounts.gate import EVERYBODY, child, me, permit
from webapp.accounts.models import BOARD, OFFICE, PLANNER
from webapp.accounts.removed import RemovedRow, Undoable
from webapp.accounts.terms import terms
from webapp.core.db import db
from webapp.core.forms import Form
from webapp.core.lists import sliced
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.documents.files import FileRefused, store_upload
from webapp.documents.models import StoredFile
from webapp.milestones import engine
from webapp.organizations.models import Organization
from webapp.plans import narrowing, queries
from webapp.plans.forms.plans import CommitteePlanForm, assign_all_form, assignment_form
from webapp.plans.kinds import ACTIVITIES, OWN_PLAN_DUE
from webapp.plans.models import Activity, Assignment, CommitteePlan, Plan
from webapp.plans.services import assigning, own_plans
from webapp.plans.services import editing as services
from webapp.plans.services.dues import first_issued_on
from webapp.plans.views import moving
from webapp.plans.views.committee_plans import board_page, due_words
from webapp.plans.views.plans import bp


@bp.get("/plans/<int:plan_id>/assignments")
@permit(*BOARD)
def assignments(plan_id: int) -> Response:
    """Every committee with its month, self-run or neither."""
    plan = gate.load(Plan, plan_id, queries.WITH_ACTIVITIES)
    asked = request.args.get("organization_id", type=int)
    form = assignment_form(plan, queries.committees(plan))(data={"organization_id": asked})
    return _table(plan, form)


@bp.post("/plans/<int:plan_id>/assignments")
@permit(PLANNER)
def assign(plan_id: int) -> Response:
    """Give a committee its month, or the whole year to run it themselves."""
    plan = gate.load(Plan, plan_id, queries.WITH_ACTIVITIES)
    form = assignment_form(plan, queries.committees(plan))()
    if form.validate_on_submit():
        try:
            services.assign(plan, **form.values())
        except Refused as refusal:
            form.organization_id.errors = [str(refusal)]
        else:
            _notify_shared(plan)
            return see_other("plans.assignments", plan_id=plan.id)
    return _table(plan, form)


def _table(plan: Plan, form: Form, all_form: Form | None = None) -> Response:
    papers = queries.papers([plan.id])[plan.id]
    overview = queries.overview(plan, papers.known_from)
    for_all = assign_all_form(plan)
    asked = narrowing.asked()
    return page(
        "plans/assignments.html",
        can=Can(me()),
        form=form,
        all_form=all_form or (for_all and for_all(formdata=None)),
        plan=plan,
        papers=papers,
        overview=overview,
        narrowed=asked,
        shows=narrowing.counts(overview),
        listing=sliced(narrowing.narrowed(overview, asked)),
        own=[one for one in plan.activities if ACTIVITIES[one.kind].is_own],
        batch=assigning.last_batch(plan) if Can(me()).plan else None,
        grids=[
            (grid, sliced(grid.rows))
            for grid in (
                overview.grid(one) for one in plan.activities if ACTIVITIES[one.kind].has_calendar
            )
        ],
    )


@bp.post("/plans/<int:plan_id>/assignments/all")
@permit(PLANNER)
def assign_all(plan_id: int) -> Response:
    """Give every unit every month asked for of a visit to the grassroots."""
    plan = gate.load(Plan, plan_id, queries.WITH_ACTIVITIES)
    form_type = assign_all_form(plan)
    if form_type is None:
        abort(404)
    form = form_type()
    committees = queries.committees(plan)
    if form.validate_on_submit():
        activity_id, months = form.visited_id.data, form.months
        wanted = [(activity_id, one.id, month) for month in months for one in committees]
        count = assigning.give(plan, wanted, me(), f"Tất cả đơn vị, {len(months)} tháng")
        flash(f"Đã thêm {count} phân công cho {len(committees)} đơn vị.")
        return see_other("plans.assignments", plan_id=plan.id)
    return _table(plan, assignment_form(plan, committees)(formdata=None), form)


def _notify_shared(plan: Plan) -> None:
    shared = queries.overview(plan, queries.papers([plan.id])[plan.id].known_from).shared
    flash("Đã lưu phân công.")
    for month, names in shared.items():
        flash(f"Lưu ý: tháng {month:%m/%Y} có {len(names)} đơn vị: {', '.join(names)}.")


@bp.route("/plans/<int:plan_id>/assignments/<int:assignment_id>", methods=["GET", "POST"])
@permit(PLANNER)
def assignment(plan_id: int, assignment_id: int) -> Response:
    """Move an assignment to another month or activity."""
    plan, found = _assignment(plan_id, assignment_id)
    form = _edit_form(plan, found)
    if form.accepts(found):
        try:
            back = url_for("plans.assignments", plan_id=plan.id)
            asked = moving.reassign(plan, found, form, back)
        except Refused as refusal:
            form.month.errors = [str(refusal)]
        else:
            if asked:
                return asked
            _notify_shared(plan)
            return see_other("plans.assignments", plan_id=plan.id)
    return _edit_page(plan, found, form)


def _edit_form(plan: Plan, found: Assignment) -> Form:
    form = assignment_form(plan, [])(obj=found)
    del form["organization_id"]
    return form


def _edit_page(plan: Plan, found: Assignment, form: Form) -> Response:
    return page(
        "plans/form.html",
        form=form,
        plan=plan,
        title=f"Phân công {found.organization.label}",
        button="Lưu",
        back=url_for("plans.assignments", plan_id=plan.id),
        remove=url_for(".remove_assignment", plan_id=plan.id, assignment_id=found.id),
    )


@bp.post("/plans/<int:plan_id>/assignments/<int:assignment_id>/remove")
@permit(PLANNER)
def remove_assignment(plan_id: int, assignment_id: int) -> Response:
    """Take an assignment out of the plan, unless work on it has begun or it has changed."""
    plan, found = _assignment(plan_id, assignment_id)
    if stale := _edit_form(plan, found).stale_removal(found):
        return _edit_page(plan, found, stale)
    kept = removed.keep(ASSIGNMENT, found, me())
    try:
        services.unassign(found)
    except Refused as refusal:
        db.session.delete(kept)
        flash(str(refusal))
    else:
        removed.offer("Đã bỏ phân công.", kept)
    return see_other("plans.assignments", plan_id=plan.id)


def _restore_assignment(kept: RemovedRow) -> str:
    """Bring an assignment back; its plan is loaded as for any change."""
    row = removed.remade(Assignment, kept)
    activity = db.session.get(Activity, row.activity_id)
    if activity is None or not Can(me()).plan:
        abort(404)
    plan = gate.load(Plan, activity.plan_id)
    services.put_assignment_back(row, plan)
    return url_for("plans.assignments", plan_id=plan.id)


ASSIGNMENT = Undoable("assignment", _restore_assignment)


def _assignment(plan_id: int, assignment_id: int) -> tuple[Plan, Assignment]:
    plan = gate.load(Plan, plan_id, queries.WITH_ACTIVITIES)
    found = gate.load(Assignment, assignment_id, joinedload(Assignment.organization))
    return plan, child(found, found.activity_id in {one.id for one in plan.activities})


@bp.get("/plans/<int:plan_id>/committee-plan")
@permit(*EVERYBODY)
def committee_plan(plan_id: int) -> Response:
    """The Board sees who has a plan of their own; an office records its committee's."""
    plan = gate.load(Plan, plan_id)
    if Can(me()).oversee:
        return board_page(plan)
    where, found = _own(plan)
    return _office_page(plan, where, found, CommitteePlanForm(obj=found))


@bp.post("/plans/<int:plan_id>/committee-plan")
@permit(OFFICE)
def save_committee_plan(plan_id: int) -> Response:
    """Record the committee's own plan and the day it was spread to the cells."""
    plan = gate.load(Plan, plan_id)
    where, found = _own(plan)
    form = CommitteePlanForm(obj=found)
    form.since = first_issued_on(plan.id)
    if form.validate_on_submit() and (found is None or form.is_current(found)):
        try:
            values = form.values() | _file_id(form, where)
            own_plans.record(plan, found, where, values)
        except FileRefused as refusal:
            form.file.errors = [str(refusal)]
        except IntegrityError:
            abort(409)
        else:
            flash(terms()("Đã lưu kế hoạch của {committee}."))
            return see_other("plans.committee_plan", plan_id=plan.id)
    return _office_page(plan, where, found, form)


def _own(plan: Plan) -> tuple[Organization, CommitteePlan | None]:
    where = me().organization
    if where.id not in {one.id for one in queries.committees(plan)}:
        abort(404)
    return where, queries.committee_plan(plan.id, where.id)


def _file_id(form: Form, where: Organization) -> dict[str, int]:
    upload = form.file.data
    if not getattr(upload, "filename", ""):
        return {}
    return {"file_id": store_upload(upload, where, me()).id}


def _office_page(
    plan: Plan, where: Organization, found: CommitteePlan | None, form: Form
) -> Response:
    file = db.session.get(StoredFile, found.file_id) if found and found.file_id else None
    return page(
        "plans/committee_plan.html",
        form=form,
        plan=plan,
        where=where,
        file=file,
        due=due_words(plan),
        owed=engine.find(OWN_PLAN_DUE, own_plans.ABOUT, found.id) if found else None,
    )

"""Reading and editing plans. Committees read a plan once it is issued; planners edit it."""

from typing import Any

from flask import Blueprint, Response, abort, flash, request, url_for
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts import gate
from webapp.accounts.gate import EVERYBODY, child, me, permit
from webapp.accounts.models import BOARD, PLANNER
from webapp.core.forms import Form
from webapp.core.lists import paged
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other, see_url
from webapp.documents.anew import wants_anew
from webapp.plans import copying, paper, parts, queries, rule_words, services
from webapp.plans.forms import BasisForm, PlanForm, new_plan_form
from webapp.plans.models import (
    ACTIVITY_KINDS,
    ANCHORS,
    DUTIES_OF,
    DUTY_OWNERS,
    PARTS,
    PLAN,
    BasisPaper,
    Plan,
)
from webapp.plans.pieces import pieces
from webapp.plans.round_models import OUTLINE_KINDS, SEAT_ROLES

bp = Blueprint("plans", __name__)


@bp.context_processor
def _words() -> dict[str, Any]:
    return {
        "PARTS": PARTS,
        "OWNERS": DUTY_OWNERS,
        "ANCHORS": ANCHORS,
        "ACTIVITY_KINDS": ACTIVITY_KINDS,
        "rule_words": rule_words,
        "cited": paper.cited,
        "SEAT_ROLES": SEAT_ROLES,
        "OUTLINE_KINDS": OUTLINE_KINDS,
        "DUTIES_OF": DUTIES_OF,
    }


@bp.get("/plans")
@permit(*EVERYBODY)
def index() -> Response:
    """All plans, the newest year first, with the state of each."""
    listing = paged(gate.rows(Plan).order_by(Plan.year.desc(), Plan.id.desc()), scalars=True)
    papers = queries.papers(plan.id for plan in listing.rows)
    return page("plans/index.html", listing=listing, papers=papers)


@bp.route("/plans/new", methods=["GET", "POST"])
@permit(PLANNER)
def create() -> Response:
    """Begin a plan: an empty one, from an earlier one, or from a model."""
    form = new_plan_form(copying.sources(me()))()
    if form.validate_on_submit():
        source, year, title = form.begin_from.data, form.year.data, form.title.data
        if not source:
            plan = services.create_plan(me(), year, title)
            flash("Đã lập kế hoạch mới. Hãy điền từng phần và phân công đơn vị.")
            return see_other("plans.show", plan_id=plan.id)
        plan = copying.begin(source, _source_plan(source), me(), year, title)
        return see_other("plans.moved", plan_id=plan.id, source=source)
    return _form_page("Lập kế hoạch mới", form, "Lập kế hoạch", url_for("plans.index"))


@bp.get("/plans/<int:plan_id>/moved")
@permit(PLANNER)
def moved(plan_id: int) -> Response:
    """Which dates moved when the plan was begun from another one or from a model."""
    plan = gate.load(Plan, plan_id)
    source = request.args.get("source", "")
    if source not in dict(copying.sources(me())) or not source:
        abort(404)
    _, moves = copying.moved(source, _source_plan(source), me(), plan.year)
    return page("plans/moved.html", plan=plan, moves=moves)


def _source_plan(source: str) -> Plan | None:
    kind, _, key = source.partition("-")
    return gate.load(Plan, int(key), *queries.WHOLE) if kind == PLAN else None


@bp.get("/plans/<int:plan_id>")
@permit(*EVERYBODY)
def show(plan_id: int) -> Response:
    """The whole plan, readable, with ways to edit for the planner."""
    plan = gate.load(Plan, plan_id, *queries.WHOLE)
    papers = queries.papers([plan.id])[plan.id]
    return page(
        "plans/show.html",
        plan=plan,
        papers=papers,
        overview=queries.overview(plan, papers.known_from),
        pieces=pieces(activity.id for activity in plan.activities),
        needed=paper.needed(plan),
        part=paper.part,
    )


@bp.route("/plans/<int:plan_id>/edit", methods=["GET", "POST"])
@permit(PLANNER)
def edit(plan_id: int) -> Response:
    """The head of the plan: year, title, opening, closing, signing."""
    plan = gate.load(Plan, plan_id)
    form = PlanForm(obj=plan)
    if form.accepts(plan):
        try:
            services.edit_plan(plan, form.values())
        except Refused as refusal:
            form.year.errors = [str(refusal)]
        else:
            flash("Đã lưu.")
            return see_other("plans.show", plan_id=plan.id)
    back = url_for("plans.show", plan_id=plan.id)
    return _form_page("Sửa phần chung", form, "Lưu", back, plan=plan)


@bp.post("/plans/<int:plan_id>/paper")
@permit(PLANNER)
def compose(plan_id: int) -> Response:
    """Make the plan's paper, or write its draft anew from the plan as it stands."""
    plan = gate.load(Plan, plan_id, *queries.WHOLE)
    papers = queries.papers([plan.id])[plan.id]
    try:
        overview = queries.overview(plan, papers.known_from)
        document = paper.compose(plan, overview, me(), anew=wants_anew())
    except Refused as refusal:
        flash(str(refusal))
        return see_other("plans.show", plan_id=plan.id)
    flash("Đã lập văn bản từ nội dung kế hoạch. Xem lại rồi trình duyệt.")
    return see_other("documents.show", document_id=document.id)


@bp.get("/plans/<int:plan_id>/lines/<part>")
@permit(PLANNER)
def lines(plan_id: int, part: str) -> Response:
    """The lines of one part, to edit."""
    plan = gate.load(Plan, plan_id, selectinload(Plan.lines))
    if part not in PARTS:
        abort(404)
    return page("plans/lines.html", plan=plan, part=part, lines=paper.part(plan, part))


@bp.get("/plans/<int:plan_id>/contents")
@permit(PLANNER)
def contents(plan_id: int) -> Response:
    """The groups of contents that all activities look at, with their items, to edit."""
    plan = gate.load(Plan, plan_id, queries.WITH_GROUPS)
    shared = [group for group in plan.groups if group.activity_id is None]
    return page("plans/contents.html", plan=plan, groups=shared)


@bp.get("/plans/<int:plan_id>/activities")
@permit(PLANNER)
def activities(plan_id: int) -> Response:
    """What the plan has done: its activities in order, each with a page of its own."""
    plan = gate.load(Plan, plan_id, queries.WITH_ACTIVITIES)
    return page("plans/activities.html", plan=plan)


@bp.get("/plans/<int:plan_id>/activities/<int:activity_id>")
@permit(PLANNER)
def activity(plan_id: int, activity_id: int) -> Response:
    """One activity with all that it is made of, to edit."""
    plan = gate.load(Plan, plan_id, queries.WITH_GROUPS)
    found = parts.find(plan, parts.KINDS["activity"], activity_id) if _fits(activity_id) else None
    return page(
        "plans/activity.html",
        plan=plan,
        activity=child(found, True),
        made_of=pieces([activity_id])[activity_id],
        groups=[group for group in plan.groups if group.activity_id == activity_id],
    )


@bp.route("/plans/<int:plan_id>/rows/<kind>/new", methods=["GET", "POST"])
@permit(PLANNER)
def new_row(plan_id: int, kind: str) -> Response:
    """Add a row of some kind under a part or row of the plan, named by `?under=`."""
    plan = gate.load(Plan, plan_id)
    of = _kind(kind)
    row = parts.new(plan, of, request.args.get("under", ""))
    child(row, True)
    form = of.form(row)()
    back = parts.address(plan, row)
    if form.validate_on_submit():
        form.fill(row)
        try:
            services.add_row(row, parts.siblings(of, row))
        except Refused as refusal:
            form.form_errors.append(str(refusal))
        else:
            flash("Đã thêm.")
            return see_url(parts.address(plan, row))
    return _form_page(f"Thêm {of.words}", form, "Thêm", back, plan=plan)


@bp.route("/plans/<int:plan_id>/rows/<kind>/<int:row_id>", methods=["GET", "POST"])
@permit(PLANNER)
def row(plan_id: int, kind: str, row_id: int) -> Response:
    """Edit one row of the plan."""
    plan, of, found = _row(plan_id, kind, row_id)
    form = of.edit_form(found)
    if form.accepts(found):
        services.change(found, form.values())
        flash("Đã lưu.")
        return see_url(parts.address(plan, found))
    return _row_page(plan, of, kind, found, form)


def _row_page(plan: Plan, of: parts.RowKind, kind: str, found: Any, form: Form) -> Response:
    back = parts.address(plan, found)
    remove = url_for("plans.remove_row", plan_id=plan.id, kind=kind, row_id=found.id)
    return _form_page(f"Sửa {of.words}", form, "Lưu", back, plan=plan, remove=remove)


@bp.post("/plans/<int:plan_id>/rows/<kind>/<int:row_id>/move")
@permit(PLANNER)
def move_row(plan_id: int, kind: str, row_id: int) -> Response:
    """Move a row up or down by one place."""
    plan, of, found = _row(plan_id, kind, row_id)
    siblings = parts.siblings(of, found)
    if siblings:
        services.move_row(found, siblings, -1 if request.form.get("to") == "up" else 1)
    back = parts.address(plan, found)
    if kind == "activity":  # its place is among the others
        back = url_for("plans.activities", plan_id=plan.id)
    return see_url(f"{back}#{kind}-{row_id}")


@bp.post("/plans/<int:plan_id>/rows/<kind>/<int:row_id>/remove")
@permit(PLANNER)
def remove_row(plan_id: int, kind: str, row_id: int) -> Response:
    """Remove a row on which nothing rests yet, if it is still as the sender saw it."""
    plan, of, found = _row(plan_id, kind, row_id)
    if stale := of.edit_form(found).stale_removal(found):
        return _row_page(plan, of, kind, found, stale)
    back = parts.address(plan, found)
    try:
        services.remove_row(found)
        flash("Đã xóa.")
        if kind == "activity":
            back = url_for("plans.activities", plan_id=plan.id)
    except Refused as refusal:
        flash(str(refusal))
    return see_url(back)


@bp.get("/plans/<int:plan_id>/bases")
@permit(*BOARD)
def bases(plan_id: int) -> Response:
    """The register of papers that plans rest on, and which of them this plan cites."""
    plan = gate.load(Plan, plan_id, joinedload(Plan.bases))
    cited = {one.id for one in plan.bases}
    return page(
        "plans/bases.html", plan=plan, register=queries.register(plan.issuer_id), cites=cited
    )


@bp.route("/plans/<int:plan_id>/bases/new", methods=["GET", "POST"])
@permit(PLANNER)
def new_basis(plan_id: int) -> Response:
    """Enter a paper in the register and cite it."""
    plan = gate.load(Plan, plan_id)
    form = BasisForm()
    if form.validate_on_submit():
        services.add_basis(plan, form.values())
        flash("Đã thêm văn bản căn cứ.")
        return see_other("plans.bases", plan_id=plan.id)
    back = url_for("plans.bases", plan_id=plan.id)
    return _form_page("Thêm văn bản căn cứ", form, "Thêm", back, plan=plan)


@bp.route("/plans/<int:plan_id>/bases/<int:basis_id>", methods=["GET", "POST"])
@permit(PLANNER)
def basis(plan_id: int, basis_id: int) -> Response:
    """Correct a paper of the register."""
    plan = gate.load(Plan, plan_id)
    found = gate.load(BasisPaper, basis_id)
    form = BasisForm(obj=found)
    back = url_for("plans.bases", plan_id=plan.id)
    if form.accepts(found):
        services.change(found, form.values())
        flash("Đã lưu.")
        return see_url(back)
    return _form_page("Sửa văn bản căn cứ", form, "Lưu", back, plan=plan)


@bp.post("/plans/<int:plan_id>/bases/<int:basis_id>/cite")
@permit(PLANNER)
def cite(plan_id: int, basis_id: int) -> Response:
    """Let the plan cite a paper of the register, or no longer."""
    plan = gate.load(Plan, plan_id)
    services.cite(plan, gate.load(BasisPaper, basis_id), request.form.get("wanted") == "1")
    return see_url(url_for("plans.bases", plan_id=plan.id) + f"#basis-{basis_id}")


def _kind(name: str) -> parts.RowKind:
    if name not in parts.KINDS:
        abort(404)
    return parts.KINDS[name]


def _row(plan_id: int, kind: str, row_id: int) -> tuple[Plan, parts.RowKind, Any]:
    plan = gate.load(Plan, plan_id)
    of = _kind(kind)
    found = parts.find(plan, of, row_id) if _fits(row_id) else None
    return plan, of, child(found, True)


def _fits(row_id: int) -> bool:
    return row_id <= gate.LARGEST_ID


def _form_page(title: str, form: Any, button: str, back: str, **also: Any) -> Response:
    """A whole page with one plain form."""
    return page("plans/form.html", form=form, title=title, button=button, back=back, **also)

"""Reading and editing plans. Committees read a plan once it is issued; planners edit it."""

from flask import Blueprint, Response, abort, flash, request, url_for
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts import gate
from webapp.accounts.can import Can
from webapp.accounts.gate import EVERYBODY, child, me, permit
from webapp.accounts.models import BOARD, PLANNER
from webapp.core import clock
from webapp.core.forms import Form
from webapp.core.lists import paged
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other, see_url
from webapp.milestones.days import off_days
from webapp.milestones.standing import DONE, LATE, Standing
from webapp.plans import (
    entries,
    old_words,
    overview_words,
    parts,
    queries,
    rule_words,
    texts,
    twins,
)
from webapp.plans.forms.plans import BasisForm, EditPlanForm, new_plan_form
from webapp.plans.kinds import ACTIVITIES, activity_kinds
from webapp.plans.models import (
    ANCHORS,
    DUTY_OWNERS,
    PART_WORDS,
    PARTS,
    PLAN,
    Activity,
    BasisPaper,
    Plan,
)
from webapp.plans.paper import composition
from webapp.plans.paper import plan as paper
from webapp.plans.paper.pieces import pieces
from webapp.plans.round_models import OUTLINE_KINDS, SEAT_ROLES, Round
from webapp.plans.sections import activity_said, is_activity_open, sections
from webapp.plans.services import copying
from webapp.plans.services import editing as services
from webapp.plans.services.removed_groups import groups_removed_from
from webapp.plans.services.removing import removed_from
from webapp.plans.views import moving, outline

bp = Blueprint("plans", __name__)


@bp.app_context_processor
def _kinds() -> dict[str, object]:
    return {"ACTIVITY_KINDS": ACTIVITIES}


@bp.context_processor
def _words() -> dict[str, object]:
    return {
        "PARTS": PART_WORDS,
        "OWNERS": DUTY_OWNERS,
        "ANCHORS": ANCHORS,
        "rule_words": rule_words,
        "entries": entries,
        "overview_words": overview_words,
        "cited": paper.cited,
        "SEAT_ROLES": SEAT_ROLES,
        "OUTLINE_KINDS": OUTLINE_KINDS,
        "activity_kinds": activity_kinds,
    }


@bp.get("/plans")
@permit(*EVERYBODY)
def index() -> Response:
    """All plans, the newest year first, with the state of each."""
    listing = paged(gate.rows(Plan).order_by(Plan.year.desc(), Plan.id.desc()), scalars=True)
    papers = queries.papers(plan.id for plan in listing.rows)
    return page("plans/index.html", listing=listing, papers=papers, can=Can(me()))


@bp.route("/plans/new", methods=["GET", "POST"])
@permit(PLANNER)
def create() -> Response:
    """Begin a plan: an empty one, from an earlier one, or from a model."""
    form = new_plan_form(copying.sources(me()))()
    if form.validate_on_submit() & twins.is_meant(form, me()):
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
    return page("plans/moved.html", plan=plan, moves=moves, marks=old_words.marks_of(plan.id))


def _source_plan(source: str) -> Plan | None:
    kind, _, key = source.partition("-")
    return gate.load(Plan, int(key), *queries.FULL_PLAN) if kind == PLAN else None


@bp.get("/plans/<int:plan_id>")
@permit(*EVERYBODY)
def show(plan_id: int) -> Response:
    """The whole plan, readable, with ways to edit for the planner."""
    plan = gate.load(Plan, plan_id, *queries.FULL_PLAN, joinedload(Plan.looked_at))
    papers = queries.papers([plan.id])[plan.id]
    made_of = pieces(activity.id for activity in plan.activities)
    return page(
        "plans/show.html",
        can=Can(me()),
        plan=plan,
        papers=papers,
        overview=queries.overview(plan, papers.known_from),
        pieces=made_of,
        marks=old_words.marks_among(plan, texts.texts_of(plan, made_of)),
        needed=paper.needed(plan),
        sections=sections(plan, made_of, may_plan=Can(me()).plan),
        activity_said=activity_said,
        is_activity_open=is_activity_open,
        part=paper.part,
    )


@bp.route("/plans/<int:plan_id>/edit", methods=["GET", "POST"])
@permit(PLANNER)
def edit(plan_id: int) -> Response:
    """The head of the plan: year, title, opening, closing, signing."""
    plan = gate.load(Plan, plan_id)
    form = EditPlanForm(obj=plan)
    valid = form.validate_on_submit() & twins.is_meant(form, me(), but=plan.id)
    if valid and form.is_current(plan):
        try:
            services.edit_plan(plan, form.head())
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
    plan = gate.load(Plan, plan_id)
    try:
        document = composition.compose(plan, me())
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
    lines = paper.part(plan, part)
    marks = old_words.marks_among(plan, texts.texts_in(lines))
    return page("plans/lines.html", plan=plan, part=part, lines=lines, marks=marks)


@bp.get("/plans/<int:plan_id>/contents")
@permit(PLANNER)
def contents(plan_id: int) -> Response:
    """The groups of contents that all activities look at, with their items, to edit."""
    plan = gate.load(Plan, plan_id, queries.WITH_GROUPS)
    shared = [group for group in plan.groups if group.activity_id is None]
    marks = old_words.marks_among(plan, texts.texts_in(texts.grouped(shared)))
    removed = groups_removed_from(plan, None)
    return page("plans/contents.html", plan=plan, groups=shared, marks=marks, removed=removed)


@bp.get("/plans/<int:plan_id>/activities")
@permit(PLANNER)
def activities(plan_id: int) -> Response:
    """What the plan has done: its activities in order, each with a page of its own."""
    plan = gate.load(Plan, plan_id, queries.WITH_ACTIVITIES)
    marks = old_words.marks_among(plan, texts.texts_in(plan.activities))
    removed = removed_from(plan)
    return page("plans/activities.html", plan=plan, marks=marks, removed=removed)


@bp.get("/plans/<int:plan_id>/activities/<int:activity_id>")
@permit(PLANNER)
def activity(plan_id: int, activity_id: int) -> Response:
    """One activity with all that it is made of, to edit."""
    plan = gate.load(Plan, plan_id, queries.WITH_GROUPS)
    found = parts.find(plan, parts.KINDS["activity"], activity_id) if _fits(activity_id) else None
    here = child(found if isinstance(found, Activity) else None, True)
    made_of = pieces([activity_id])[activity_id]
    groups = [group for group in plan.groups if group.activity_id == activity_id]
    said = texts.activity_texts(here, made_of, groups)
    return page(
        "plans/activity.html",
        plan=plan,
        activity=here,
        made_of=made_of,
        about=entries.about(here),
        sections=entries.sections(here, made_of),
        no_window=Standing("Chưa có thời gian", LATE),
        groups=groups,
        removed=groups_removed_from(plan, activity_id),
        marks=old_words.marks_among(plan, said),
    )


@bp.route("/plans/<int:plan_id>/rows/<kind>/new", methods=["GET", "POST"])
@permit(PLANNER)
def new_row(plan_id: int, kind: str) -> Response:
    """Add a row of some kind under a part or row of the plan, named by `?under=`."""
    plan = gate.load(Plan, plan_id)
    of = _kind(kind)
    row = parts.new(plan, of, request.args.get("under", ""))
    if row is None:
        abort(404)
    form = of.form(row)()
    back = parts.address(plan, row)
    if form.validate_on_submit():
        form.fill(row)
        if asked := outline.add(plan, of, row, form):
            return asked if isinstance(asked, Response) else see_url(back)
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
    plan, of, found = load_row(plan_id, kind, row_id)
    form = of.edit_form(found)
    if form.accepts(found):
        asked = outline.change(plan, found, form) or moving.change(plan, found, form)
        if isinstance(asked, Response):
            return asked
        if not asked:
            services.change(found, form.values())
        flash(f"Đã lưu.{_off(found)}")
        return see_url(parts.address(plan, found))
    return row_page(plan, of, kind, found, form)


def _off(row: parts.PlanRow) -> str:
    """Return what to know of the days on which a round is held and kicked off."""
    if not isinstance(row, Round):
        return ""
    kick_off = clock.local(row.kick_off_at).date() if row.kick_off_at else None
    return off_days(row.opens_on, row.closes_on, kick_off)


def row_page(
    plan: Plan, of: parts.RowKind, kind: str, found: parts.PlanRow, form: Form
) -> Response:
    """The page on which one row is changed or removed."""
    back = parts.address(plan, found)
    remove = url_for("plans.remove_row", plan_id=plan.id, kind=kind, row_id=found.id)
    return _form_page(f"Sửa {of.words}", form, "Lưu", back, plan=plan, remove=remove)


@bp.post("/plans/<int:plan_id>/rows/<kind>/<int:row_id>/move")
@permit(PLANNER)
def move_row(plan_id: int, kind: str, row_id: int) -> Response:
    """Move a row up or down by one place."""
    plan, of, found = load_row(plan_id, kind, row_id)
    siblings = parts.siblings(of, found)
    if siblings:
        services.move_row(found, siblings, -1 if request.form.get("to") == "up" else 1)
    back = parts.address(plan, found)
    if kind == "activity":  # its place is among the others
        back = url_for("plans.activities", plan_id=plan.id)
    return see_url(f"{back}#{kind}-{row_id}")


@bp.get("/plans/<int:plan_id>/bases")
@permit(*BOARD)
def bases(plan_id: int) -> Response:
    """The register of papers that plans rest on, and which of them this plan cites."""
    plan = gate.load(Plan, plan_id, joinedload(Plan.bases))
    cited = {one.id for one in plan.bases}
    return page(
        "plans/bases.html",
        plan=plan,
        register=queries.register(plan.issuer_id),
        cites=cited,
        marks=old_words.marks_among(plan, texts.texts_in(plan.bases)),
        standings={True: Standing("Đang dẫn", DONE), False: Standing("Không dẫn")},
        can=Can(me()),
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


def load_row(plan_id: int, kind: str, row_id: int) -> tuple[Plan, parts.RowKind, parts.PlanRow]:
    """Return a row with its kind and its plan, or end with 404."""
    plan = gate.load(Plan, plan_id)
    of = _kind(kind)
    found = parts.find(plan, of, row_id) if _fits(row_id) else None
    if found is None:
        abort(404)
    return plan, of, found


def _fits(row_id: int) -> bool:
    return row_id <= gate.LARGEST_ID


def _form_page(
    title: str,
    form: Form,
    button: str,
    back: str,
    *,
    plan: Plan | None = None,
    remove: str = "",
) -> Response:
    """A whole page with one plain form."""
    return page(
        "plans/form.html",
        form=form,
        title=title,
        button=button,
        back=back,
        plan=plan,
        remove=remove,
    )

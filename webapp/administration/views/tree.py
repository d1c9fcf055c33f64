"""The pages of the organizations: the tree as of any day, their histories, and each change."""

from flask import Blueprint, Response, abort, flash, request, url_for
from sqlalchemy.orm import joinedload

from webapp.accounts.can import Can
from webapp.accounts.gate import me, permit, reload_me
from webapp.accounts.models import ADMINISTRATOR, BOARD
from webapp.administration import standing
from webapp.administration.forms.changes import FORMS, DecisionForm, LevelForm, Offer, form_of
from webapp.administration.forms.tree import DaySearch
from webapp.administration.queries import histories as lives
from webapp.administration.queries import people as queries
from webapp.administration.queries import tree
from webapp.administration.queries.recorded import count_undecided
from webapp.administration.services import tree as tree_services
from webapp.core import clock
from webapp.core.lists import paged, sliced
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.organizations import changes as services
from webapp.organizations import letterheads, naming, succession
from webapp.organizations.history import Ledger
from webapp.organizations.history_models import CHANGE_KINDS, Change
from webapp.organizations.models import Level, Organization

bp = Blueprint("organizations", __name__)


@bp.context_processor
def _stands() -> dict[str, object]:
    return {"stands": standing}


ONE_ONLY = ("renamed", "split")


@bp.get("/organizations")
@permit(*BOARD)
def index() -> Response:
    """The tree as of a day: a step at a time, or what was searched for."""
    form = DaySearch(formdata=request.args, on=clock.today())
    form.validate()
    on, under = form.on.data or clock.today(), request.args.get("under", "")
    sought = request.args.get("q", "")
    number = int(under) if under.isdecimal() and len(under) < 10 else None
    found = tree.outlook(on, sought, number)
    return page(
        "organizations/index.html",
        form=form,
        listing=sliced(found.places),
        found=found,
        on=on,
        sought=sought,
        renamed=naming.renamed(me().issuer_id, sought),
        ended=succession.ended(me().issuer_id, sought, on, clock.today()),
        under=number,
        kinds=CHANGE_KINDS,
        can=Can(me()),
    )


@bp.get("/organizations/<int:organization_id>")
@permit(*BOARD)
def show(organization_id: int) -> Response:
    """An organization's history: what it was called when, and by which decisions."""
    found = queries.own(Organization, organization_id, joinedload(Organization.level))
    return page(
        "organizations/show.html",
        found=found,
        life=lives.life_of(found),
        kinds=CHANGE_KINDS,
        open_to=FORMS,
        can=Can(me()),
    )


@bp.get("/organizations/changes")
@permit(*BOARD)
def changes() -> Response:
    """Every change on record, the latest day first."""
    return _changes()


def _changes(refusal: str = "") -> Response:
    listing = paged(lives.changes())
    return page(
        "organizations/changes.html",
        status=409 if refusal else 200,
        refusal=refusal,
        listing=listing,
        touched=lives.touched_by([row[0].id for row in listing.rows]),
        most=lives.MOST_NAMED,
        kinds=CHANGE_KINDS,
        can=Can(me()),
    )


@bp.post("/organizations/changes/<int:change_id>/undo")
@permit(ADMINISTRATOR)
def undo(change_id: int) -> Response:
    """Take back a change that was recorded by mistake."""
    try:
        services.take_back(queries.own(Change, change_id))
    except Refused as refusal:
        reload_me()  # what failed was rolled back, and let go of who is signed in
        return _changes(str(refusal))
    flash("Đã hủy ghi nhận thay đổi; cây tổ chức trở lại như trước.")
    return see_other("organizations.changes")


@bp.route("/organizations/change/<kind>", methods=["GET", "POST"])
@permit(ADMINISTRATOR)
def change(kind: str) -> Response:
    """Record a change of one organization or of many: look at what it does, then confirm."""
    chosen = lives.chosen(request.args.getlist("id"))
    if kind not in FORMS or (kind in ONE_ONLY and len(chosen) > 1):
        abort(404)
    ids = [one.id for one in chosen]
    parts = lives.parts_of(chosen[0]) if kind == "split" else []
    levels = queries.levels()
    form = form_of(kind, chosen, Offer(levels, lives.superiors(levels[-1].position, ids), parts))
    consequences = None
    if form.validate_on_submit():
        confirmed = form.is_confirmed()
        try:
            if confirmed:
                return _recorded(kind, form, chosen)
            ledger = Ledger(me().issuer_id)
            worked = services.drafted(ledger, form.on.data, form.plan(chosen))
            consequences = lives.consequences(ledger, worked)
            form.is_preview = True
        except Refused as refusal:
            form.form_errors.append(str(refusal))
    return page(
        "organizations/change.html",
        form=form,
        kind=kind,
        title=CHANGE_KINDS[kind],
        kinds=CHANGE_KINDS,
        chosen=chosen,
        consequences=consequences,
        below=len(parts),
        action=url_for("organizations.change", kind=kind, id=ids),
        found=_found_besides(kind, ids),
        sought=request.args.get("q", ""),
    )


@bp.get("/organizations/levels")
@permit(*BOARD)
def levels() -> Response:
    """The levels of the tree, the highest first."""
    return page(
        "organizations/levels.html",
        levels=lives.levels_with_counts(),
        can=Can(me()),
    )


@bp.route("/organizations/levels/new", methods=["GET", "POST"])
@permit(ADMINISTRATOR)
def add_level() -> Response:
    """Add a level between two others, or below all."""
    form = LevelForm()
    form.offer_places(queries.levels())
    if form.validate_on_submit():
        values = form.values()
        tree_services.new_level(me().issuer_id, values.pop("position"), **values)
        flash(f"Đã thêm cấp {form.name.data}.")
        return see_other("organizations.levels")
    return page("organizations/level.html", form=form, level=None)


@bp.route("/organizations/levels/<int:level_id>", methods=["GET", "POST"])
@permit(ADMINISTRATOR)
def edit_level(level_id: int) -> Response:
    """Name a level otherwise, or say what is done at it."""
    level = queries.own(Level, level_id)
    form = LevelForm(obj=level)
    del form.position
    if form.accepts(level):
        tree_services.save_level(level, form)
        flash(f"Đã lưu cấp {form.name.data}.")
        return see_other("organizations.levels")
    return page("organizations/level.html", form=form, level=level)


def _recorded(kind: str, form: DecisionForm, chosen: list[Organization]) -> Response:
    first, plan, open_before = chosen[0].id, form.plan(chosen), count_undecided()
    services.record(me().issuer_id, kind, form.decided(me().id), plan)
    flash(f"Đã ghi nhận: {CHANGE_KINDS[kind].lower()}, từ ngày {form.on.data:%d/%m/%Y}.")
    if letterheads.questions(queries.own_issuer()):
        flash("Đầu văn bản còn ghi tên cũ: mở Quản trị → Đầu văn bản để trả lời.", "warning")
    open_now = count_undecided()
    if open_now > open_before:
        flash(f"Còn {open_now} điều phải quyết định lại ở thay đổi đã ghi nhận cho ngày sau.")
    if len(chosen) > 1 or open_now > open_before:
        return see_other("organizations.changes")
    return see_other("organizations.show", organization_id=first)


def _found_besides(kind: str, ids: list[int]) -> list[Organization]:
    """Return what was searched for to be changed, too."""
    sought = request.args.get("q", "")
    if not sought or kind in ONE_ONLY:
        return []
    listing = paged(queries.organizations(sought, None))
    return [row[0] for row in listing.rows if row[0].id not in ids]

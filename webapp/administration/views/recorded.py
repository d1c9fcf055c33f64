"""The page of one change on record: what it does to whom, and what must be decided anew."""

from flask import Response, flash, request

from webapp.accounts.can import Can
from webapp.accounts.gate import me, permit, reload_me
from webapp.accounts.models import ADMINISTRATOR, BOARD
from webapp.administration.queries import people as queries
from webapp.administration.queries.recorded import recorded
from webapp.administration.views.tree import bp
from webapp.core.lists import sliced
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.organizations import changes as services
from webapp.organizations.history_models import CHANGE_KINDS, Change
from webapp.organizations.models import Organization
from webapp.rules.reapplying import Question


@bp.get("/organizations/changes/<int:change_id>")
@permit(*BOARD)
def recorded_change(change_id: int) -> Response:
    """What a change does to which organization, and what it leaves open."""
    return _page(queries.own(Change, change_id))


@bp.post("/organizations/changes/<int:change_id>/leave-out/<int:organization_id>")
@permit(ADMINISTRATOR)
def leave_out(change_id: int, organization_id: int) -> Response:
    """Take one organization out of a change."""
    change = queries.own(Change, change_id)
    one = queries.own(Organization, organization_id)
    name = one.name
    try:
        services.leave_out(change, one)
    except Refused as refusal:
        return _refused(change_id, refusal)
    flash(f"Đã bỏ {name} ra khỏi thay đổi; các tổ chức khác giữ nguyên.")
    return see_other("organizations.recorded_change", change_id=change_id)


@bp.post("/organizations/changes/<int:change_id>/decide")
@permit(ADMINISTRATOR)
def decide(change_id: int) -> Response:
    """Decide anew of one organization: it does the same in the change, or not."""
    change = queries.own(Change, change_id)
    try:
        question = Question(_number("gone"), _number("heir"))
        services.decide(change, question, along=request.form.get("along") == "yes")
    except Refused as refusal:
        return _refused(change_id, refusal)
    flash("Đã ghi quyết định; thay đổi được áp dụng lại.")
    return see_other("organizations.recorded_change", change_id=change_id)


def _refused(change_id: int, refusal: Refused) -> Response:
    reload_me()  # what failed may have been rolled back, and let go of who is signed in
    return _page(queries.own(Change, change_id), str(refusal))


def _page(change: Change, refusal: str = "") -> Response:
    found = recorded(change)
    return page(
        "organizations/recorded.html",
        status=409 if refusal else 200,
        refusal=refusal,
        change=change,
        found=found,
        listing=sliced(found.members),
        title=CHANGE_KINDS[change.kind],
        can=Can(me()),
    )


def _number(name: str) -> int:
    asked = request.form.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) < 10 else 0

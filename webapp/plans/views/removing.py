"""Taking out of plans: an activity that can come back, a whole draft; and duplicating."""

from functools import partial

from flask import Response, abort, flash, request, url_for
from sqlalchemy.orm import selectinload

from webapp.accounts import gate, removed
from webapp.accounts.can import Can
from webapp.accounts.gate import child, me, permit
from webapp.accounts.models import PLANNER
from webapp.accounts.removed import RemovedRow, Undoable
from webapp.core.db import db
from webapp.core.forms import Form
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other, see_url
from webapp.plans import parts, queries
from webapp.plans.models import Activity, ContentGroup, Plan
from webapp.plans.removed_models import RemovedActivity
from webapp.plans.services import editing, removed_groups
from webapp.plans.services import removing as services
from webapp.plans.views import outline
from webapp.plans.views.plans import bp, load_row, row_page


class DeletionForm(Form):
    """Carries only the version of the plan that is to be deleted."""


@bp.post("/plans/<int:plan_id>/rows/<kind>/<int:row_id>/remove")
@permit(PLANNER)
def remove_row(plan_id: int, kind: str, row_id: int) -> Response:
    """Remove a row on which nothing rests yet, if it is still as the sender saw it."""
    plan, of, found = load_row(plan_id, kind, row_id)
    form = of.edit_form(found)
    if stale := form.stale_removal(found):
        return row_page(plan, of, kind, found, stale)
    if isinstance(found, Activity):
        return _remove_activity(plan_id, found, form.as_sent())
    if isinstance(found, ContentGroup) and found.items:
        return _remove_group(plan, found, form.as_sent())
    back = parts.address(plan, found)
    if asked := outline.remove(plan, found):
        return asked if isinstance(asked, Response) else see_url(back)
    undoable = None if editing.below(found) else UNDOABLE_ROWS.get(kind)
    kept = removed.keep(undoable, found, me()) if undoable else None
    try:
        editing.remove_row(found)
    except Refused as refusal:
        if kept is not None:
            db.session.delete(kept)
        flash(str(refusal))
        return see_url(back)
    if kept is None:
        flash("Đã xóa.")
    else:
        removed.offer("Đã xóa.", kept)
    return see_url(back)


def _restore(kind: str, kept: RemovedRow) -> str:
    """Bring a row back to its place among the others; its plan is loaded as for any change."""
    of = parts.KINDS[kind]
    row = removed.remade(of.table, kept)
    above = getattr(row, of.above)
    parent = db.session.get(of.parent, above) if of.parent else None
    if (of.parent and parent is None) or not Can(me()).plan:
        abort(404)
    plan = gate.load(Plan, parent.plan_id if parent else above)
    editing.put_back(row, parts.siblings(of, row))
    return parts.address(plan, row)


# Activities come back by themselves; a part of an outline may have answers that follow it.
UNDOABLE_ROWS = {
    kind: Undoable(f"plan_{kind}", partial(_restore, kind))
    for kind in parts.KINDS
    if kind not in ("activity", "outline_part")
}


def _remove_activity(plan_id: int, activity: Activity, sent: dict[str, str]) -> Response:
    """Remove an activity; where something stands under it, ask first, or say why it stays.

    *sent* is what the first press sent, to be sent again with the confirmation.
    """
    plan = gate.load(Plan, plan_id, queries.WITH_GROUPS)
    content = services.content_of(activity)
    if why := services.why_stays(plan, content.units):
        return page("plans/kept_activity.html", status=409, plan=plan, activity=activity, why=why)
    if content.told and request.form.get("confirmed") != "1":
        return page(
            "plans/remove_activity.html",
            plan=plan,
            activity=activity,
            told=content.told,
            sent=sent | {"confirmed": "1"},
        )
    title = activity.title
    try:
        services.remove_activity(plan, activity, me())
    except Refused as refusal:
        flash(str(refusal), "warning")
        return see_other("plans.activity", plan_id=plan_id, activity_id=activity.id)
    flash(f"Đã xóa hoạt động “{title}”. Có thể khôi phục ở cuối trang này.")
    return see_other("plans.activities", plan_id=plan_id)


def _remove_group(plan: Plan, group: ContentGroup, sent: dict[str, str]) -> Response:
    """Remove a group of contents with its items, after asking; *sent* as for an activity."""
    back = parts.address(plan, group)
    if request.form.get("confirmed") != "1":
        place = "“Nội dung giám sát”" if group.activity_id is None else "của hoạt động"
        sent = sent | {"confirmed": "1"}
        return page(
            "plans/remove_group.html", plan=plan, group=group, place=place, sent=sent, back=back
        )
    title = group.title
    try:
        removed_groups.remove_group(group, me())
    except Refused as refusal:
        flash(str(refusal), "warning")
    else:
        flash(f"Đã xóa nhóm nội dung “{title}”. Có thể khôi phục ở cuối trang này.")
    return see_url(back)


@bp.post("/plans/<int:plan_id>/removed/<int:removed_id>/restore")
@permit(PLANNER)
def restore_row(plan_id: int, removed_id: int) -> Response:
    """Bring a removed activity, or group of contents, back to its place."""
    plan = gate.load(Plan, plan_id)
    there = removed_id <= gate.LARGEST_ID
    found = db.session.get(RemovedActivity, removed_id) if there else None
    if found is None or found.plan_id != plan.id or not removed_groups.is_restorable(found):
        abort(404)
    title = found.title
    if removed_groups.GROUP in found.content:
        group = removed_groups.restore_group(found)
        flash(f"Đã khôi phục nhóm nội dung “{title}”.")
        return see_url(parts.address(plan, group))
    activity = services.restore(plan, found)
    flash(f"Đã khôi phục hoạt động “{title}”.")
    return see_other("plans.activity", plan_id=plan_id, activity_id=activity.id)


@bp.post("/plans/<int:plan_id>/activities/<int:activity_id>/duplicate")
@permit(PLANNER)
def duplicate_activity(plan_id: int, activity_id: int) -> Response:
    """Add another activity like this one, right behind it."""
    plan = gate.load(Plan, plan_id, queries.WITH_GROUPS, selectinload(Plan.activities))
    there = activity_id <= gate.LARGEST_ID
    found = parts.find(plan, parts.KINDS["activity"], activity_id) if there else None
    activity = child(found if isinstance(found, Activity) else None, True)
    made = services.duplicate(plan, activity)
    flash("Đã nhân bản hoạt động, chưa phân công đơn vị. Hãy sửa tên, thời gian của bản mới.")
    return see_other("plans.activity", plan_id=plan_id, activity_id=made.id)


@bp.route("/plans/<int:plan_id>/remove", methods=["GET", "POST"])
@permit(PLANNER)
def remove_plan(plan_id: int) -> Response:
    """Ask whether a draft plan, typed or brought in from a file, is to be deleted; delete it."""
    plan = gate.load(Plan, plan_id, queries.WITH_ACTIVITIES)
    form = DeletionForm(obj=plan)
    why = services.why_kept(plan)
    if not why and form.accepts(plan):
        try:
            services.delete_plan(plan)
        except Refused as refusal:
            why = str(refusal)
        else:
            flash("Đã xóa kế hoạch.")
            return see_other("plans.index")
    back = url_for("plans.show", plan_id=plan.id)
    if why:
        status = 409 if request.method == "POST" else 200
        return page("plans/kept_plan.html", status=status, plan=plan, why=why, back=back)
    return page("plans/remove_plan.html", form=form, plan=plan, back=back)

"""Texts of a plan that still speak of another year: one list, and the press that lets one stay."""

from flask import Response, flash, request, url_for

from webapp.accounts import gate
from webapp.accounts.can import Can
from webapp.accounts.gate import me, permit
from webapp.accounts.models import BOARD, PLANNER
from webapp.core.web import page, see_url
from webapp.plans import parts
from webapp.plans.models import BasisPaper, Plan
from webapp.plans.old_words import NONE, Mark, Marks, marks_of
from webapp.plans.services import looking
from webapp.plans.texts import KINDS
from webapp.plans.views.plans import bp


@bp.get("/plans/<int:plan_id>/old-words")
@permit(*BOARD)
def old_words(plan_id: int) -> Response:
    """What is to be read again in a plan that was begun from another, or from a model."""
    return _list(gate.load(Plan, plan_id))


@bp.post("/plans/<int:plan_id>/old-words/<place>/keep")
@permit(PLANNER)
def keep_words(plan_id: int, place: str) -> Response:
    """Let one text stay, if it still says what the sender saw; else both are shown (409)."""
    plan = gate.load(Plan, plan_id)
    looking.lock(plan)
    mark = marks_of(plan.id).at(place)
    back = url_for("plans.old_words", plan_id=plan.id)
    if mark is None:
        flash("Chỗ này không còn phải xem lại.")
        return see_url(back)
    seen = request.form.get("text", "")
    if seen.split() != mark.of.whole.split():
        return _list(plan, mark, seen)
    looking.keep(plan, mark.of, me())
    flash(f"Giữ nguyên: {mark.of.where}.")
    pages = {"place": _page_of(plan, mark), "shown": url_for("plans.show", plan_id=plan.id)}
    return see_url(pages.get(request.form.get("back", ""), back))


def _list(plan: Plan, changed: Mark | None = None, seen: str = "") -> Response:
    marks: Marks = marks_of(plan.id)
    return page(
        "plans/old_words.html",
        status=409 if changed else 200,
        plan=plan,
        marks=marks,
        lines=[(mark, _address(plan, mark), _edit(plan, mark)) for mark in marks.found],
        nothing=NONE,
        changed=changed,
        seen=seen,
        can=Can(me()),
    )


def _address(plan: Plan, mark: Mark) -> str:
    return f"{_page_of(plan, mark)}#mark-{mark.of.place}"


def _page_of(plan: Plan, mark: Mark) -> str:
    """Return the page that lists a text with its like; the plan's own stand on its page."""
    row = mark.of.row
    if row is None:
        return url_for("plans.show", plan_id=plan.id)
    if isinstance(row, BasisPaper):
        return url_for("plans.bases", plan_id=plan.id)
    return parts.address(plan, row)


def _edit(plan: Plan, mark: Mark) -> str:
    row = mark.of.row
    if row is None:
        return url_for("plans.edit", plan_id=plan.id)
    if isinstance(row, BasisPaper):
        return url_for("plans.basis", plan_id=plan.id, basis_id=row.id)
    return url_for("plans.row", plan_id=plan.id, kind=KINDS[type(row)], row_id=row.id)

"""Assigning many units at once: those ticked, all others, or a pasted list; and taking it back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from flask import Response, abort, flash, request

from webapp.accounts import gate
from webapp.accounts.gate import me, permit
from webapp.accounts.models import PLANNER
from webapp.core.db import db
from webapp.core.forms import Form
from webapp.core.web import month_name, page, see_other
from webapp.organizations.models import Organization
from webapp.plans import overview_words, queries, reading_list
from webapp.plans.forms.several import ALL, LEFT, ListForm, offered, several_form
from webapp.plans.models import AssignmentBatch, Plan
from webapp.plans.queries import Overview, Reach
from webapp.plans.services import assigning
from webapp.plans.services.assigning import Wanted
from webapp.plans.views.plans import bp
from webapp.rules.names import holds
from webapp.rules.text import search_words

MOST_SHOWN = 80  # units to tick on one page
MOST_TOLD = 5  # units that stay, in one sentence


@dataclass
class Units:
    """The units of a plan's year and what each is assigned, read once for a page."""

    plan: Plan

    @cached_property
    def committees(self) -> Sequence[Organization]:
        return queries.committees(self.plan)

    @cached_property
    def overview(self) -> Overview:
        return queries.overview(self.plan, queries.papers([self.plan.id])[self.plan.id].known_from)

    @cached_property
    def rows(self) -> list[Reach]:
        """All that may be chosen, each with its places."""
        known = {row.organization.id: row for row in self.overview.rows}
        return [known.get(one.id) or Reach(one) for one in self.committees]

    @property
    def left(self) -> list[Organization]:
        """Those that the plan asks for and that have no place; of all, where it asks for none."""
        if self.plan.reaches_all:
            return self.overview.unreached
        return [row.organization for row in self.rows if not row.places]

    @property
    def have(self) -> set[Wanted]:
        """What is assigned already."""
        places = [place.assignment for row in self.overview.rows for place in row.places]
        return {(one.activity_id, one.organization_id, one.month) for one in places}

    def sought(self, asked: str) -> list[tuple[str, list[Reach]]]:
        """Return the units that a search finds, grouped by whether they have a place."""
        parts = search_words(asked)
        found = [row for row in self.rows if holds(row.organization.search_key, parts)]
        groups = (
            ("Chưa có phân công", [row for row in found if not row.places]),
            ("Đã có phân công", [row for row in found if row.places]),
        )
        return [(title, rows) for title, rows in groups if rows]


def _units(plan_id: int) -> Units:
    plan = gate.load(Plan, plan_id, queries.WITH_ACTIVITIES)
    if not offered(plan):
        abort(404)
    return Units(plan)


def _form_of(units: Units) -> type[Form]:
    return several_form(units.plan, units.committees)


@bp.get("/plans/<int:plan_id>/assignments/several")
@permit(PLANNER)
def several(plan_id: int) -> Response:
    """Many units, to be ticked and given one month, or the year to themselves."""
    units = _units(plan_id)
    asked = {"activity_id": request.args.get("activity_id", type=int)}
    return _several_page(units, _form_of(units)(formdata=None, data=asked))


@bp.post("/plans/<int:plan_id>/assignments/several")
@permit(PLANNER)
def assign_several(plan_id: int) -> Response:
    """Assign those ticked, all others or all, in one transaction."""
    units = _units(plan_id)
    form = _form_of(units)()
    if not form.validate_on_submit():
        return _several_page(units, form)
    chosen = _chosen(units, form)
    activity = next(one for one in units.plan.activities if one.id == form.activity_id.data)
    month = form.first_of_month
    when = f", {month_name(month)}" if month else ""
    count = assigning.give(
        units.plan,
        [(activity.id, number, month) for number in chosen],
        me(),
        f"{activity.title}{when}",
    )
    return _given(units.plan, count, len(chosen))


def _chosen(units: Units, form: Form) -> list[int]:
    if form.whom.data == LEFT:
        return [one.id for one in units.left]
    if form.whom.data == ALL:
        asked = units.overview.asked
        return [one.id for one in (asked.committees if asked else units.committees)]
    return list(form.organization_ids.data)


def _given(plan: Plan, count: int, chosen: int) -> Response:
    if count:
        had = f"; {chosen - count} đơn vị đã có từ trước" if chosen > count else ""
        flash(f"Đã thêm {count} phân công{had}. Có thể hoàn tác ở đầu trang.")
    else:
        flash("Không có gì để thêm: các đơn vị được chọn đã có phân công này.")
    return see_other("plans.assignments", plan_id=plan.id)


def _several_page(units: Units, form: Form) -> Response:
    asked = request.args.get("q", "")[:100]
    groups = units.sought(asked)
    total = sum(len(rows) for _, rows in groups)
    return page(
        "plans/several.html",
        plan=units.plan,
        form=form,
        groups=_first(groups),
        total=total,
        hidden=max(total - MOST_SHOWN, 0),
        left=len(units.left),
        sought=asked,
        ticked=set(form.organization_ids.data or ()),
        names={one.value: one.label for one in form.organization_ids.choices},
        said=overview_words.assigned,
    )


def _first(groups: Iterable[tuple[str, list[Reach]]]) -> list[tuple[str, int, list[Reach]]]:
    """Return as many units as one page shows, each group with how many it has."""
    found, room = [], MOST_SHOWN
    for title, rows in groups:
        found.append((title, len(rows), rows[:room]))
        room -= min(room, len(rows))
    return found


@bp.route("/plans/<int:plan_id>/assignments/list", methods=["GET", "POST"])
@permit(PLANNER)
def assign_list(plan_id: int) -> Response:
    """A list, pasted or in a file: looked over line by line, then taken as a whole."""
    units = _units(plan_id)
    form = ListForm()
    form.take_file()
    lines: list[reading_list.Read] = []
    if form.validate_on_submit():
        lines = reading_list.read(form.text.data, units.plan, units.committees, units.have)
        faults = [one for one in lines if one.fault]
        if faults:
            form.text.errors = [f"Còn {len(faults)} dòng cần sửa; chưa có gì được thêm."]
        elif not lines:
            form.text.errors = ["Danh sách chưa có dòng nào."]
        elif request.form.get("confirmed"):
            wanted = [one.wanted for one in lines if one.wanted]
            count = assigning.give(units.plan, wanted, me(), f"Danh sách {len(lines)} dòng")
            return _given(units.plan, count, len(wanted))
    return _list_page(units, form, lines)


def _list_page(units: Units, form: Form, lines: Sequence[reading_list.Read]) -> Response:
    is_right = bool(lines) and not form.errors
    answer = page(
        "plans/list.html",
        plan=units.plan,
        form=form,
        lines=lines,
        is_right=is_right,
        added=sum(not one.is_there for one in lines),
        activities=offered(units.plan),
    )
    if is_right:
        answer.status_code = 200  # it is looked over: nothing is wrong
    return answer


@bp.post("/plans/<int:plan_id>/assignments/batches/<int:batch_id>/take-back")
@permit(PLANNER)
def take_back_batch(plan_id: int, batch_id: int) -> Response:
    """Take out what was given together; who has begun stays, and is named."""
    plan = gate.load(Plan, plan_id)
    batch = db.session.get(AssignmentBatch, batch_id) if batch_id <= gate.LARGEST_ID else None
    if batch is None or batch.plan_id != plan.id:
        abort(404)
    done = assigning.take_back(plan, batch)
    flash(f"Đã hoàn tác: bỏ {done.count} phân công.")
    for name, why in done.stays[:MOST_TOLD]:
        flash(f"{name} giữ nguyên: {why}")
    if len(done.stays) > MOST_TOLD:
        flash(f"Và {len(done.stays) - MOST_TOLD} đơn vị khác giữ nguyên.")
    return see_other("plans.assignments", plan_id=plan.id)

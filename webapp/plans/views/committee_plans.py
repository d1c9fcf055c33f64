"""By when committees have plans of their own, and which of them have none."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, flash, request, url_for

from webapp.accounts import gate
from webapp.accounts.can import Can
from webapp.accounts.gate import EVERYBODY, me, permit
from webapp.accounts.models import PLANNER
from webapp.accounts.terms import terms
from webapp.core.forms import Form
from webapp.core.lists import sliced
from webapp.core.web import page, see_other
from webapp.milestones import engine
from webapp.milestones.models import Milestone
from webapp.milestones.views import moves_page, seen_moves
from webapp.organizations.models import Organization
from webapp.plans import overview_words, queries, rule_words
from webapp.plans.forms.own_plans import OwnPlansDueForm
from webapp.plans.kinds import OWN_PLAN_DUE
from webapp.plans.models import CommitteePlan, Plan
from webapp.plans.services import moving, own_plans
from webapp.plans.views.plans import bp
from webapp.rules.text import short_date


@dataclass(frozen=True)
class Line:
    """A committee, what it recorded of its own plan, and what it owes."""

    organization: Organization
    row: CommitteePlan | None = None
    owed: Milestone | None = None

    @property
    def has_none(self) -> bool:
        return self.row is None or not self.row.symbol


SHOWS: dict[str, tuple[str, Callable[[Line], bool]]] = {
    "": ("Tất cả", lambda _line: True),
    "none": ("Chưa có kế hoạch", lambda line: line.has_none),
    "late": (
        "Quá hạn",
        lambda line: line.has_none and line.owed is not None and line.owed.is_late,
    ),
    "unspread": (
        "Đã có, chưa quán triệt",
        lambda line: line.row is not None and not line.has_none and not line.row.spread_on,
    ),
}


def _lines(plan: Plan) -> list[Line]:
    rows = queries.committee_plans(plan.id)
    owed = engine.found_among([OWN_PLAN_DUE], own_plans.ABOUT, [one.id for one in rows.values()])
    found = []
    for one in queries.committees(plan):
        row = rows.get(one.id)
        found.append(Line(one, row, owed.get((OWN_PLAN_DUE.key, row.id)) if row else None))
    return found


def board_page(plan: Plan, form: Form | None = None) -> Response:
    """Who has a plan of their own, narrowed as the address asks; the planner says by when."""
    lines = _lines(plan)
    show = request.args.get("show", "")
    fits = SHOWS.get(show, SHOWS[""])[1]
    return page(
        "plans/committee_plans.html",
        plan=plan,
        form=form or OwnPlansDueForm(obj=plan),
        can=Can(me()),
        listing=sliced([one for one in lines if fits(one)]),
        total=len(lines),
        have=sum(not one.has_none for one in lines),
        shows=[(key, words, sum(map(of, lines))) for key, (words, of) in SHOWS.items()],
        show=show if show in SHOWS else "",
        due=due_words(plan),
        standing_of=overview_words.committee_plan,
    )


def due_words(plan: Plan) -> str:
    """Say by when committees have plans of their own; "" where the plan does not."""
    if plan.own_plan_rule:
        return f"{rule_words.shown(plan.own_plan_rule)}, tính từ ngày ban hành kế hoạch này"
    return f"chậm nhất ngày {short_date(plan.own_plan_on)}" if plan.own_plan_on else ""


@bp.post("/plans/<int:plan_id>/committee-plan/due")
@permit(PLANNER)
def own_plans_due(plan_id: int) -> Response:
    """Say by when committees have plans of their own; which due days move is asked first."""
    plan = gate.load(Plan, plan_id)
    form = OwnPlansDueForm()
    form.year = plan.year
    if not form.accepts(plan):
        return board_page(plan, form)
    if moves := moving.own_plans_due(plan, form.values(), seen_moves()):
        return moves_page(
            moves,
            form.as_sent(),
            title="Thay đổi này làm chuyển thời hạn",
            button="Lưu và tính lại thời hạn",
            back=url_for("plans.committee_plan", plan_id=plan.id),
        )
    words = due_words(plan)
    told = f"Đã lưu. Hạn xây dựng kế hoạch: {words}." if words else "Đã lưu: không đặt hạn."
    flash(terms()(told))
    return see_other("plans.committee_plan", plan_id=plan.id)


@bp.get("/committee-plans/<int:committee_plan_id>")
@permit(*EVERYBODY)
def own_plan(committee_plan_id: int) -> Response:
    """Lead on to where a committee's own plan is recorded."""
    found = gate.load(CommitteePlan, committee_plan_id)
    return see_other("plans.committee_plan", plan_id=found.plan_id)

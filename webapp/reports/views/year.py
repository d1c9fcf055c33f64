"""The year as a picture, one assignment's road, and what was heard in the year."""

from collections.abc import Sequence

from flask import Blueprint, Response
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts.can import Can
from webapp.accounts.gate import EVERYBODY, load, me, permit, rows
from webapp.accounts.models import BOARD
from webapp.accounts.terms import terms
from webapp.attending.models import REMARK_KINDS
from webapp.core.db import db
from webapp.core.web import page, see_other
from webapp.documents.models import Document
from webapp.milestones.closing import closings_of
from webapp.milestones.models import Milestone, is_latest
from webapp.milestones.standing import DUE, LATE, Standing
from webapp.observations import standing as observations
from webapp.plans.models import Activity, Assignment, Plan
from webapp.plans.queries import plan_in_force
from webapp.plans.services.editing import current_plan
from webapp.reports import narrowing
from webapp.reports.can import CanMonth
from webapp.reports.queries import assignment as queries
from webapp.reports.queries import heard
from webapp.reports.queries.progress import ROUND_STEPS
from webapp.reports.queries.year import year_of
from webapp.visits.papers.in_force import unreplaced
from webapp.visits.queries.changes import lines_of, since_announced

bp = Blueprint("reports", __name__)


@bp.get("/year")
@permit(*BOARD)
def latest() -> Response:
    """The picture of this year's plan, else of the newest."""
    plan = current_plan(me())
    if plan is None:
        return see_other("plans.index")
    return see_other("reports.year", plan_id=plan.id)


@bp.get("/plans/<int:plan_id>/year")
@permit(*BOARD)
def year(plan_id: int) -> Response:
    """What is due, late, done: committees and units × months, rounds × steps."""
    plan = load(Plan, plan_id)
    found = year_of(plan)
    return page(
        "reports/year.html",
        plan=plan,
        found=found,
        can=Can(me()),
        shown=narrowing.Shown(found, narrowing.asked()),
        round_steps=ROUND_STEPS,
        not_issued=Standing("Kế hoạch chưa ban hành", DUE),
        forgotten=Standing("Chưa phân công", LATE),
        issued=plan_in_force(plan.id),
    )


@bp.get("/assignments/<int:assignment_id>")
@permit(*EVERYBODY)
def assignment(assignment_id: int) -> Response:
    """One committee's month: every step of its road with what is next."""
    found = load(
        Assignment,
        assignment_id,
        joinedload(Assignment.organization),
        joinedload(Assignment.activity).joinedload(Activity.plan),
    )
    notice, choice = queries.begun(found)
    can, owed = CanMonth(me(), choice is not None), _owed(found)
    known = unreplaced(found.id) if can.oversee else []
    in_force = [document for document in known if document.withdrawn_at is None]
    return page(
        "reports/assignment.html",
        assignment=found,
        notice=notice,
        choice=choice,
        can=can,
        visits=queries.visits_of(found) if can.see_visits else [],
        papers=_papers(found),
        to_repeat=[document for document in known if document.withdrawn_at],
        changed=lines_of(since_announced(found, in_force)) if choice and can.oversee else [],
        repeat=Standing("Lịch đã thay đổi, cần thông báo lại", LATE),
        amend=Standing("Lịch đã thay đổi, cần thông báo điều chỉnh", LATE),
        owed=owed,
        closings=closings_of(owed.values()),
    )


@bp.get("/plans/<int:plan_id>/synthesis/heard")
@permit(*BOARD)
def show_heard(plan_id: int) -> Response:
    """What was noted on standing topics, good models, proposals, opinions, who did not come."""
    plan = load(Plan, plan_id)
    return page(
        "reports/heard.html",
        plan=plan,
        heard=heard.heard_in(plan),
        kinds={kind: terms()(words) for kind, words in REMARK_KINDS.items()},
        stands=observations,
    )


def _papers(assignment: Assignment) -> Sequence[Document]:
    """Return the papers about an assignment that the person may see, newest first."""
    about = (Document.subject_kind == "assignment", Document.subject_id == assignment.id)
    return db.session.scalars(rows(Document, *about).order_by(Document.id.desc())).all()


def _owed(assignment: Assignment) -> dict[str, Milestone]:
    """Return the assignment's milestones by kind; what is due again in place of what was done."""
    about = (Milestone.subject_kind == "assignment", Milestone.subject_id == assignment.id)
    rows = select(Milestone).where(*about, is_latest())
    return {one.kind: one for one in db.session.scalars(rows)}

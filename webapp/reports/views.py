"""The year as a picture, one assignment's road, and the synthesis of the year."""

from collections.abc import Sequence

from flask import Blueprint, Response, flash
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts.gate import EVERYBODY, load, me, permit, rows
from webapp.accounts.models import BOARD, PLANNER
from webapp.attending.models import REMARK_KINDS
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.documents import services as documents
from webapp.documents.anew import wants_anew
from webapp.documents.models import Document
from webapp.milestones.models import Milestone
from webapp.notices.models import Notice
from webapp.plans.models import Activity, Assignment, Plan
from webapp.reports import heard, queries, synthesis, synthesis_paper
from webapp.reports.progress import ROUND_STEPS
from webapp.reports.year import year_of
from webapp.visits.changes import since_told
from webapp.visits.models import Choice
from webapp.visits.papers import to_repeat

bp = Blueprint("reports", __name__)


@bp.get("/year")
@permit(*BOARD)
def latest() -> Response:
    """The picture of the newest plan."""
    plan = db.session.scalars(rows(Plan).order_by(Plan.year.desc(), Plan.id.desc())).first()
    if plan is None:
        return see_other("plans.index")
    return see_other("reports.year", plan_id=plan.id)


@bp.get("/plans/<int:plan_id>/year")
@permit(*BOARD)
def year(plan_id: int) -> Response:
    """What is due, late, done: committees and units × months, rounds × steps."""
    plan = load(Plan, plan_id)
    return page(
        "reports/year.html",
        plan=plan,
        found=year_of(plan),
        round_steps=ROUND_STEPS,
        issued=documents.current("plan", ("plan", plan.id)),
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
    choice = db.session.scalars(
        select(Choice).where(Choice.assignment_id == found.id)
    ).one_or_none()
    visible = me().is_board or choice is not None
    return page(
        "reports/assignment.html",
        assignment=found,
        notice=db.session.scalars(
            select(Notice).where(Notice.assignment_id == found.id)
        ).one_or_none(),
        choice=choice,
        visits=queries.visits_of(found) if visible else [],
        papers=_papers(found),
        to_repeat=to_repeat([found.id]).get(found.id, []),
        changed=since_told(found) if choice and me().is_board else [],
        owed=_owed(found),
    )


@bp.get("/plans/<int:plan_id>/synthesis")
@permit(*BOARD)
def show_synthesis(plan_id: int) -> Response:
    """The year gathered, as a page."""
    plan = load(Plan, plan_id)
    return page(
        "reports/synthesis.html",
        plan=plan,
        found=synthesis.gather(plan),
        document=documents.current("synthesis", ("plan", plan.id)),
    )


@bp.get("/plans/<int:plan_id>/synthesis/heard")
@permit(*BOARD)
def show_heard(plan_id: int) -> Response:
    """What was noted on standing topics, good models, proposals, opinions, who did not come."""
    plan = load(Plan, plan_id)
    return page("reports/heard.html", plan=plan, heard=heard.heard_in(plan), kinds=REMARK_KINDS)


@bp.post("/plans/<int:plan_id>/synthesis")
@permit(PLANNER)
def compose_synthesis(plan_id: int) -> Response:
    """Write the report to the provincial standing committee from today's figures."""
    plan = load(Plan, plan_id)
    try:
        document = synthesis_paper.compose(plan, me(), anew=wants_anew())
    except Refused as error:
        flash(str(error))
        return see_other("reports.show_synthesis", plan_id=plan.id)
    return see_other("documents.show", document_id=document.id)


def _papers(assignment: Assignment) -> Sequence[Document]:
    """Return the papers about an assignment that the person may see, newest first."""
    about = (Document.subject_kind == "assignment", Document.subject_id == assignment.id)
    return db.session.scalars(rows(Document, *about).order_by(Document.id.desc())).all()


def _owed(assignment: Assignment) -> dict[str, Milestone]:
    """Return the assignment's milestones by kind."""
    about = (Milestone.subject_kind == "assignment", Milestone.subject_id == assignment.id)
    return {one.kind: one for one in db.session.scalars(select(Milestone).where(*about))}

"""Who of both levels is to be at a visit, on the screen: named, and answering."""

from flask import Response, abort, flash, url_for
from sqlalchemy.orm import joinedload

from webapp.accounts import gate, removed
from webapp.accounts.gate import EVERYBODY, child, me, permit
from webapp.accounts.models import OFFICE, PLANNER
from webapp.accounts.removed import RemovedRow, Undoable
from webapp.core.db import db
from webapp.core.forms import Form
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.plans.kinds import ACTIVITIES
from webapp.plans.models import Assignment
from webapp.visits.attendee_forms import AnswerForm, name_form
from webapp.visits.attendee_models import SIDES, Attendee
from webapp.visits.can import CanName
from webapp.visits.models import Visit
from webapp.visits.queries import attendees as queries
from webapp.visits.services import attendees as services
from webapp.visits.views.blueprint import bp


@bp.get("/visits/<int:visit_id>/people")
@permit(*EVERYBODY)
def people(visit_id: int) -> Response:
    """Both sides: who is to come, and what they answered."""
    visit = _visit(visit_id)
    found = queries.attendees_of(visit.id)
    return page(
        "visits/people.html",
        visit=visit,
        sides=queries.by_side(found),
        counted=queries.counted(found),
        can=CanName(me(), visit),
        attendee_words=queries,
    )


@bp.route("/visits/<int:visit_id>/people/<side>/new", methods=["GET", "POST"])
@permit(PLANNER, OFFICE)
def name_person(visit_id: int, side: str) -> Response:
    """Name somebody of a side: of an account, or typed."""
    visit = _visit(visit_id)
    if side not in SIDES:
        abort(404)
    if not CanName(me(), visit).name(side):
        abort(403)
    form = name_form(queries.choosable(visit, side))()
    if form.validate_on_submit():
        try:
            services.add(visit, side, form.values(), me())
        except Refused as refusal:
            form.user_id.errors = [str(refusal)]
        else:
            flash("Đã ghi tên vào thành phần dự.")
            return see_other(".people", visit_id=visit.id)
    title = f"Thêm người dự, {SIDES[side].lower()}"
    return page("visits/person.html", visit=visit, form=form, title=title, one=None)


@bp.route("/visits/<int:visit_id>/people/<int:attendee_id>", methods=["GET", "POST"])
@permit(*EVERYBODY)
def answer_person(visit_id: int, attendee_id: int) -> Response:
    """Answer: comes, sends somebody, cannot; by oneself or for who has no account."""
    visit, one = _attendee(visit_id, attendee_id)
    if not CanName(me(), visit).answer(one):
        abort(403)
    form = AnswerForm(obj=one)
    if form.accepts(one):
        services.answer(visit, one, form.values(), me())
        flash(f"Đã ghi trả lời của đồng chí {one.name}.")
        return see_other(".people", visit_id=visit.id)
    return _answer_page(visit, one, form)


def _answer_page(visit: Visit, one: Attendee, form: Form) -> Response:
    title = f"Trả lời của đồng chí {one.name}"
    return page("visits/person.html", visit=visit, form=form, title=title, one=one)


@bp.post("/visits/<int:visit_id>/people/<int:attendee_id>/remove")
@permit(PLANNER, OFFICE)
def remove_person(visit_id: int, attendee_id: int) -> Response:
    """Take somebody out, unless they answered since the page was opened."""
    visit, one = _attendee(visit_id, attendee_id)
    if not CanName(me(), visit).name(one.side):
        abort(403)
    if stale := AnswerForm(obj=one).stale_removal(one):
        return _answer_page(visit, one, stale)
    kept = removed.keep(ATTENDEE, one, me())
    services.remove(visit, one, me())
    removed.offer(f"Đã bỏ đồng chí {one.name} khỏi thành phần dự.", kept)
    return see_other(".people", visit_id=visit.id)


def _restore(kept: RemovedRow) -> str:
    one = removed.remade(Attendee, kept)
    visit = _visit(one.visit_id)
    if not CanName(me(), visit).name(one.side):
        abort(403)
    services.name(visit, one, me())
    return url_for("visits.people", visit_id=visit.id)


ATTENDEE = Undoable("attendee", _restore)


def _visit(visit_id: int) -> Visit:
    """Load a visit to a meeting that is attended; a round's session has a page of its own."""
    visit = gate.load(
        Visit,
        visit_id,
        joinedload(Visit.meeting),
        joinedload(Visit.organization),
        joinedload(Visit.assignment).joinedload(Assignment.activity),
        joinedload(Visit.assignment).joinedload(Assignment.organization),
    )
    return child(visit, ACTIVITIES[visit.assignment.activity.kind].attends)


def _attendee(visit_id: int, attendee_id: int) -> tuple[Visit, Attendee]:
    visit = _visit(visit_id)
    found = db.session.get(Attendee, attendee_id) if attendee_id <= gate.LARGEST_ID else None
    if found is None or found.visit_id != visit.id:
        abort(404)
    return visit, found

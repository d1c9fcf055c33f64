"""Rounds on screen: the list, one round's page, its units, sessions, team and papers."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, flash, request
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts.gate import LARGEST_ID, child, me, permit
from webapp.accounts.models import BOARD, LEADER, MEMBER, PLANNER
from webapp.core.db import db
from webapp.core.forms import lock
from webapp.core.lists import sliced
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.documents.anew import wants_anew
from webapp.documents.models import Document
from webapp.documents.services import NotReady
from webapp.milestones.services import Counting, calendar_of
from webapp.plans import services as plans
from webapp.plans.dues import papers_duty
from webapp.plans.models import Activity, Assignment
from webapp.plans.queries import committees
from webapp.plans.round_models import Seat
from webapp.rounds import announcing, coming, papers_due, queries, reporting, seating, services
from webapp.rounds.drawing import how_many, lines_of
from webapp.rounds.forms import PapersDueForm, PutOffForm, SeatNameForm, Session, SessionForm
from webapp.rules.text import fold

__all__ = ("bp", "coming")  # importing it lets it answer

bp = Blueprint("rounds", __name__)


@bp.get("/rounds")
@permit(*BOARD)
def index() -> Response:
    """The rounds of the plans, each with how far it is."""
    return page("rounds/index.html", rounds=queries.rounds())


@bp.get("/rounds/<int:activity_id>")
@permit(*BOARD)
def show(activity_id: int) -> Response:
    """One round on one page."""
    return _page(queries.load_round(activity_id))


@bp.get("/rounds/<int:activity_id>/units")
@permit(*BOARD)
def units(activity_id: int) -> Response:
    """The units that are chosen, and those that can be, not looked at for the longest first."""
    return _units_page(queries.load_round(activity_id))


@bp.post("/rounds/<int:activity_id>/units")
@permit(PLANNER)
def choose(activity_id: int) -> Response:
    """Choose a unit."""
    activity = queries.load_round(activity_id)
    asked = request.form.get("organization", "")
    unit = next((one for one in committees(activity.plan) if str(one.id) == asked), None)
    if unit is None:
        return _units_page(activity, refusal="Hãy chọn một đơn vị trong danh sách.")
    try:
        aside = services.choose(activity, unit, me())
    except Refused as error:
        return _units_page(queries.load_round(activity_id), refusal=str(error))
    flash(f"Đã chọn {unit.name}.{_to_repeat(aside)}")
    return see_other("rounds.units", activity_id=activity_id, q=request.form.get("q") or None)


@bp.post("/rounds/<int:activity_id>/units/<int:assignment_id>/remove")
@permit(PLANNER)
def leave_out(activity_id: int, assignment_id: int) -> Response:
    """Take a unit out, as long as nothing would be lost."""
    activity, assignment = _assignment(activity_id, assignment_id)
    name = assignment.organization.name
    try:
        aside = services.leave_out(activity, assignment, me())
    except Refused as error:
        return _units_page(queries.load_round(activity_id), refusal=str(error))
    flash(f"Đã bỏ {name}.{_to_repeat(aside)}")
    return see_other("rounds.units", activity_id=activity_id)


@bp.route("/rounds/<int:activity_id>/units/<int:assignment_id>/session", methods=["GET", "POST"])
@permit(PLANNER)
def session(activity_id: int, assignment_id: int) -> Response:
    """Set or move a unit's session."""
    activity, assignment = _assignment(activity_id, assignment_id)
    visit = services.session_of(assignment)
    if visit is not None and request.method == "POST":
        lock(visit.meeting)
    shown = _shown(activity, assignment)
    form = SessionForm(obj=shown)
    if form.accepts(shown):
        try:
            aside = services.set_session(activity, assignment, form.when, me())
        except Refused as error:
            form.form_errors.append(str(error))
        else:
            flash(f"Đã lưu buổi làm việc.{_outside(activity_id, form)}{_to_repeat(aside)}")
            return see_other("rounds.show", activity_id=activity_id, _anchor="units")
    return page(
        "rounds/session.html",
        form=form,
        activity=activity,
        assignment=assignment,
        put_off=services.put_off_of(assignment),
        may_put_off=visit is not None and not visit.held_at,
    )


@bp.route("/rounds/<int:activity_id>/units/<int:assignment_id>/put-off", methods=["GET", "POST"])
@permit(PLANNER)
def put_off(activity_id: int, assignment_id: int) -> Response:
    """Put a unit's session off, with the reason; it can be set again later."""
    activity, assignment = _assignment(activity_id, assignment_id)
    visit = services.session_of(assignment) or services.put_off_of(assignment)
    if visit is None:
        return see_other("rounds.session", activity_id=activity_id, assignment_id=assignment_id)
    form = PutOffForm(obj=visit)
    if form.accepts(visit):
        try:
            aside = services.put_off(activity, assignment, form.cancel_reason.data, me())
        except Refused as error:
            form.form_errors.append(str(error))
        else:
            flash(f"Đã hoãn buổi làm việc.{_to_repeat(aside)}")
            return see_other("rounds.show", activity_id=activity_id, _anchor="units")
    return page(
        "rounds/put_off.html", form=form, activity=activity, assignment=assignment, visit=visit
    )


@bp.route("/rounds/<int:activity_id>/seats/<int:seat_id>", methods=["GET", "POST"])
@permit(PLANNER)
def seat(activity_id: int, seat_id: int) -> Response:
    """Fill in whom an invited body sends."""
    activity = queries.load_round(activity_id)
    row = db.session.scalars(
        select(Seat).where(Seat.id == min(seat_id, LARGEST_ID), Seat.activity_id == activity.id)
    ).one_or_none()
    if row is None or row.user_id is not None:
        abort(404)
    form = SeatNameForm(obj=row)
    if form.accepts(row):
        plans.change(row, form.values())
        flash("Đã ghi tên.")
        return see_other("rounds.show", activity_id=activity_id, _anchor="team")
    return page("rounds/seat.html", form=form, activity=activity, seat=row)


@bp.route("/rounds/<int:activity_id>/papers-due", methods=["GET", "POST"], endpoint="papers_due")
@permit(PLANNER)
def set_papers_due(activity_id: int) -> Response:
    """Set by when all units send the papers asked for."""
    activity = queries.load_round(activity_id)
    duty = papers_due.duty_of(activity.id)
    if duty is not None and request.method == "POST":
        lock(duty)
    shown = papers_due.shown(activity, duty)
    form = PapersDueForm(obj=shown)
    if form.accepts(shown):
        try:
            aside = papers_due.set_due(activity, form.day.data, form.hour.data, me())
        except Refused as error:
            form.form_errors.append(str(error))
        else:
            flash(f"Đã định hạn gửi tài liệu.{_to_repeat(aside)}")
            return see_other("rounds.show", activity_id=activity_id, _anchor="papers")
    asked = announcing.papers_to_send(activity.id)
    return page("rounds/papers_due.html", form=form, activity=activity, asked=asked)


@bp.post("/rounds/<int:activity_id>/announcement")
@permit(PLANNER)
def announce(activity_id: int) -> Response:
    """Compose the announcement to the chosen units."""
    return _compose(queries.load_round(activity_id), announcing.announce)


@bp.post("/rounds/<int:activity_id>/invitation")
@permit(PLANNER)
def invite(activity_id: int) -> Response:
    """Compose the invitation to the kick-off and the sessions."""
    return _compose(queries.load_round(activity_id), announcing.invite)


@bp.post("/rounds/<int:activity_id>/report")
@permit(PLANNER, LEADER, MEMBER)
def report(activity_id: int) -> Response:
    """Compose the report: the planner does, or the team's secretary."""
    activity = queries.load_round(activity_id)
    if not reporting.may_report(queries.seats_of(activity_id), me()):
        abort(403)
    return _compose(activity, reporting.compose)


def _compose(activity: Activity, make: Callable[..., Document]) -> Response:
    try:
        document = make(activity, me(), anew=wants_anew())
    except (Refused, NotReady) as error:
        return _page(queries.load_round(activity.id), refusal=str(error))
    return see_other("documents.show", document_id=document.id)


def _assignment(activity_id: int, assignment_id: int) -> tuple[Activity, Assignment]:
    activity = queries.load_round(activity_id)
    found = db.session.scalars(
        select(Assignment)
        .options(joinedload(Assignment.organization))
        .where(
            Assignment.id == min(assignment_id, LARGEST_ID), Assignment.activity_id == activity_id
        )
    ).one_or_none()
    return activity, child(found, found is not None)


def _shown(activity: Activity, assignment: Assignment) -> Session:
    visit = services.session_of(assignment)
    if visit is None:
        opens = activity.round.opens_on if activity.round else None
        return Session(0, opens, None, assignment.organization.place)
    meeting = visit.meeting
    hour = meeting.hour if meeting.is_hour_set else None
    return Session(meeting.version, meeting.day, hour, meeting.place)


def _outside(activity_id: int, form: SessionForm) -> str:
    window = queries.load_round(activity_id).round
    if window is None or window.opens_on <= form.day.data <= window.closes_on:
        return ""
    return " Ngày này nằm ngoài thời gian của đợt, hãy kiểm tra lại."


def _to_repeat(aside: list[str]) -> str:
    return f" Cần thông báo lại, thay cho: {', '.join(aside)}." if aside else ""


def _units_page(activity: Activity, refusal: str = "") -> Response:
    chosen = queries.units_of(activity)
    taken = {unit.assignment.organization_id for unit in chosen}
    announcement = queries.milestones_of([activity.id]).get((activity.id, "announcement"))
    q = request.args.get("q", "")[:200]
    open_ones = [
        one
        for one in committees(activity.plan)
        if one.id not in taken and all(word in one.search_key for word in fold(q).split())
    ]
    return page(
        "rounds/units.html",
        status=409 if refusal else 200,
        activity=activity,
        chosen=chosen,
        listing=sliced(queries.candidates(activity, open_ones)),
        counter=queries.counter(activity, len(chosen), announcement),
        asks_without_due=_asks_without_due(activity),
        q=q,
        refusal=refusal,
    )


def _asks_without_due(activity: Activity) -> bool:
    is_due = papers_due.due_of(activity, papers_duty(activity.duties)) is not None
    return not is_due and bool(announcing.papers_to_send(activity.id))


def _contents_beside_topic(activity: Activity) -> list[str]:
    topics = lines_of(activity.round.topic) if activity.round else []
    return [title for title in queries.own_contents(activity.id) if title not in topics]


def _page(activity: Activity, refusal: str = "") -> Response:
    found = queries.units_of(activity)
    queries.add_clashes(activity, found)
    seats = queries.seats_of(activity.id)
    owed = queries.milestones_of([activity.id])
    calendar = calendar_of(activity.plan.issuer_id)
    announcement = owed.get((activity.id, "announcement"))
    report_owed = owed.get((activity.id, "round_report"))
    context: dict[str, Any] = {
        "announced": (announcement, queries.timeliness(announcement, calendar)),
        "reported": (report_owed, queries.timeliness(report_owed, calendar)),
        "asked": announcing.papers_to_send(activity.id),
        "papers_due": papers_due.due_of(
            activity, papers_duty(activity.duties), Counting(calendar, me().issuer.clear_days)
        ),
    }
    return page(
        "rounds/show.html",
        status=409 if refusal else 200,
        activity=activity,
        window=activity.round,
        contents=_contents_beside_topic(activity),
        units=found,
        untold=[unit for unit in found if not unit.is_told],
        counter=queries.counter(activity, len(found), announcement),
        seats=seats,
        role_of=seating.role_of,
        name_of=seating.name_of,
        title_of=seating.title_of,
        groups=announcing.groups_of(activity.id),
        how_many=how_many,
        lines_of=lines_of,
        papers=queries.papers_of([activity.id])[activity.id],
        may_report=reporting.may_report(seats, me()),
        refusal=refusal,
        **context,
    )

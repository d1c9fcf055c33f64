"""Rounds on screen: the list, one round's page, its units, sessions, team and papers."""

from collections.abc import Callable

from flask import Blueprint, Response, abort, flash, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts import removed
from webapp.accounts.can import Can
from webapp.accounts.gate import LARGEST_ID, child, me, permit
from webapp.accounts.models import BOARD, LEADER, MEMBER, PLANNER
from webapp.core.db import db
from webapp.core.forms import lock
from webapp.core.lists import sliced
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.documents.models import Document
from webapp.documents.road.services import NotReady
from webapp.milestones.days import off_days
from webapp.milestones.standing import DUE, Standing
from webapp.organizations import naming
from webapp.plans.models import Activity, Assignment
from webapp.plans.queries import committees
from webapp.plans.round_models import Seat
from webapp.plans.services import editing as plans
from webapp.plans.services.dues import papers_duty
from webapp.rounds import undoing
from webapp.rounds.can import CanRound
from webapp.rounds.forms import PapersDueForm, PutOffForm, SeatNameForm, Session, SessionForm
from webapp.rounds.papers.announcement import how_many
from webapp.rounds.queries import handovers as handover_queries
from webapp.rounds.queries import rounds as queries
from webapp.rounds.queries import show as show_queries
from webapp.rounds.queries import steps
from webapp.rounds.queries.announced import lines_of
from webapp.rounds.queries.due import due_of, duty_of
from webapp.rounds.queries.standing import standing_of
from webapp.rounds.queries.teams import teams_in
from webapp.rounds.services import announcing, contents, papers_due, reporting
from webapp.rounds.services import units as services
from webapp.rules.names import holds
from webapp.rules.text import search_words
from webapp.visits.kinds import ANNOUNCEMENT
from webapp.visits.services.adjusting import to_adjust

bp = Blueprint("rounds", __name__)


@bp.get("/rounds")
@permit(*BOARD)
def index() -> Response:
    """The rounds of the plans, each with how far it is."""
    rounds = queries.rounds()
    return page(
        "rounds/index.html",
        rounds=rounds,
        steps=steps.in_lists(rounds),
        no_window=Standing("Chưa ghi", DUE),
        span=show_queries.span,
    )


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
        numbers = services.choose(activity, unit)
    except Refused as error:
        return _units_page(queries.load_round(activity_id), refusal=str(error))
    flash(f"Đã chọn {unit.name}.{to_adjust(numbers)}")
    return see_other("rounds.units", activity_id=activity_id, q=request.form.get("q") or None)


@bp.post("/rounds/<int:activity_id>/units/<int:assignment_id>/remove")
@permit(PLANNER)
def leave_out(activity_id: int, assignment_id: int) -> Response:
    """Take a unit out, as long as nothing would be lost."""
    activity, assignment = _assignment(activity_id, assignment_id)
    name = assignment.organization.name
    kept = removed.keep(undoing.UNIT, assignment, me(), **undoing.session_beside(assignment))
    try:
        numbers = services.leave_out(activity, assignment)
    except Refused as error:
        db.session.delete(kept)
        return _units_page(queries.load_round(activity_id), refusal=str(error))
    removed.offer(f"Đã bỏ {name}.{to_adjust(numbers)}", kept)
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
            numbers = services.set_session(activity, assignment, form.when, me())
        except Refused as error:
            form.form_errors.append(str(error))
        else:
            word = f"{_outside(activity_id, form)}{off_days(form.day.data)}"
            flash(f"Đã lưu buổi làm việc.{word}{to_adjust(numbers)}")
            return see_other("rounds.show", activity_id=activity_id, _anchor="units")
    return page(
        "rounds/session.html",
        form=form,
        activity=activity,
        assignment=assignment,
        put_off=services.put_off_of(assignment),
        put_off_standing=show_queries.PUT_OFF,
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
            numbers = services.put_off(activity, assignment, form.cancel_reason.data, me())
        except Refused as error:
            form.form_errors.append(str(error))
        else:
            flash(f"Đã hoãn buổi làm việc.{to_adjust(numbers)}")
            return see_other("rounds.show", activity_id=activity_id, _anchor="units")
    return page(
        "rounds/put_off.html",
        form=form,
        activity=activity,
        assignment=assignment,
        visit=visit,
        put_off_standing=show_queries.PUT_OFF,
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
    duty = duty_of(activity.id)
    if duty is not None and request.method == "POST":
        lock(duty)
    shown = papers_due.shown(activity, duty)
    form = PapersDueForm(obj=shown)
    form.last = activity.round.closes_on if activity.round else None
    if form.accepts(shown):
        try:
            numbers = papers_due.set_due(activity, form.day.data, form.hour.data)
        except Refused as error:
            form.form_errors.append(str(error))
        else:
            flash(f"Đã định hạn gửi tài liệu.{to_adjust(numbers)}")
            return see_other("rounds.show", activity_id=activity_id, _anchor="papers")
    asked = contents.papers_to_send(activity.id)
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


@bp.post("/rounds/<int:activity_id>/amendment")
@permit(PLANNER)
def amend(activity_id: int) -> Response:
    """Compose the notice of what changed since the round was announced."""
    return _compose(queries.load_round(activity_id), announcing.amend)


@bp.post("/rounds/<int:activity_id>/report")
@permit(PLANNER, LEADER, MEMBER)
def report(activity_id: int) -> Response:
    """Compose the report: the planner does, or the team's secretary."""
    activity = queries.load_round(activity_id)
    if not CanRound(me(), queries.seats_of(activity_id)).report:
        abort(403)
    return _compose(activity, reporting.compose)


def _compose(activity: Activity, make: Callable[..., Document]) -> Response:
    try:
        document = make(activity, me())
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
    is_later = hour is None and meeting.is_hour_later
    return Session(meeting.version, meeting.day, hour, meeting.place, is_later)


def _outside(activity_id: int, form: SessionForm) -> str:
    window = queries.load_round(activity_id).round
    if window is None or window.opens_on <= form.day.data <= window.closes_on:
        return ""
    return " Ngày này nằm ngoài thời gian của đợt, hãy kiểm tra lại."


def _units_page(activity: Activity, refusal: str = "") -> Response:
    chosen = queries.units_of(activity)
    taken = {unit.assignment.organization_id for unit in chosen}
    announcement = queries.milestones_of([activity.id]).get((activity.id, ANNOUNCEMENT.key))
    q = request.args.get("q", "")[:200]
    wanted = search_words(q)
    open_ones = [
        one
        for one in committees(activity.plan)
        if one.id not in taken and holds(one.search_key, wanted)
    ]
    return page(
        "rounds/units.html",
        can=Can(me()),
        status=409 if refusal else 200,
        activity=activity,
        chosen=chosen,
        listing=sliced(queries.candidates(activity, open_ones)),
        counter=queries.counter(activity, len(chosen), announcement),
        asks_without_due=_asks_without_due(activity),
        names=naming.told_apart(open_ones),
        renamed=naming.renamed(me().issuer_id, q),
        q=q,
        refusal=refusal,
    )


def _asks_without_due(activity: Activity) -> bool:
    is_due = due_of(activity, papers_duty(activity.duties)) is not None
    return not is_due and bool(contents.papers_to_send(activity.id))


def _contents_beside_topic(activity: Activity) -> list[str]:
    topics = lines_of(activity.round.topic) if activity.round else []
    return [title for title in queries.own_contents(activity.id) if title not in topics]


def _page(activity: Activity, refusal: str = "") -> Response:
    found = queries.units_of(activity)
    queries.add_clashes(activity, found)
    (seats, handed), window = handover_queries.places_of(activity.id), activity.round
    can = CanRound(me(), seats)
    papers = queries.papers_of([activity.id], activity.plan_id)[activity.id]
    to_hand = handover_queries.papers_to_hand(papers)
    return page(
        "rounds/show.html",
        status=409 if refusal else 200,
        can=can,
        activity=activity,
        span=show_queries.span(window),
        facts=show_queries.facts(window),
        kick_off=show_queries.kick_off(window),
        contents=_contents_beside_topic(activity),
        teams=teams_in(window, seats, found),
        units=sliced([show_queries.UnitLine(unit, window) for unit in found]),
        untold=sum(not unit.is_notified for unit in found),
        seats=show_queries.seat_lines(seats),
        groups=contents.groups_of(activity.id),
        how_many=how_many,
        is_over=show_queries.is_over(activity),
        plan_href=url_for("plans.show", plan_id=activity.plan_id),
        edit_href=url_for("plans.activity", plan_id=activity.plan_id, activity_id=activity.id),
        standings=show_queries.STANDINGS,
        refusal=refusal,
        receivers=handover_queries.receivers(seats, to_hand, handed),
        **standing_of(activity, found, seats, papers, may_plan=can.plan),
    )

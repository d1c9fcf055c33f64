"""One meeting of the month: who goes, and what every other choice would cost."""

from datetime import date

from flask import Response, abort, flash, request
from sqlalchemy import select

from webapp.accounts import gate
from webapp.accounts.gate import me, permit
from webapp.accounts.models import BOARD, PLANNER, User
from webapp.core.choosing import FIND
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.core.web import Context, page, see_other
from webapp.grassroots.can import CanLine
from webapp.grassroots.forms import Going, GoingForm, going_form
from webapp.grassroots.models import MonthlyCalendar
from webapp.grassroots.queries.line import Line
from webapp.grassroots.queries.month import MonthRecord
from webapp.grassroots.queries.people import given_of, month_of, people_of
from webapp.grassroots.services import assigning
from webapp.grassroots.services.dues import lock_calendar
from webapp.grassroots.views.blueprint import activity_of, bp, weekday
from webapp.milestones.standing import DONE, DUE, LATE, Standing
from webapp.notices.models import Meeting, Notice
from webapp.plans.models import Activity, Assignment
from webapp.rules.handing_out_costs import AGAINST, BETTER, WORSE, Cost, costs
from webapp.rules.picking import narrowed
from webapp.visits.services.adjusting import to_adjust

TONES = {"against": LATE, "worse": DUE, "better": DONE}


@bp.get("/grassroots/months/<int:calendar_id>")
@permit(*BOARD)
def month(calendar_id: int) -> Response:
    """Go to the calendar of a month."""
    found = gate.load(MonthlyCalendar, calendar_id)
    return see_other(
        "grassroots.calendar", activity_id=found.activity_id, month=f"{found.month:%Y-%m}"
    )


@bp.get("/grassroots/<int:activity_id>/meetings/<int:meeting_id>")
@permit(*BOARD)
def line(activity_id: int, meeting_id: int) -> Response:
    """One meeting: where and when, who goes, and what it would cost to send another."""
    activity = activity_of(activity_id)
    record, found = line_of(activity, meeting_id)
    people = _people(activity, found)
    return _page(record, found, people, going_form(people, _going(found)))


@bp.post("/grassroots/<int:activity_id>/meetings/<int:meeting_id>")
@permit(PLANNER)
def change_line(activity_id: int, meeting_id: int) -> Response:
    """Let somebody else go, or nobody, by hand."""
    activity = activity_of(activity_id)
    calendar = lock_calendar(activity, month_with(activity, meeting_id))
    record, found = line_of(activity, meeting_id)
    people = _people(activity, found)
    form = going_form(people, _going(found))
    form.is_only_searched = FIND in request.form
    if form.accepts(_going(found)):
        pins = "keep" in request.form
        broken = _broken(record, found, people, form.user_id)
        try:
            numbers = assigning.change(activity, record.month, found, form.user_id, me(), pins=pins)
        except Refused as error:
            form.form_errors.append(str(error))
        else:
            is_kept = pins or found.is_by_hand or form.person.data != _going(found).person
            kept = " Lần đề xuất sau giữ nguyên lựa chọn này."
            kept = kept if is_kept and not calendar.published_at else ""
            flash(f"Đã lưu người dự.{broken}{kept}{to_adjust(numbers)}")
            return see_other(
                "grassroots.calendar", activity_id=activity.id, month=f"{record.month:%Y-%m}"
            )
    return _page(record, found, people, form)


def _broken(record: MonthRecord, found: Line, people: list[User], user_id: int | None) -> str:
    """Return what a choice by hand breaks, in words; "" where it breaks nothing."""
    month = month_of(record, {}, people)
    meeting = next(one for one in month.meetings if one.id == found.meeting_id)
    person = next((one for one in month.people if one.id == user_id), None)
    told = costs(month, given_of(record.lines), meeting, person)
    broken = "; ".join(one.text for one in told if one.kind == AGAINST)
    return f" Lưu ý: {broken}." if broken else ""


def month_with(activity: Activity, meeting_id: int) -> date:
    if meeting_id > gate.LARGEST_ID:
        abort(404)
    found = db.session.scalar(
        select(Assignment.month)
        .join(Notice, Notice.assignment_id == Assignment.id)
        .join(Meeting, Meeting.notice_id == Notice.id)
        .where(Meeting.id == meeting_id, Assignment.activity_id == activity.id)
    )
    if found is None:
        abort(404)
    return found


def line_of(activity: Activity, meeting_id: int) -> tuple[MonthRecord, Line]:
    record = MonthRecord(activity, month_with(activity, meeting_id))
    found = record.line(meeting_id)
    if found is None:
        abort(404)
    return record, found


def _people(activity: Activity, found: Line) -> list[User]:
    """Return who can be sent, and who goes though they no longer can."""
    able = people_of(activity.plan.issuer_id)
    also = {goer.user_id for goer in found.goers} - {one.id for one in able}
    return [*able, *(db.session.get_one(User, user_id) for user_id in sorted(also))]


def _going(found: Line) -> Going:
    person = str(found.goers[0].user_id) if found.goers else None if found.is_open else ""
    return Going(f"{found.visit_id or 0}-{found.version}-{person}", person)


def _page(record: MonthRecord, found: Line, people: list[User], form: GoingForm) -> Response:
    rules_month = month_of(record, {}, people)
    given = given_of(record.lines)
    by_id = {one.id: one for one in rules_month.people}
    meeting = next(one for one in rules_month.meetings if one.id == found.meeting_id)
    told: dict[str, list[Cost]] = {"": costs(rules_month, given, meeting, None)}
    for person_id, person in by_id.items():
        told[str(person_id)] = costs(rules_month, given, meeting, person)
    return page(
        "grassroots/line.html",
        form=form,
        activity=record.activity,
        record=record,
        one=found,
        weekday=weekday,
        costs=told,
        standing_of=standing_of,
        **_shown(people, told, form),
        can=CanLine(me(), found.is_held),
    )


def _shown(people: list[User], told: dict[str, list[Cost]], form: GoingForm) -> Context:
    """Return who is offered: all of a few, else who goes, and who is searched for by name."""
    *rows, nobody = _in_order(people, told)
    sought = request.form.get("q", "")[:200]
    kept = {place for place, row in enumerate(rows) if row[0] == form.person.data}
    places = narrowed([name for _, name, _ in rows], sought, kept)
    shown = [*(rows[place] for place in places), nobody]
    return {"choices": shown, "sought": sought, "left_out": len(rows) - len(places)}


def standing_of(cost: Cost) -> Standing:
    """Return how a thing to know of a choice is shown."""
    return Standing(cost.text, TONES[cost.kind])


def _in_order(people: list[User], told: dict[str, list[Cost]]) -> list[tuple[str, str, str]]:
    """Return (value, name, position), those whom it costs least first."""
    rows = [(str(one.id), one.full_name, one.position) for one in people]

    def price(row: tuple[str, str, str]) -> tuple[int, ...]:
        kinds = [cost.kind for cost in told[row[0]]]
        return kinds.count(AGAINST), kinds.count(WORSE), -kinds.count(BETTER)

    return [*sorted(rows, key=price), ("", "Không bố trí người dự", "")]

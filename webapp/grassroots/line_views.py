"""One meeting of the month: who goes, and what every other choice would cost."""

from typing import Any

from flask import Response, abort, flash
from sqlalchemy import select

from webapp.accounts import gate
from webapp.accounts.gate import me, permit
from webapp.accounts.models import BOARD, PLANNER, User
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.grassroots import assigning
from webapp.grassroots.blueprint import activity_of, bp, to_repeat, weekday
from webapp.grassroots.dues import hold
from webapp.grassroots.forms import Going, GoingForm, going_form
from webapp.grassroots.models import MonthlyCalendar
from webapp.grassroots.month import Line, MonthSheet
from webapp.grassroots.people import given_of, month_of, people_of
from webapp.notices.models import Meeting, Notice
from webapp.plans.models import Activity, Assignment
from webapp.rules.handing_out_costs import AGAINST, BETTER, WORSE, Cost, costs


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
    sheet, found = _line(activity, meeting_id)
    people = _people(activity, found)
    return _page(sheet, found, people, going_form(people, _going(found)))


@bp.post("/grassroots/<int:activity_id>/meetings/<int:meeting_id>")
@permit(PLANNER)
def change_line(activity_id: int, meeting_id: int) -> Response:
    """Let somebody else go, or nobody, by hand."""
    activity = activity_of(activity_id)
    calendar = hold(activity, _month_of(activity, meeting_id))
    sheet, found = _line(activity, meeting_id)
    people = _people(activity, found)
    form = going_form(people, _going(found))
    if form.accepts(_going(found)):
        try:
            aside = assigning.change(activity, sheet.month, found, form.user_id, me())
        except Refused as error:
            form.form_errors.append(str(error))
        else:
            kept = "" if calendar.published_at else " Lần đề xuất sau giữ nguyên lựa chọn này."
            flash(f"Đã lưu người dự.{kept}{to_repeat(aside)}")
            return see_other(
                "grassroots.calendar", activity_id=activity.id, month=f"{sheet.month:%Y-%m}"
            )
    return _page(sheet, found, people, form)


def _month_of(activity: Activity, meeting_id: int) -> Any:
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


def _line(activity: Activity, meeting_id: int) -> tuple[MonthSheet, Line]:
    sheet = MonthSheet(activity, _month_of(activity, meeting_id))
    found = sheet.line(meeting_id)
    if found is None:
        abort(404)
    return sheet, found


def _people(activity: Activity, found: Line) -> list[User]:
    """Return who can be sent, and who goes though they no longer can."""
    able = people_of(activity.plan.issuer_id)
    also = {goer.user_id for goer in found.goers} - {one.id for one in able}
    return [*able, *(db.session.get_one(User, user_id) for user_id in sorted(also))]


def _going(found: Line) -> Going:
    person = str(found.goers[0].user_id) if found.goers else ""
    return Going(f"{found.visit_id or 0}-{found.version}-{person}", person)


def _page(sheet: MonthSheet, found: Line, people: list[User], form: GoingForm) -> Response:
    rules_month = month_of(sheet, {}, people)
    given = given_of(sheet.lines)
    by_id = {one.id: one for one in rules_month.people}
    meeting = next(one for one in rules_month.meetings if one.id == found.meeting_id)
    told: dict[str, list[Cost]] = {"": costs(rules_month, given, meeting, None)}
    for person_id, person in by_id.items():
        told[str(person_id)] = costs(rules_month, given, meeting, person)
    return page(
        "grassroots/line.html",
        form=form,
        activity=sheet.activity,
        sheet=sheet,
        one=found,
        weekday=weekday,
        costs=told,
        choices=_in_order(people, told),
        may_save=me().is_any(PLANNER) and not found.is_held,
    )


def _in_order(people: list[User], told: dict[str, list[Cost]]) -> list[tuple[str, str, str]]:
    """Return (value, name, position), those whom it costs least first."""
    rows = [(str(one.id), one.full_name, one.position) for one in people]

    def price(row: tuple[str, str, str]) -> tuple[int, ...]:
        kinds = [cost.kind for cost in told[row[0]]]
        return kinds.count(AGAINST), kinds.count(WORSE), -kinds.count(BETTER)

    return [*sorted(rows, key=price), ("", "Không bố trí người dự", "")]

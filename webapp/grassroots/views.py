"""The bloc's calendar on the screen: a month, a week, a list; proposing and publishing."""

from datetime import date
from typing import Any

from flask import Response, flash, request

from webapp.accounts.gate import me, permit
from webapp.accounts.models import BOARD, PLANNER, User
from webapp.core import clock
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.documents import services as documents
from webapp.documents.models import Document
from webapp.grassroots import assigning
from webapp.grassroots.blueprint import activity_of, asked_month, bp, latest, months_in, weekday
from webapp.grassroots.dues import ABOUT
from webapp.grassroots.month import MonthSheet, Sought, by_day, weeks
from webapp.grassroots.people import people_of, year_of
from webapp.plans.models import Activity
from webapp.visits.choosing_forms import numbers

VIEWS = {"month": "Tháng", "week": "Tuần", "list": "Danh sách"}
MOST_IN_A_DAY = 5  # meetings that a day of the grid shows


@bp.get("/grassroots")
@permit(*BOARD)
def index() -> Response:
    """Go to this year's calendar."""
    activity = latest(me())
    if activity is None:
        return page("grassroots/none.html")
    return see_other("grassroots.calendar", activity_id=activity.id)


@bp.get("/grassroots/<int:activity_id>")
@permit(*BOARD)
def calendar(activity_id: int) -> Response:
    """One month of the whole bloc: what is held where, who goes, who has not sent."""
    activity = activity_of(activity_id)
    months = months_in(activity)
    sheet = MonthSheet(activity, asked_month(months))
    people = people_of(activity.plan.issuer_id)
    sought = _sought(people)
    lines = sheet.sought(sought)
    view = request.args.get("view", "")
    return page(
        "grassroots/calendar.html",
        activity=activity,
        sheet=sheet,
        months=months,
        people=people,
        sought=sought,
        view=view if view in VIEWS else "month",
        views=VIEWS,
        lines=lines,
        days=by_day(lines),
        weeks=weeks(sheet.month),
        week=_week(sheet),
        most=MOST_IN_A_DAY,
        weekday=weekday,
        papers=_papers(sheet),
        may_plan=me().is_any(PLANNER),
        **_fairness(sheet, people),
    )


def _sought(people: list[User]) -> Sought:
    asked = next(iter(numbers([request.args.get("person", "")])), None)
    known = {person.id for person in people}
    return Sought(request.args.get("q", "")[:100], asked if asked in known else None)


def _week(sheet: MonthSheet) -> list[date]:
    """Return the week asked for, else the one of today or the first."""
    every = weeks(sheet.month)
    here = clock.today().isoformat()
    for wanted in (request.args.get("day", ""), here):
        for week in every:
            if week[0].isoformat() <= wanted <= week[-1].isoformat():
                return week
    return every[0]


def _papers(sheet: MonthSheet) -> dict[str, Document]:
    if sheet.calendar is None:
        return {}
    return documents.currents(("announcement", "month_report"), (ABOUT, sheet.calendar.id))


def _fairness(sheet: MonthSheet, people: list[User]) -> dict[str, Any]:
    """Return each person's load of the month and of the year."""
    going = [goer.user_id for one in sheet.lines for goer in one.goers]
    year = year_of(sheet)
    return {
        "of_month": {person.id: going.count(person.id) for person in people},
        "of_year": {person.id: year.get(person.id, 0) for person in people},
    }


@bp.post("/grassroots/<int:activity_id>/proposal")
@permit(PLANNER)
def propose(activity_id: int) -> Response:
    """Fill the month with a proposal; what was chosen by hand stays."""
    activity = activity_of(activity_id)
    month = asked_month(months_in(activity))
    try:
        sheet = assigning.propose(activity, month)
        flash(
            f"Đã đề xuất người dự {len(sheet.attended)}/{len(sheet.lines)} buổi. "
            "Mỗi buổi đều sửa tay được; chưa ai được báo cho đến khi công bố."
        )
    except Refused as error:
        flash(str(error))
    return _back(activity, month)


@bp.post("/grassroots/<int:activity_id>/release")
@permit(PLANNER)
def release(activity_id: int) -> Response:
    """Forget what was chosen by hand in a month."""
    activity = activity_of(activity_id)
    month = asked_month(months_in(activity))
    try:
        assigning.release(activity, month)
        flash("Đã bỏ giữ các lựa chọn tay; lần đề xuất sau được tự do.")
    except Refused as error:
        flash(str(error))
    return _back(activity, month)


@bp.post("/grassroots/<int:activity_id>/publication")
@permit(PLANNER)
def publish(activity_id: int) -> Response:
    """Publish the month: units and people are told."""
    activity = activity_of(activity_id)
    month = asked_month(months_in(activity))
    try:
        assigning.publish(activity, month, me())
        flash("Đã công bố. Các đơn vị và người được phân công đã được báo.")
    except Refused as error:
        flash(str(error))
    return _back(activity, month)


def _back(activity: Activity, month: date) -> Response:
    return see_other("grassroots.calendar", activity_id=activity.id, month=f"{month:%Y-%m}")

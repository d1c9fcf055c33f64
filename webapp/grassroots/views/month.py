"""The bloc's calendar on the screen: a month, a week, a list; proposing and publishing."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask import Response, flash, request

from webapp.accounts.gate import me, permit
from webapp.accounts.models import BOARD, PLANNER, User
from webapp.core import clock
from webapp.core.lists import sliced
from webapp.core.refusals import Refused
from webapp.core.web import Context, month_name, page, see_other
from webapp.documents.models import Document
from webapp.grassroots.forms import PersonSearch
from webapp.grassroots.kinds import MONTH_REPORT
from webapp.grassroots.models import STEPS, WITHDRAWN
from webapp.grassroots.queries import announced, steps
from webapp.grassroots.queries.line import Sought
from webapp.grassroots.queries.month import MonthRecord, Months, by_day
from webapp.grassroots.queries.needs import undecided
from webapp.grassroots.queries.people import people_of, year_of
from webapp.grassroots.services import assigning, withdrawing
from webapp.grassroots.views.blueprint import (
    activity_of,
    asked_month,
    bp,
    latest,
    months_in,
    weekday,
)
from webapp.milestones.signals import in_order, marks_of
from webapp.organizations import naming
from webapp.plans.models import Activity
from webapp.rules.months import weeks
from webapp.rules.picking import MOST_SHOWN
from webapp.visits.can import CanAmend
from webapp.visits.queries.changes import lines_of, papers_told
from webapp.visits.queries.needs import to_decide_of

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
    asked = asked_month(months)
    every = Months(activity, [asked, *months])
    living = steps.papers_of(every)
    record, how_far = every.record(asked), steps.in_lists(every, living)
    people = people_of(activity.plan.issuer_id)
    who = _who(people)
    sought = _sought(who)
    lines = record.sought(sought)
    view = request.args.get("view", "")
    papers, can = _papers(record, living[asked]), CanAmend(me())
    return page(
        "grassroots/calendar.html",
        activity=activity,
        record=record,
        months=months,
        sought=sought,
        renamed=naming.renamed(me().issuer_id, sought.words),
        view=view if view in VIEWS else "month",
        views=VIEWS,
        lines=lines,
        listing=sliced(lines),
        days=by_day(lines),
        weeks=weeks(record.month),
        **_grid(record, is_week=view == "week"),
        who=who,
        shared=sliced(people, "people_page"),
        month_choices=[(f"{one:%Y-%m}", _month_words(one, how_far)) for one in months],
        weekday=weekday,
        **papers,
        way=steps.shown(record, papers["newest"] | papers["holding"], may_plan=can.plan),
        **_published(record),
        **_to_decide(record),
        can=can,
        **_fairness(record, people),
    )


def _grid(record: MonthRecord, *, is_week: bool) -> Context:
    week = _week(record)
    return {
        "week": week,
        "grid": [week] if is_week else weeks(record.month),
        "shown": MOST_SHOWN if is_week else MOST_IN_A_DAY,
    }


def _month_words(month: date, how_far: Mapping[date, str]) -> str:
    name = month_name(month).capitalize()
    return f"{name} · {how_far[month]}" if month in how_far else name


def _who(people: list[User]) -> PersonSearch:
    form = PersonSearch(formdata=request.args)
    form.offer(people)
    form.validate()
    return form


def _sought(who: PersonSearch) -> Sought:
    return Sought(request.args.get("q", "")[:100], who.user_id)


def _week(record: MonthRecord) -> list[date]:
    """Return the week asked for, else the one of today or the first."""
    every = weeks(record.month)
    here = clock.today().isoformat()
    for wanted in (request.args.get("day", ""), here):
        for week in every:
            if week[0].isoformat() <= wanted <= week[-1].isoformat():
                return week
    return every[0]


def _papers(record: MonthRecord, found: Sequence[Document]) -> Context:
    """Return the papers *found* by kind as they are worked on, what holds beside an open draft.

    And what is no longer as the month's papers in force tell it, and which they are.
    """
    if record.calendar is None:
        return {"newest": {}, "holding": {}, "to_adjust": [], "changed": [], "told": []}
    newest = {one.kind: one for one in found}
    issued = {one.kind: one for one in found if one.issued_at}
    holding = {kind: one for kind, one in issued.items() if one is not newest[kind]}
    in_force = [one for one in found if one.issued_at and one.kind != MONTH_REPORT.key]
    told, changed = papers_told(in_force), []
    if record.is_published:
        changed = lines_of(announced.since_announced(record.calendar, in_force))
    return {
        "newest": newest,
        "holding": holding,
        "told": told,
        "to_adjust": told if record.is_published else [],
        "changed": changed,
    }


def _published(record: MonthRecord) -> Context:
    """Return how the month was published and withdrawn, the newest first; and what holds then."""
    times = list(reversed(record.calendar.steps)) if record.calendar else []
    is_withdrawn = bool(times) and times[0].action == WITHDRAWN
    return {
        "times": times,
        "step_words": STEPS,
        "withdrawn": times[0] if is_withdrawn else None,
        "can_withdraw": not withdrawing.why_not(record),
    }


def _to_decide(record: MonthRecord) -> Context:
    """Return what has to be decided of this month, and what of it each visit is marked with."""
    here = (record.activity.id, record.month)
    found = [one for one in to_decide_of(me()) if here in one.months]
    if record.is_published and record.open:
        found.append(undecided(*here, len(record.open), record.open[0].starts_at))
    return {"to_decide": in_order(found), "marks": marks_of(found)}


def _fairness(record: MonthRecord, people: list[User]) -> Context:
    """Return each person's load of the month and of the year."""
    going = [goer.user_id for one in record.lines for goer in one.goers]
    year = year_of(record)
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
        record = assigning.propose(activity, month)
        flash(
            f"Đã đề xuất người dự {len(record.attended)}/{len(record.lines)} buổi. "
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
        flash(
            "Đã bỏ giữ các lựa chọn tay; lần đề xuất sau được tự do. "
            "Buổi đã chọn không bố trí dự trở lại chưa quyết định."
        )
    except Refused as error:
        flash(str(error))
    return _back(activity, month)


def _back(activity: Activity, month: date) -> Response:
    return see_other("grassroots.calendar", activity_id=activity.id, month=f"{month:%Y-%m}")

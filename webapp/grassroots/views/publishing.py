"""Before a month is published, what of it is undecided; what is decided later; withdrawing it."""

from dataclasses import replace
from datetime import date

from flask import Response, flash, request

from webapp.accounts.gate import me, permit
from webapp.accounts.models import PLANNER, User
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.grassroots.forms import WithdrawForm
from webapp.grassroots.kinds import MONTH_CALENDAR
from webapp.grassroots.queries import announced
from webapp.grassroots.queries.line import Line
from webapp.grassroots.queries.month import MonthRecord
from webapp.grassroots.queries.people import people_of
from webapp.grassroots.queries.publishing import look_over
from webapp.grassroots.services import assigning, deciding, withdrawing
from webapp.grassroots.services.dues import lock_calendar
from webapp.grassroots.views.blueprint import activity_of, asked_month, bp, months_in, weekday
from webapp.milestones.standing import Standing, due_on
from webapp.plans.models import Activity
from webapp.visits.forms import numbers, read_month
from webapp.visits.queries.changes import papers_told
from webapp.visits.services.adjusting import to_adjust

CHANGED = (
    "Tình hình của tháng đã thay đổi từ khi đồng chí mở trang này: có buổi vừa được quyết định, "
    "hoặc có đơn vị vừa gửi lịch. Hãy xem lại rồi thực hiện."
)
NOBODY, LATER = "nobody", "later"


@bp.get("/grassroots/<int:activity_id>/publication")
@permit(PLANNER)
def ask_publish(activity_id: int) -> Response:
    """Say what is published of a month, to whom and what is undecided; ask whether to do it."""
    return _ask_publish(_record(activity_of(activity_id)))


@bp.post("/grassroots/<int:activity_id>/publication")
@permit(PLANNER)
def publish(activity_id: int) -> Response:
    """Publish the month as it was shown: units and people are told."""
    activity = activity_of(activity_id)
    record = _record(activity)
    looked = request.form.get("looked")
    if looked is None:
        return _to("grassroots.ask_publish", record)
    try:
        assigning.publish(activity, record.month, me(), looked=looked)
    except assigning.Changed:
        return _ask_publish(_record(activity), looked)
    except Refused as error:
        flash(str(error))
    else:
        flash("Đã công bố. Các đơn vị và người được phân công đã được báo.")
    return _to("grassroots.calendar", record)


def _ask_publish(record: MonthRecord, looked: str | None = None) -> Response:
    look = look_over(record)
    return page(
        "grassroots/publish.html",
        status=200 if looked is None else 409,
        record=record,
        activity=record.activity,
        due=_due(record),
        mark=deciding.mark_of(record),
        look=look,
        changed=[] if looked is None else look.changed(looked) or [CHANGED],
        weekday=weekday,
    )


def _due(record: MonthRecord) -> Standing | None:
    """Return how long there is until the month is to be assigned."""
    found = record.due.get(MONTH_CALENDAR.key)
    if found is None:
        return None
    known, left = due_on(found.term), found.term.days_left
    if found.done_at or left <= 0:
        return known
    return replace(known, words=f"{known.words}, còn {left} ngày")


@bp.post("/grassroots/<int:activity_id>/nobody")
@permit(PLANNER)
def drop_rest(activity_id: int) -> Response:
    """Decide that nobody goes to any of the meetings that were shown as undecided."""
    record = _record(activity_of(activity_id))
    return _decide(record, dict.fromkeys([one.meeting_id for one in record.open]))


@bp.get("/grassroots/<int:activity_id>/undecided")
@permit(PLANNER)
def rest(activity_id: int) -> Response:
    """The meetings of which nothing is decided, each with the proposal for it."""
    return _rest(_record(activity_of(activity_id)))


@bp.post("/grassroots/<int:activity_id>/undecided")
@permit(PLANNER)
def decide_rest(activity_id: int) -> Response:
    """Keep what was decided of open meetings; of a published month those concerned are told."""
    record = _record(activity_of(activity_id))
    wanted: dict[int, int | None] = {}
    for one in record.open:
        chosen = request.form.get(f"meeting_{one.meeting_id}", LATER)
        if chosen == NOBODY:
            wanted[one.meeting_id] = None
        elif person := numbers([chosen]):
            wanted[one.meeting_id] = person[0]
    return _decide(record, wanted)


def _decide(record: MonthRecord, wanted: dict[int, int | None]) -> Response:
    seen = request.form.get("seen", "")
    try:
        changed = deciding.decide(record.activity, record.month, wanted, me(), seen=seen)
    except assigning.Changed:
        return _rest(_record(record.activity), CHANGED)
    except Refused as error:
        return _rest(_record(record.activity), str(error))
    if not wanted:
        flash("Chưa quyết định thêm buổi nào.")
    elif record.is_published:
        flash(f"Đã quyết định {len(wanted)} buổi và báo cho những nơi liên quan."
              f"{to_adjust(changed)}")  # fmt: skip
    else:
        flash(f"Đã quyết định {len(wanted)} buổi; chưa ai được báo cho đến khi công bố.")
    return _to("grassroots.calendar", record)


def _rest(record: MonthRecord, refusal: str = "") -> Response:
    able = people_of(record.activity.plan.issuer_id)
    people = {one.id: one for one in able}
    proposed = assigning.found_for(record, able) if record.open else {}
    return page(
        "grassroots/undecided.html",
        status=409 if refusal else 200,
        record=record,
        activity=record.activity,
        rows=[_row(one, people.get(proposed.get(one.meeting_id, 0))) for one in record.open],
        mark=deciding.mark_of(record),
        refusal=refusal,
        weekday=weekday,
    )


def _row(one: Line, person: User | None) -> tuple[Line, str, list[tuple[str, str]]]:
    """Return a meeting, what is chosen for it, and the choices there are: (value, words).

    What was chosen on a page that was refused stays chosen, where it is still to be had.
    """
    offered = [(str(person.id), f"Đồng chí {person.full_name}")] if person else []
    choices = [*offered, (NOBODY, "Không bố trí dự"), (LATER, "Để quyết định sau")]
    typed, known = request.form.get(f"meeting_{one.meeting_id}"), dict(choices)
    return one, typed if typed in known else choices[0][0] if offered else LATER, choices


@bp.get("/grassroots/<int:activity_id>/withdrawal")
@permit(PLANNER)
def ask_withdraw(activity_id: int) -> Response:
    """Ask why what was published of a month is to be withdrawn."""
    return _ask_withdraw(_record(activity_of(activity_id)))


@bp.post("/grassroots/<int:activity_id>/withdrawal")
@permit(PLANNER)
def withdraw(activity_id: int) -> Response:
    """Withdraw what was published of a month: who was told is told so."""
    activity = activity_of(activity_id)
    record = _record(activity)
    calendar = lock_calendar(activity, record.month)
    form = WithdrawForm()
    if not form.accepts(calendar):
        return _ask_withdraw(_record(activity), form)
    try:
        withdrawing.withdraw(activity, calendar, form.reason.data, me())
    except Refused as error:
        form.form_errors.append(str(error))
        return _ask_withdraw(_record(activity), form)
    flash("Đã rút công bố. Những người và đơn vị đã được báo lịch này đều được báo là đã rút.")
    return _to("grassroots.calendar", record)


def _ask_withdraw(record: MonthRecord, form: WithdrawForm | None = None) -> Response:
    calendar = record.calendar
    return page(
        "grassroots/withdraw.html",
        form=form or WithdrawForm(obj=calendar),
        record=record,
        activity=record.activity,
        why_not=withdrawing.why_not(record),
        papers=papers_told(announced.in_force(calendar.id)) if calendar else [],
    )


def _record(activity: Activity) -> MonthRecord:
    return MonthRecord(activity, _month(activity))


def _month(activity: Activity) -> date:
    return read_month(request.values) or asked_month(months_in(activity))


def _to(endpoint: str, record: MonthRecord) -> Response:
    return see_other(endpoint, activity_id=record.activity.id, month=f"{record.month:%Y-%m}")

"""Two people change places at two meetings of a month: one action, and each is told once."""

from datetime import date

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.grassroots.models import MonthlyCalendar
from webapp.grassroots.queries import announced
from webapp.grassroots.queries.line import Line
from webapp.grassroots.queries.month import MonthRecord
from webapp.grassroots.services import adjusting
from webapp.grassroots.services.assigning import pin
from webapp.grassroots.services.dues import lock_calendar
from webapp.milestones import services as milestones
from webapp.plans.models import Activity, Assignment
from webapp.visits.services import dues
from webapp.visits.services import sending as handing
from webapp.visits.services.adjusting import notify_signers, to_issue

WHY = "đổi người dự giữa hai buổi"


def swap(activity: Activity, month: date, one: Line, other: Line, who: User) -> list[str]:
    """Let the people of two meetings of a month change places, by hand.

    Return the numbers of the papers to be adjusted. The calendar must be held
    (`dues.lock_calendar`) since the lines were read. Raises `Refused` for a meeting that was
    reported on, or that nobody goes to, and for one person.
    """
    if one.is_held or other.is_held:
        raise Refused("Buổi đã có báo cáo dự sinh hoạt thì không đổi người được nữa.")
    if not (one.goers and other.goers and one.visit_id and other.visit_id):
        raise Refused("Cả hai buổi phải đã có người dự thì mới đổi được.")
    first, second = one.goers[0].user_id, other.goers[0].user_id
    if first == second:
        raise Refused("Hai buổi do cùng một đồng chí dự.")
    calendar = lock_calendar(activity, month)
    pin(calendar, {one.meeting_id: second, other.meeting_id: first})
    handing.replace({one.visit_id: second, other.visit_id: first})
    numbers = _after_publication(calendar, one, other, who) if calendar.published_at else []
    db.session.commit()
    return numbers


def _after_publication(calendar: MonthlyCalendar, one: Line, other: Line, who: User) -> list[str]:
    """Tell both people and both units, each once; return the papers to be adjusted."""
    activity = db.session.get_one(Activity, calendar.activity_id)
    dropped = MonthRecord(activity, calendar.month).dropped
    for assignment_id in dict.fromkeys((one.assignment_id, other.assignment_id)):
        assignment = db.session.get_one(Assignment, assignment_id)
        handing.settle([assignment], who, dropped)
        dues.set_for(assignment)
    link = f"/grassroots/{calendar.activity_id}?month={calendar.month:%Y-%m}&view=list"
    for was, now in ((one, other), (other, one)):
        stay = f"Đồng chí đổi buổi dự với đồng chí {now.goers[0].name}: thôi dự {_where(was)}"
        told = f"{stay}; dự {_where(now)}."
        milestones.notify([was.goers[0].user_id], told, link, about=_about(one))
    also = [goer.user_id for line in (one, other) for goer in line.goers[1:]]
    milestones.notify(also, f"Đồng chí thôi được phân công dự: {WHY}.", link, about=_about(one))
    _tell_units(one, other)
    numbers = adjusting.follow(calendar)
    if numbers:
        told = f"{to_issue(numbers, WHY)}: {_where(one)}; {_where(other)}."
        notify_signers(announced.in_force(calendar.id), told, link, _about(one))
    return numbers


def _tell_units(one: Line, other: Line) -> None:
    offices = handing.offices_of([one.unit_id, other.unit_id])
    for line in (one, other):
        milestones.notify(
            offices.get(line.unit_id, []),
            f"Lịch dự sinh hoạt {_where(line)}: thay đổi người dự.",
            f"/assignments/{line.assignment_id}/notice",
        )


def _about(line: Line) -> tuple[str, int]:
    return ("swap", line.meeting_id)


def _where(line: Line) -> str:
    return f"{line.name}, {clock.local(line.starts_at):%H:%M ngày %d/%m/%Y}"

"""July and August with the program: handed out in one click, published, reported, told upward."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts.models import User
from webapp.attending.queries.visit import fetch_visit
from webapp.core import clock
from webapp.core.db import db
from webapp.grassroots.kinds import GRASSROOTS
from webapp.grassroots.queries.month import MonthRecord
from webapp.grassroots.services import assigning, deciding, papers, reporting, wishes
from webapp.notices.models import Meeting
from webapp.plans.models import Activity, Assignment
from webapp.sample.can_tho.plan import YEAR
from webapp.sample.can_tho.reports import attendance_of, remarks_of
from webapp.sample.living import Event, at, go_out, worked
from webapp.visits.models import Visit

MONTHS = (7, 8)
ASSIGNED, REPORTED = 25, 3  # days of the month before and of the month after
LATE_REPORT = 17  # one report in so many is not written yet
WISHES = (  # who, kind, days from and to of July, note
    ("ct-bch3", "absent", 6, 10, "Đi công tác tại huyện Vĩnh Thạnh"),
    ("ct-bch7", "absent", 20, 24, "Dự lớp bồi dưỡng nghiệp vụ"),
    ("ct-btv4", "avoid", 1, 3, "Trực cơ quan buổi sáng"),
)
NOT_COMING = ("Họp đột xuất theo triệu tập của cơ quan", "Bị ốm, có xác nhận của y tế cơ quan")


def events(plan_id: int, people: dict[str, User]) -> Iterator[Event]:
    """Yield what happened with the calendars of July and August, each at its hour."""
    planner, leader = people["ct-kehoach"], people["ct-lanhdao"]
    yield at(date(YEAR, 6, 22), 9), 0, partial(_wish, people)
    for month in MONTHS:
        first = date(YEAR, month, 1)
        whose = (plan_id, first, planner, leader)
        assigned = worked(date(YEAR, month - 1, ASSIGNED))
        yield at(assigned, 9), 0, partial(_assign, *whose)
        for day in range(31):
            evening = at(first + timedelta(days=day), 21)
            yield evening, 0, partial(_report_day, first + timedelta(days=day), *whose)
        told = worked(date(YEAR, month + 1, REPORTED))
        yield at(told, 15), 0, partial(_notify_superior, *whose)


def load_activity(plan_id: int) -> Activity:
    """Return the visits to the grassroots of a plan, as their services want it: with the plan."""
    return db.session.scalars(
        select(Activity)
        .where(Activity.plan_id == plan_id, Activity.kind == GRASSROOTS.key)
        .options(joinedload(Activity.plan))
    ).one()


def _wish(people: dict[str, User]) -> None:
    for username, kind, first, last, note in WISHES:
        person = people[username]
        days = {"starts_on": date(YEAR, 7, first), "ends_on": date(YEAR, 7, last)}
        wishes.add(person, {"user_id": person.id, "kind": kind, "note": note, **days})


def _assign(plan_id: int, month: date, planner: User, leader: User) -> None:
    """Hand the month out, say that nobody goes to the rest, publish and announce it."""
    record = assigning.propose(load_activity(plan_id), month)
    rest = dict.fromkeys([one.meeting_id for one in record.open])
    deciding.decide(record.activity, month, rest, planner, seen=deciding.mark_of(record))
    assigning.publish(load_activity(plan_id), month, planner)
    go_out(papers.announce(MonthRecord(load_activity(plan_id), month), planner), planner, leader)


def _report_day(day: date, plan_id: int, month: date, planner: User, leader: User) -> None:
    """Let those who attended a meeting of the day report on it; now and then one did not come."""
    visits = db.session.scalars(
        select(Visit)
        .join(Visit.meeting)
        .join(Visit.assignment)
        .join(Assignment.activity)
        .where(
            Activity.plan_id == plan_id,
            Activity.kind == GRASSROOTS.key,
            Assignment.month == month,
            Visit.cancelled_at.is_(None),
            Meeting.starts_at >= clock.at(day),
            Meeting.starts_at < clock.at(day + timedelta(days=1)),
        )
        .options(
            joinedload(Visit.meeting), joinedload(Visit.organization), selectinload(Visit.team)
        )
        .order_by(Meeting.starts_at, Visit.id)
    ).all()
    for visit in visits:
        chance = Random(visit.meeting_id)  # noqa: S311  (the sample is the same every time)
        if visit.id % 23 == 0:
            _not_come(visit, chance)
            go_out(papers.quick_report(fetch_visit(visit.id), planner), planner, leader)
        if visit.id % LATE_REPORT and visit.team:
            _report(visit, chance)


def _not_come(visit: Visit, chance: Random) -> None:
    absent = visit.team[0]
    others = db.session.scalars(
        select(User.id)
        .where(User.issuer_id == visit.issuer_id, User.username.like("ct-ubkt%"))
        .where(User.id != absent.user_id)
        .order_by(User.id)
    ).all()
    values = {
        "user_id": absent.user_id,
        "reason": chance.choice(NOT_COMING),
        "replacement_id": chance.choice(others),
    }
    reporting.note_no_show(visit, values, db.session.get_one(User, absent.user_id))


def _report(visit: Visit, chance: Random) -> None:
    counted = attendance_of(visit.meeting, chance)
    values: dict[str, object] = {name: counted[name] for name in ("members", "present")}
    values["composition"] = counted["composition"]
    values["course"] = visit.meeting.topic or chance.choice(
        (
            "Kiểm điểm công tác tháng, bàn việc tháng tới; bình xét đoàn viên ưu tú.",
            "Triển khai chiến dịch hè; phân công công trình thanh niên của chi đoàn.",
            "Học tập chuyên đề; góp ý cho văn kiện Đại hội Đảng các cấp.",
        )
    )
    said = remarks_of(chance)
    for kind in reporting.KINDS:
        values[kind] = "\n".join(text for of, text in said if of == kind)
    reporting.save(visit, values, db.session.get_one(User, visit.team[0].user_id))


def _notify_superior(plan_id: int, month: date, planner: User, leader: User) -> None:
    """Send the month's report to the superior."""
    go_out(papers.report(MonthRecord(load_activity(plan_id), month), planner), planner, leader)

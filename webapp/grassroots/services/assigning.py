"""Assigning a month: proposed in one click, changed by hand, published (46-KH/ĐTN, II.3, IV.2)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts.models import User
from webapp.attending.kinds import FINDINGS
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.grassroots.kinds import MONTH_CALENDAR
from webapp.grassroots.models import PUBLISHED, CalendarStep, HandChoice, MonthlyCalendar
from webapp.grassroots.queries import announced, publishing
from webapp.grassroots.queries.line import Line
from webapp.grassroots.queries.month import MonthRecord
from webapp.grassroots.queries.people import given_of, month_of, people_of
from webapp.grassroots.services import adjusting
from webapp.grassroots.services.dues import ABOUT, lock_calendar
from webapp.milestones import engine
from webapp.milestones import services as milestones
from webapp.notices.models import Meeting
from webapp.plans.models import Activity, Assignment
from webapp.plans.services.dues import common_facts, first_issued_on, item_of
from webapp.plans.services.editing import duty
from webapp.rules import handing_out_solver
from webapp.rules.month_decisions import Decision, told_unit
from webapp.visits.models import Visit
from webapp.visits.queries.changes import papers_told
from webapp.visits.services import dues, team
from webapp.visits.services import sending as handing
from webapp.visits.services.adjusting import notify_signers, to_issue

NOBODY = "Không bố trí người dự."


class Changed(Exception):
    """The month is otherwise than the page told."""


def pins_of(record: MonthRecord) -> dict[int, int | None]:
    """Return what a proposal must leave: what was chosen by hand, and what has begun already.

    Once the month is published people were told where they go: only what is undecided is free.
    """
    pinned: dict[int, int | None] = {}
    if record.calendar is not None:
        rows = db.session.execute(
            select(HandChoice.meeting_id, HandChoice.user_id)
            .outerjoin(User, User.id == HandChoice.user_id)
            .where(  # who left is kept nowhere: a proposal sends somebody else
                HandChoice.calendar_id == record.calendar.id,
                or_(HandChoice.user_id.is_(None), User.active),
            )
        )
        pinned = {row.meeting_id: row.user_id for row in rows}
    given = given_of(record.lines)
    is_told = record.is_published
    return pinned | {
        one.meeting_id: given.get(one.meeting_id)
        for one in record.lines
        if one.is_over or one.is_nobody or (is_told and not one.is_open)
    }


def propose(activity: Activity, month: date) -> MonthRecord:
    """Fill the month with a proposal as a draft, and return it as it then stands.

    What was chosen by hand stays. Raises `Refused` once the month is published: what is undecided
    then is proposed by `deciding`.
    """
    calendar = lock_calendar(activity, month)
    if calendar.published_at:
        raise Refused("Lịch tháng này đã công bố. Hãy sửa từng buổi, hoặc quyết định buổi còn lại.")
    record = MonthRecord(activity, month)
    if not record.lines:
        raise Refused("Chưa có đơn vị nào gửi lịch sinh hoạt của tháng này.")
    write(record, found_for(record, people_of(activity.plan.issuer_id)))
    db.session.commit()
    return MonthRecord(activity, month)


def found_for(record: MonthRecord, people: Sequence[User]) -> dict[int, int]:
    """Return the proposal for a month: meeting → person, with what is pinned."""
    return handing_out_solver.propose(month_of(record, pins_of(record), people))


def write(record: MonthRecord, found: Mapping[int, int]) -> None:
    """Bring the month's visits to what was *found*: meeting → person."""
    hosts = _hosts([one.meeting_id for one in record.lines])
    now = given_of(record.lines)
    new, other, gone = [], {}, []
    for one in record.lines:
        wanted = found.get(one.meeting_id)
        if wanted == now.get(one.meeting_id):
            continue
        if wanted is None:
            gone.append(one.visit_id)
        elif one.visit_id is None:
            host = hosts[one.meeting_id]
            new.append(handing.Sending(one.meeting_id, host, one.assignment_id, wanted))
        else:
            other[one.visit_id] = wanted
    handing.send(record.activity.plan.issuer_id, new)
    handing.replace(other)
    visits = db.session.scalars(select(Visit).where(Visit.id.in_(gone))).all()
    handing.take_back(visits, NOBODY)


def _hosts(meeting_ids: Sequence[int]) -> dict[int, int]:
    rows = db.session.execute(
        select(Meeting.id, Meeting.organization_id).where(Meeting.id.in_(meeting_ids))
    )
    return {row.id: row.organization_id for row in rows}


def change(
    activity: Activity,
    month: date,
    line: Line,
    user_id: int | None,
    who: User,
    *,
    pins: bool = False,
) -> list[str]:
    """Let somebody else go to a meeting, or nobody, by hand; once published, people are told.

    Return the numbers of the papers to be adjusted. Saved as it is, nothing changes; with *pins*
    a proposal is to leave it so. The calendar must be held (`dues.lock_calendar`)
    since *line* was read. Raises `Refused` for a meeting that was reported on already.
    """
    if line.is_held:
        raise Refused("Buổi này đã có báo cáo dự sinh hoạt, không đổi người được nữa.")
    if not pins and _goes(line) == user_id and line.decision != Decision.OPEN:
        return []
    calendar = lock_calendar(activity, month)
    pin(calendar, {line.meeting_id: user_id})
    numbers: list[str] = []
    if _goes(line) != user_id:
        record = MonthRecord(activity, month)
        wanted = {**given_of(record.lines), line.meeting_id: user_id}
        write(record, {key: value for key, value in wanted.items() if value is not None})
    if calendar.published_at and (_goes(line) != user_id or line.is_open):
        numbers = _after_publication(calendar, line, user_id, who)
    db.session.commit()
    return numbers


def _goes(line: Line) -> int | None:
    return line.goers[0].user_id if line.goers else None


def pin(calendar: MonthlyCalendar, choices: Mapping[int, int | None]) -> None:
    """Note who goes by hand, meeting → person, so that a proposal leaves it so. No commit.

    What is noted already does not change.
    """
    rows = db.session.scalars(select(HandChoice).where(HandChoice.meeting_id.in_(choices)))
    kept = {one.meeting_id: one for one in rows}
    for meeting_id, user_id in choices.items():
        row = kept.get(meeting_id)
        if row is None:
            row = HandChoice(calendar_id=calendar.id, meeting_id=meeting_id)
            db.session.add(row)
        row.user_id = user_id


def release(activity: Activity, month: date) -> None:
    """Forget what was chosen by hand, so that the next proposal is free. Raises `Refused`."""
    calendar = lock_calendar(activity, month)
    if calendar.published_at:
        raise Refused("Lịch tháng này đã công bố. Hãy sửa từng buổi.")
    db.session.execute(delete(HandChoice).where(HandChoice.calendar_id == calendar.id))
    db.session.commit()


def _after_publication(
    calendar: MonthlyCalendar, line: Line, user_id: int | None, who: User
) -> list[str]:
    """Tell who comes, who stays and the unit; return the papers to be adjusted."""
    assignment = db.session.get_one(Assignment, line.assignment_id)
    activity = db.session.get_one(Activity, calendar.activity_id)
    handing.settle([assignment], who, MonthRecord(activity, calendar.month).dropped)
    dues.set_for(assignment)
    where = f"{line.name}, {clock.local(line.starts_at):%H:%M ngày %d/%m/%Y}"
    link = f"/grassroots/{calendar.activity_id}?month={calendar.month:%Y-%m}&view=list"
    milestones.notify(
        [goer.user_id for goer in line.goers], f"Đồng chí thôi được phân công dự: {where}.", link
    )
    if user_id is not None:
        milestones.notify([user_id], f"Đồng chí được phân công dự: {where}.", link)
    office = handing.offices_of([assignment.organization_id])
    told = "thay đổi người dự" if line.goers else "bố trí người dự"
    told = told if user_id else "không bố trí người dự"
    milestones.notify(
        office.get(assignment.organization_id, []),
        f"Lịch dự sinh hoạt {where}: {told}.",
        f"/assignments/{assignment.id}/notice",
    )
    numbers = adjusting.follow(calendar)
    if numbers:
        told = f"{to_issue(numbers, f'{told} buổi')} {where}."
        notify_signers(announced.in_force(calendar.id), told, link, ("line", line.meeting_id))
    return numbers


def publish(
    activity: Activity, month: date, who: User, *, looked: str | None = None
) -> MonthlyCalendar:
    """Publish a month: units and people are told, units see their visits, reports fall due.

    *looked* is the mark of what *who* looked over, None where nobody was asked. Raises `Changed`
    when it is otherwise now, `Refused` when the month is published, or nothing is decided.
    """
    calendar = lock_calendar(activity, month)
    if calendar.published_at:
        raise Refused("Lịch tháng này đã công bố.")
    record = MonthRecord(activity, month)
    decided = {one.assignment_id for one in record.lines if one.is_decided}
    if not decided:
        raise Refused("Chưa phân công buổi nào. Hãy đề xuất phân công trước.")
    if looked is not None and publishing.look_over(record).changed(looked):
        raise Changed
    _refuse_told(calendar, record)
    calendar.published_at, calendar.published_by_id = clock.now(), who.id
    note_step(calendar, PUBLISHED, who, record.undecided.words)
    handing.settle(assignments_of(decided), who, record.dropped)
    _set_report_dues(activity, record)
    _notify(record, assignments_of({one.assignment_id for one in record.lines}))
    engine.mark_done(MONTH_CALENDAR, (ABOUT, calendar.id), "công bố lịch dự sinh hoạt")
    db.session.commit()
    return calendar


def _refuse_told(calendar: MonthlyCalendar, record: MonthRecord) -> None:
    """Refuse while a meeting that a paper in force announced is undecided.

    The notice of amendment would say that nobody comes, which nobody decided.
    """
    holding = announced.in_force(calendar.id)
    told = [announced.told_by(one, holding, calendar) for one in papers_told(holding)]
    keys = {key for one in told for key in one.by_key}
    names = [one.name for one in record.open if one.meeting_id in keys]
    if names:
        raise Refused(
            "Buổi đã có trong thông báo đã ban hành phải được quyết định trước khi công bố lại: "
            f"{'; '.join(names)}."
        )


def note_step(calendar: MonthlyCalendar, action: str, who: User, said: str = "") -> None:
    """Keep that a month was published, in whole or in part, or withdrawn. Does not commit."""
    db.session.add(
        CalendarStep(
            calendar_id=calendar.id, at=clock.now(), user_id=who.id, action=action, said=said
        )
    )


def assignments_of(ids: Collection[int]) -> Sequence[Assignment]:
    return db.session.scalars(
        select(Assignment)
        .where(Assignment.id.in_(ids))
        .options(joinedload(Assignment.organization))
        .order_by(Assignment.id)
    ).all()


def _set_report_dues(activity: Activity, record: MonthRecord) -> None:
    """Make each person owe the report of each meeting they attend."""
    owed = duty(activity.id, FINDINGS.key)
    if owed is None:
        return
    visits = db.session.scalars(
        select(Visit)
        .where(Visit.id.in_([one.visit_id for one in record.attended]))
        .options(joinedload(Visit.organization), selectinload(Visit.team))
    ).all()
    about = [one.id for one in visits]
    batch = engine.batch_of(activity.plan.issuer_id, [FINDINGS], dues.ABOUT, about)
    since = first_issued_on(activity.plan_id)
    days = {one.visit_id: one.day for one in record.attended}
    for visit in visits:
        facts = replace(common_facts(owed, None), day=days[visit.id])
        item = item_of(
            owed, (dues.ABOUT, visit.id), visit.organization, facts, since, activity.plan_id
        )
        head = next((one.user_id for one in visit.team if one.role == team.HEAD), None)
        engine.set_due(replace(item, user_id=head), batch)


def _notify(record: MonthRecord, assignments: Sequence[Assignment]) -> None:
    month = f"tháng {record.month:%m/%Y}"
    counts: dict[int, int] = {}
    for line in record.attended:
        for goer in line.goers:
            counts[goer.user_id] = counts.get(goer.user_id, 0) + 1
    link = f"/visits?mine=1&month={record.month:%Y-%m}"
    for user_id, count in counts.items():
        milestones.notify([user_id], f"Đồng chí được phân công dự {count} buổi {month}.", link)
    notify_units(record.lines, assignments, f"Lịch sinh hoạt {month}")


def notify_units(lines: Sequence[Line], assignments: Sequence[Assignment], about: str) -> None:
    """Tell the offices of units what is decided of *lines*, and what is not. Does not commit."""
    offices = handing.offices_of([one.organization_id for one in assignments])
    decisions: dict[int, list[Decision]] = {}
    for line in lines:
        # A meeting that is over is not asked to be held as it was filed.
        if not (line.is_over and line.decision is Decision.NOBODY):
            decisions.setdefault(line.assignment_id, []).append(line.decision)
    for one in assignments:
        if words := told_unit(decisions.get(one.id, ())):
            people = offices.get(one.organization_id, [])
            milestones.notify(people, f"{about}: {words}.", f"/assignments/{one.id}/notice")

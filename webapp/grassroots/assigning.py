"""Assigning a month: proposed in one click, changed by hand, published (46-KH/ĐTN, II.3, IV.2)."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents import services as documents
from webapp.grassroots.dues import ABOUT, CALENDAR, hold
from webapp.grassroots.models import HandChoice, MonthlyCalendar
from webapp.grassroots.month import Line, MonthSheet
from webapp.grassroots.people import given_of, month_of, people_of
from webapp.milestones import services as milestones
from webapp.notices.models import Meeting
from webapp.plans.dues import first_issued_on
from webapp.plans.models import Activity, Assignment
from webapp.plans.services import duty
from webapp.rules import handing_out_solver
from webapp.visits import choosing, dues, handing, team
from webapp.visits.models import Visit

NOBODY = "Không bố trí người dự."


def pins_of(sheet: MonthSheet) -> dict[int, int | None]:
    """Return what a proposal must leave: what was chosen by hand, and what has begun already."""
    pinned: dict[int, int | None] = {}
    if sheet.calendar is not None:
        rows = db.session.execute(
            select(HandChoice.meeting_id, HandChoice.user_id).where(
                HandChoice.calendar_id == sheet.calendar.id
            )
        )
        pinned = {row.meeting_id: row.user_id for row in rows}
    given = given_of(sheet.lines)
    return pinned | {
        one.meeting_id: given.get(one.meeting_id) for one in sheet.lines if one.is_over
    }


def propose(activity: Activity, month: date) -> MonthSheet:
    """Fill the month with a proposal as a draft, and return it as it then stands.

    What was chosen by hand stays. Raises `Refused` once the month is published.
    """
    calendar = hold(activity, month)
    if calendar.published_at:
        raise Refused("Lịch tháng này đã công bố. Hãy sửa từng buổi.")
    sheet = MonthSheet(activity, month)
    if not sheet.lines:
        raise Refused("Chưa có đơn vị nào gửi lịch sinh hoạt của tháng này.")
    people = people_of(activity.plan.issuer_id)
    found = handing_out_solver.propose(month_of(sheet, pins_of(sheet), people))
    _write(sheet, found)
    db.session.commit()
    return MonthSheet(activity, month)


def _write(sheet: MonthSheet, found: Mapping[int, int]) -> None:
    """Bring the month's visits to what was *found*: meeting → person."""
    hosts = _hosts([one.meeting_id for one in sheet.lines])
    now = given_of(sheet.lines)
    new, other, gone = [], {}, []
    for one in sheet.lines:
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
    handing.send(sheet.activity.plan.issuer_id, new)
    handing.replace(other)
    visits = db.session.scalars(select(Visit).where(Visit.id.in_(gone))).all()
    handing.take_back(visits, NOBODY)


def _hosts(meeting_ids: Sequence[int]) -> dict[int, int]:
    rows = db.session.execute(
        select(Meeting.id, Meeting.organization_id).where(Meeting.id.in_(meeting_ids))
    )
    return {row.id: row.organization_id for row in rows}


def change(activity: Activity, month: date, line: Line, user_id: int | None, who: User) -> str:
    """Let somebody else go to a meeting, or nobody, by hand; once published, people are told.

    Return the announcement that this set aside, if any. The calendar must be held (`dues.hold`)
    since *line* was read. Raises `Refused` for a meeting that was reported on already.
    """
    if line.is_held:
        raise Refused("Buổi này đã có báo cáo dự sinh hoạt, không đổi người được nữa.")
    calendar = hold(activity, month)
    db.session.execute(delete(HandChoice).where(HandChoice.meeting_id == line.meeting_id))
    db.session.add(HandChoice(calendar_id=calendar.id, meeting_id=line.meeting_id, user_id=user_id))
    sheet = MonthSheet(activity, month)
    now, aside = given_of(sheet.lines), ""
    if now.get(line.meeting_id) != user_id:
        wanted = {key: value for key, value in now.items() if key != line.meeting_id}
        if user_id is not None:
            wanted[line.meeting_id] = user_id
        _write(sheet, wanted)
        if calendar.published_at:
            aside = _after_publication(calendar, line, user_id, who)
    db.session.commit()
    return aside


def release(activity: Activity, month: date) -> None:
    """Forget what was chosen by hand, so that the next proposal is free. Raises `Refused`."""
    calendar = hold(activity, month)
    if calendar.published_at:
        raise Refused("Lịch tháng này đã công bố. Hãy sửa từng buổi.")
    db.session.execute(delete(HandChoice).where(HandChoice.calendar_id == calendar.id))
    db.session.commit()


def _after_publication(
    calendar: MonthlyCalendar, line: Line, user_id: int | None, who: User
) -> str:
    """Tell who comes, who stays and the unit; return what announced it and no longer holds."""
    assignment = db.session.get_one(Assignment, line.assignment_id)
    handing.settle([assignment], who)
    dues.set_for(assignment)
    where = f"{line.name}, {clock.local(line.starts_at):%H:%M ngày %d/%m/%Y}"
    link = f"/grassroots/{calendar.activity_id}?month={calendar.month:%Y-%m}&view=list"
    milestones.tell(
        [goer.user_id for goer in line.goers], f"Đồng chí thôi được phân công dự: {where}.", link
    )
    if user_id is not None:
        milestones.tell([user_id], f"Đồng chí được phân công dự: {where}.", link)
    office = handing.offices_of([assignment.organization_id])
    told = "thay đổi người dự" if user_id else "không bố trí người dự"
    milestones.tell(
        office.get(assignment.organization_id, []),
        f"Lịch dự sinh hoạt {where}: {told}.",
        f"/assignments/{assignment.id}/notice",
    )
    return set_aside(calendar, who, f"Thay đổi người dự: {where}")


def set_aside(calendar: MonthlyCalendar, who: User, reason: str) -> str:
    """Mark the month's announcement as no longer holding, unless it is a mere draft. No commit.

    Return what it was, for whoever must announce anew; nothing where none was set aside.
    """
    paper = documents.current("announcement", (ABOUT, calendar.id))
    if paper is None or paper.state == "draft":
        return ""
    documents.replace(paper, who, reason)
    return paper.number_and_symbol if paper.issued_at else paper.summary


def publish(activity: Activity, month: date, who: User) -> MonthlyCalendar:
    """Publish a month: units and people are told, units see their visits, reports fall due.

    Raises `Refused` when it is published, or nobody goes anywhere.
    """
    calendar = hold(activity, month)
    if calendar.published_at:
        raise Refused("Lịch tháng này đã công bố.")
    sheet = MonthSheet(activity, month)
    if not sheet.attended:
        raise Refused("Chưa phân công buổi nào. Hãy đề xuất phân công trước.")
    calendar.published_at, calendar.published_by_id = clock.now(), who.id
    assignments = _assignments({one.assignment_id for one in sheet.lines})
    handing.settle(assignments, who)
    _owe_reports(activity, sheet)
    _tell(sheet, assignments)
    milestones.mark_done(CALENDAR, (ABOUT, calendar.id), "công bố lịch dự sinh hoạt")
    db.session.commit()
    return calendar


def _assignments(ids: set[int]) -> Sequence[Assignment]:
    return db.session.scalars(
        select(Assignment)
        .where(Assignment.id.in_(ids))
        .options(joinedload(Assignment.organization))
        .order_by(Assignment.id)
    ).all()


def _owe_reports(activity: Activity, sheet: MonthSheet) -> None:
    """Make each person owe the report of each meeting they attend."""
    owed = duty(activity.id, "findings")
    if owed is None:
        return
    visits = db.session.scalars(
        select(Visit)
        .where(Visit.id.in_([one.visit_id for one in sheet.attended]))
        .options(joinedload(Visit.organization), selectinload(Visit.team))
    ).all()
    known = handing.owed_by_visit(owed.kind, [one.id for one in visits])
    counting = milestones.counting_of(activity.plan.issuer_id)
    since = first_issued_on(activity.plan_id)
    days = {one.visit_id: one.day for one in sheet.attended}
    for visit in visits:
        milestones.set_milestone(
            kind=owed.kind,
            subject=("visit", visit.id),
            organization=visit.organization,
            label=owed.label,
            owner=owed.owner,
            rule=owed.rule,
            anchor=days[visit.id],
            plan_id=activity.plan_id,
            user_id=next((one.user_id for one in visit.team if one.role == team.HEAD), None),
            known_from=since,
            counting=counting,
            among=known,
        )


def _tell(sheet: MonthSheet, assignments: Sequence[Assignment]) -> None:
    month = f"tháng {sheet.month:%m/%Y}"
    counts: dict[int, int] = {}
    for line in sheet.attended:
        for goer in line.goers:
            counts[goer.user_id] = counts.get(goer.user_id, 0) + 1
    link = f"/visits?mine=1&month={sheet.month:%Y-%m}"
    for user_id, count in counts.items():
        milestones.tell([user_id], f"Đồng chí được phân công dự {count} buổi {month}.", link)
    offices = handing.offices_of([one.organization_id for one in assignments])
    attended: dict[int, int] = {}
    for line in sheet.attended:
        attended[line.assignment_id] = attended.get(line.assignment_id, 0) + 1
    for one in assignments:
        count = attended.get(one.id, 0)
        words = f"cấp trên dự {count} buổi" if count else choosing.NOT_CHOSEN
        milestones.tell(
            offices.get(one.organization_id, []),
            f"Lịch sinh hoạt {month}: {words}".rstrip(".") + ".",
            f"/assignments/{one.id}/notice",
        )

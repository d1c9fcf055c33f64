"""The months from March to June, entered from paper as they were before the program was used.

They are rows, not lived through: they give the year its history, so that a union that was not
visited for long comes first and nobody goes more often than the others.
"""

from datetime import date, timedelta
from random import Random

from sqlalchemy import select

from webapp.accounts.models import MEMBER, User
from webapp.attending.models import Remark
from webapp.core.db import db
from webapp.grassroots.kinds import MONTH_CALENDAR, MONTH_REPORT_DUE
from webapp.grassroots.models import MonthlyCalendar
from webapp.grassroots.services.dues import ABOUT
from webapp.milestones import engine
from webapp.notices.dues import Told, record_told
from webapp.notices.facts import Row
from webapp.notices.kinds import NOTICE
from webapp.notices.models import Meeting, Notice, NoticeRevision
from webapp.notices.queries.history import snapshot
from webapp.organizations.models import Organization
from webapp.plans.models import Assignment
from webapp.sample.can_tho.calendars import (
    ON_PAPER,
    assignments_of,
    branches_of,
    rows_of,
    senders,
    sent_at,
)
from webapp.sample.can_tho.plan import YEAR
from webapp.sample.can_tho.reports import attendance_of, remarks_of
from webapp.sample.living import at
from webapp.visits.models import Attendance, Choice, TeamMember, Visit

PUBLISHED_ON = 25  # of the month before, at the hour that follows
PUBLISHED_AT = 15
REPORTED_ON = 4  # of the month after
REPORTED_AFTER = timedelta(hours=20)


def enter(plan_id: int, people: dict[str, User], offices: list[User]) -> None:
    """Enter the months that came on paper, with who went where. Commits."""
    members = [one for one in people.values() if MEMBER in one.roles]
    planner = people["ct-kehoach"]
    went = 0
    for month in ON_PAPER:
        held = _enter_notices(plan_id, month, offices)
        _publish(held, month, planner)
        # A month's unions that were not visited come first in the next.
        for number, (assignment, meeting) in enumerate(held):
            if number % 2 == month % 2:
                _enter_visit(assignment, meeting, members[went % len(members)])
                went += 1
    db.session.commit()


def _enter_notices(
    plan_id: int, month: int, offices: list[User]
) -> list[tuple[Assignment, Meeting]]:
    union_ids = [one.organization_id for one in offices]
    assignments, branches = assignments_of(plan_id, month, *union_ids), branches_of(*union_ids)
    found: list[tuple[Assignment, Meeting]] = []
    notices = []
    for number in senders(month):
        who = offices[number - 1]
        assignment = assignments[who.organization_id]
        moment = sent_at(month, number)
        notice = Notice(
            issuer_id=assignment.issuer_id,
            organization_id=assignment.organization_id,
            assignment_id=assignment.id,
            filed_at=moment,
            filed_by_id=who.id,
            came_on_paper=True,
            paper_came_on=moment.date(),
        )
        own = {one.id: one for one in branches[who.organization_id]}
        notice.meetings = [
            _meeting(own[row.organization_id], row, moment.date())
            for row in rows_of(month, number, list(own.values()))
        ]
        notices.append(notice)
        found += [(assignment, meeting) for meeting in notice.meetings]
    db.session.add_all(notices)
    db.session.flush()
    given = {one.id: one for one in assignments.values()}
    for notice in notices:
        told = [Told(meeting) for meeting in notice.meetings]
        record_told(given[notice.assignment_id], told, notice.receipt_number)
        subject = ("assignment", notice.assignment_id)
        engine.mark_done(NOTICE, subject, notice.receipt_number, notice.filed_at)
    db.session.add_all(map(_first_revision, notices))
    return found


def _first_revision(notice: Notice) -> NoticeRevision:
    return NoticeRevision(
        notice_id=notice.id,
        number=1,
        saved_at=notice.filed_at,
        saved_by_id=notice.filed_by_id,
        meetings=snapshot(notice.meetings),
    )


def _meeting(branch: Organization, row: Row, notified_on: date) -> Meeting:
    return Meeting(
        issuer_id=branch.issuer_id,
        organization_id=branch.id,
        organization=branch,
        starts_at=at(row.day, row.hour.hour, row.hour.minute),
        place=row.place,
        kind=row.kind,
        topic=row.topic,
        contact=row.contact,
        phone=row.phone,
        received_on=notified_on,
    )


def _publish(held: list[tuple[Assignment, Meeting]], month: int, planner: User) -> None:
    """Note that the month was handed out, and that its unions were told."""
    moment = at(date(YEAR, month - 1, PUBLISHED_ON), PUBLISHED_AT)
    first = held[0][0]
    calendar = db.session.scalars(
        select(MonthlyCalendar).where(
            MonthlyCalendar.activity_id == first.activity_id, MonthlyCalendar.month == first.month
        )
    ).one()
    calendar.published_at, calendar.published_by_id = moment, planner.id
    subject = (ABOUT, calendar.id)
    engine.mark_done(MONTH_CALENDAR, subject, "công bố lịch dự sinh hoạt", moment)
    engine.mark_done(
        MONTH_REPORT_DUE, subject, "báo cáo bản giấy", at(date(YEAR, month + 1, REPORTED_ON), 15)
    )
    db.session.add_all(
        Choice(
            issuer_id=assignment.issuer_id,
            organization_id=assignment.organization_id,
            assignment_id=assignment.id,
            closed_at=moment,
            closed_by_id=planner.id,
        )
        for assignment, _ in held
    )


def _enter_visit(assignment: Assignment, meeting: Meeting, who: User) -> None:
    chance = Random(meeting.id)  # noqa: S311  (the sample is the same every time)
    reported_at = meeting.starts_at + REPORTED_AFTER
    visit = Visit(
        issuer_id=meeting.issuer_id,
        organization_id=meeting.organization_id,
        assignment_id=assignment.id,
        meeting_id=meeting.id,
        held_at=reported_at,
        team=[TeamMember(user_id=who.id, role="head")],
    )
    db.session.add(visit)
    db.session.flush()
    db.session.add(Attendance(visit_id=visit.id, **attendance_of(meeting, chance)))
    db.session.add_all(
        Remark(visit_id=visit.id, kind=kind, text=text, author_id=who.id, created_at=reported_at)
        for kind, text in remarks_of(chance)
    )

"""What a month's report is gathered from: who sent when, what was reported, who did not come."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from webapp.accounts.models import User
from webapp.attending.models import Remark
from webapp.core import clock
from webapp.core.db import db
from webapp.grassroots.papers.drawing import Absence, Gathered, Reported, Unreported
from webapp.grassroots.queries.line import Line
from webapp.grassroots.queries.month import MonthRecord
from webapp.milestones.models import Milestone, is_latest
from webapp.notices.kinds import NOTICE
from webapp.notices.models import Meeting
from webapp.organizations.models import Organization
from webapp.plans.models import Assignment
from webapp.visits.models import Attendance, NoShow, Visit


def gather(record: MonthRecord, as_of: datetime) -> Gathered:
    """Return what is to be told of a month (46-KH/ĐTN, II.3): six queries.

    *as_of* is the moment at which it is told: what lies after it is still to come. A meeting that
    was moved into another month is told with that one.
    """
    late = _sent_late(record)
    held = record.held_here
    attended = [one for one in held if one.goers]
    visits = [one.visit_id for one in held if one.visit_id]
    senders = {one.assignment_id for one in record.lines} | late.keys()
    return Gathered(
        in_time=sum(not late.get(one, False) for one in senders),
        late=sum(late.values()),
        silent=[one.unit for one in record.silent],
        meetings=len(held),
        visits=len(attended),
        reported=_reported(record),
        absences=absences_of(visits),
        unreported=[
            Unreported(one.name, one.starts_at, _comrades(one))
            for one in attended
            if not one.is_held and one.starts_at <= as_of
        ],
        is_over=record.end <= clock.local(as_of).date(),
        ahead=sum(one.starts_at > as_of for one in attended),
        let_go=record.let_go,
    )


def _comrades(line: Line) -> str:
    return ", ".join(f"đồng chí {one.name}" for one in line.goers)


def _sent_late(record: MonthRecord) -> dict[int, bool]:
    """Return, by assignment, whether its calendar came late."""
    rows = db.session.scalars(
        select(Milestone)
        .join(Assignment, Assignment.id == Milestone.subject_id)
        .where(
            Milestone.kind == NOTICE.key,
            is_latest(),
            Milestone.subject_kind == "assignment",
            Milestone.done_at.is_not(None),
            Assignment.activity_id == record.activity.id,
            Assignment.month == record.month,
        )
    )
    return {one.subject_id: one.is_late for one in rows}


def _reported(record: MonthRecord) -> list[Reported]:
    lines = {one.visit_id: one for one in record.held_here if one.is_held and one.visit_id}
    remarks: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in db.session.execute(
        select(Remark.visit_id, Remark.kind, Remark.text)
        .where(Remark.visit_id.in_(lines), Remark.text != "")
        .order_by(Remark.id)
    ):
        remarks[row.visit_id].append((row.kind, row.text))
    attendances = {
        one.visit_id: one
        for one in db.session.scalars(select(Attendance).where(Attendance.visit_id.in_(lines)))
    }
    found = []
    for visit_id, line in lines.items():
        came = attendances.get(visit_id)
        found.append(
            Reported(
                name=line.name,
                starts_at=line.starts_at,
                person=", ".join(goer.name for goer in line.goers),
                members=came.members if came else None,
                present=came.present if came else None,
                composition=came.composition if came else "",
                course=came.course if came else "",
                remarks=remarks[visit_id],
            )
        )
    return found


def absences_of(visit_ids: Collection[int]) -> list[Absence]:
    """Return who did not come to these visits, in order of time."""
    instead = aliased(User)
    rows = db.session.execute(
        select(
            Organization.name,
            Meeting.starts_at,
            User.full_name,
            NoShow.reason,
            instead.full_name.label("replacement"),
        )
        .join(Visit, Visit.id == NoShow.visit_id)
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .join(Organization, Organization.id == Visit.organization_id)
        .join(User, User.id == NoShow.user_id)
        .outerjoin(instead, instead.id == NoShow.replacement_id)
        .where(NoShow.visit_id.in_(visit_ids))
        .order_by(Meeting.starts_at, NoShow.id)
    )
    return [
        Absence(row.name, row.starts_at, row.full_name, row.reason, row.replacement or "")
        for row in rows
    ]

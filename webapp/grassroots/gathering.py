"""What a month's report is gathered from: who sent when, what was reported, who did not come."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import aliased

from webapp.accounts.models import User
from webapp.attending.models import Remark
from webapp.core.db import db
from webapp.grassroots.drawing import Absence, Gathered, Reported
from webapp.grassroots.month import MonthSheet
from webapp.milestones.models import Milestone
from webapp.notices.models import Meeting
from webapp.organizations.models import Organization
from webapp.plans.models import Assignment
from webapp.visits.models import Attendance, NoShow, Visit


def gather(sheet: MonthSheet) -> Gathered:
    """Return what is to be told of a month (46-KH/ĐTN, II.3): six queries."""
    late = _sent_late(sheet)
    visits = [one.visit_id for one in sheet.lines if one.visit_id]
    senders = {one.assignment_id for one in sheet.lines} | late.keys()
    return Gathered(
        in_time=sum(not late.get(one, False) for one in senders),
        late=sum(late.values()),
        silent=[one.unit for one in sheet.silent],
        meetings=len(sheet.lines),
        visits=len(sheet.attended),
        reported=_reported(sheet),
        absences=absences_of(visits),
    )


def _sent_late(sheet: MonthSheet) -> dict[int, bool]:
    """Return, by assignment, whether its calendar came late."""
    rows = db.session.scalars(
        select(Milestone)
        .join(Assignment, Assignment.id == Milestone.subject_id)
        .where(
            Milestone.kind == "notice",
            Milestone.subject_kind == "assignment",
            Milestone.done_at.is_not(None),
            Assignment.activity_id == sheet.activity.id,
            Assignment.month == sheet.month,
        )
    )
    return {one.subject_id: one.is_late and not one.is_impossible for one in rows}


def _reported(sheet: MonthSheet) -> list[Reported]:
    lines = {one.visit_id: one for one in sheet.lines if one.is_held and one.visit_id}
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

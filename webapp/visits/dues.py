"""What a chosen meeting makes people owe, and how that moves when the meeting moves."""

from datetime import date

from sqlalchemy import select

from webapp.core import clock
from webapp.core.db import db
from webapp.milestones import services as milestones
from webapp.notices.models import Meeting
from webapp.organizations.models import Organization
from webapp.plans.models import Activity, Assignment, Duty
from webapp.visits import papers
from webapp.visits.models import TeamMember, Visit
from webapp.visits.papers import ANNOUNCEMENT

OF_A_VISIT = ("preparation", "findings", "result_letter")


def set_for(assignment: Assignment) -> None:
    """Set, or move, what every chosen meeting of *assignment* makes people owe.

    What a cancelled one asked for is forgotten. Does not commit.
    """
    activity = db.session.get_one(Activity, assignment.activity_id)
    duties = _duties(activity.id)
    rows = db.session.execute(
        select(Visit, Meeting, Organization)
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .join(Organization, Organization.id == Visit.organization_id)
        .where(Visit.assignment_id == assignment.id)
        .order_by(Meeting.starts_at)
    ).all()
    days = []
    for visit, meeting, where in rows:
        if visit.cancelled_at:
            forget_visit(visit.id)
            continue
        days.append(clock.local(meeting.starts_at).date())
        for kind in OF_A_VISIT:
            if kind in duties:
                _set(duties[kind], ("visit", visit.id), where, days[-1], assignment, activity)
    _set_announcement(duties.get(ANNOUNCEMENT), days, assignment, activity)


def forget(assignment: Assignment) -> None:
    """Forget what is owed until the choice is closed again. Does not commit."""
    milestones.drop(("assignment", assignment.id), ANNOUNCEMENT)
    for visit_id in db.session.scalars(
        select(Visit.id).where(Visit.assignment_id == assignment.id)
    ):
        forget_visit(visit_id)


def forget_visit(visit_id: int) -> None:
    """Forget what is still owed about one visit. Does not commit."""
    for kind in OF_A_VISIT:
        milestones.drop(("visit", visit_id), kind)


def _set_announcement(
    duty: Duty | None, days: list[date], assignment: Assignment, activity: Activity
) -> None:
    if duty is None or not days:
        # That every meeting of an announced month was cancelled must be announced as well.
        if not papers.to_repeat([assignment.id]):
            milestones.drop(("assignment", assignment.id), ANNOUNCEMENT)
        return
    where = db.session.get_one(Organization, assignment.organization_id)
    _set(duty, ("assignment", assignment.id), where, days[0], assignment, activity)


def _set(
    duty: Duty,
    subject: tuple[str, int],
    where: Organization,
    meeting_day: date,
    assignment: Assignment,
    activity: Activity,
) -> None:
    anchors = {"month": assignment.month, "fixed": duty.fixed_on}
    anchor = anchors.get(duty.anchor) or meeting_day
    user_id = _head_of(subject[1]) if duty.kind == "findings" else None
    found = milestones.find(duty.kind, *subject)
    if found is not None and (found.rule, found.anchor_on) == (duty.rule, anchor):
        found.user_id = user_id
        return
    milestones.set_milestone(
        kind=duty.kind,
        subject=subject,
        organization=where,
        label=duty.label,
        owner=duty.owner,
        rule=duty.rule,
        anchor=anchor,
        plan_id=activity.plan_id,
        user_id=user_id,
        known_from=clock.today(),
    )


def _head_of(visit_id: int) -> int | None:
    return db.session.scalars(
        select(TeamMember.user_id).where(TeamMember.visit_id == visit_id, TeamMember.role == "head")
    ).one_or_none()


def _duties(activity_id: int) -> dict[str, Duty]:
    rows = db.session.scalars(select(Duty).where(Duty.activity_id == activity_id))
    return {duty.kind: duty for duty in rows}

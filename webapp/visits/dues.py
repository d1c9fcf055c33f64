"""What a chosen meeting makes people owe, and how that moves when the meeting moves."""

from datetime import date

from sqlalchemy import exists, or_, select

from webapp.core import clock
from webapp.core.db import db
from webapp.milestones import services as milestones
from webapp.notices.models import Meeting
from webapp.organizations.models import Organization
from webapp.plans.dues import MONTH_ANCHORS, anchor_of, day_of, is_counted_alike, windows_of
from webapp.plans.models import ROUND, Activity, Assignment, Duty
from webapp.plans.round_models import Round
from webapp.plans.signals import duty_changed, round_changed
from webapp.visits import papers
from webapp.visits.models import Choice, TeamMember, Visit
from webapp.visits.papers import ANNOUNCEMENT

OF_A_VISIT = ("preparation", "findings", "result_letter")


@round_changed.connect
@duty_changed.connect
def follow_duties(activity_id: int) -> None:
    """Move what chosen meetings make people owe after a duty or a round changed.

    Does not commit.
    """
    known = select(Assignment).where(
        Assignment.activity_id == activity_id,
        or_(
            exists().where(Choice.assignment_id == Assignment.id),
            exists().where(Activity.id == activity_id, Activity.kind == ROUND),
        ),
    )
    for assignment in db.session.scalars(known).all():
        set_for(assignment, meetings_moved=False)


def set_for(assignment: Assignment, *, meetings_moved: bool = True) -> None:
    """Set, or move, what every chosen meeting of *assignment* makes people owe.

    What a cancelled one asked for is forgotten; what was done stays as it was. Only an
    announcement counts anew where *meetings_moved*, as it must then be repeated. A round is
    announced as a whole, so its assignments owe none of their own; before that its units owe
    nothing yet. Does not commit.
    """
    activity = db.session.get_one(Activity, assignment.activity_id)
    duties = _duties(activity.id)
    window = windows_of([activity.id]).get(activity.id)
    is_told = window is None or _is_told(assignment.id)
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
            if kind not in duties or (duties[kind].owner == "unit" and not is_told):
                milestones.drop(("visit", visit.id), kind)
            elif not _is_done(kind, ("visit", visit.id)):
                subject = ("visit", visit.id)
                _set(duties[kind], subject, where, days[-1], assignment, activity, window)
    if window is not None:
        return
    if meetings_moved or not _is_done(ANNOUNCEMENT, ("assignment", assignment.id)):
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
        if not (papers.to_repeat([assignment.id]) or papers.is_announced(assignment.id)):
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
    window: Round | None = None,
) -> None:
    by_month = anchor_of(duty, assignment) if duty.anchor in MONTH_ANCHORS else None
    anchor = day_of(duty, window) or by_month or meeting_day
    user_id = _head_of(subject[1]) if duty.kind == "findings" else None
    found = milestones.find(duty.kind, *subject)
    if found is not None and is_counted_alike(found, duty, anchor):
        found.label, found.owner, found.user_id = duty.label, duty.owner, user_id
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


def _is_told(assignment_id: int) -> bool:
    return bool(db.session.scalar(select(exists().where(Choice.assignment_id == assignment_id))))


def _is_done(kind: str, subject: tuple[str, int]) -> bool:
    found = milestones.find(kind, *subject)
    return found is not None and found.done_at is not None


def _head_of(visit_id: int) -> int | None:
    return db.session.scalars(
        select(TeamMember.user_id).where(TeamMember.visit_id == visit_id, TeamMember.role == "head")
    ).one_or_none()


def _duties(activity_id: int) -> dict[str, Duty]:
    rows = db.session.scalars(select(Duty).where(Duty.activity_id == activity_id))
    return {duty.kind: duty for duty in rows}

"""What a person's first screen asks of this room: which visits of the coming days are theirs."""

from datetime import timedelta

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import contains_eager

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.signals import Coming
from webapp.milestones.standing import SOON
from webapp.notices.models import ALL_MEETING_KINDS, Meeting
from webapp.plans.kinds import ACTIVITIES, keys_where
from webapp.plans.models import Activity, Assignment
from webapp.visits.models import Choice, TeamMember, Visit

MOST = 10


def coming_of(who: User) -> list[Coming]:
    """Return the visits from today on that *who* goes to, or an office receives: one query."""
    today = clock.today()
    rows = db.session.execute(
        select(Visit, TeamMember.role, Activity.kind)
        .join(Visit.meeting)
        .join(Visit.organization)
        .join(Visit.assignment)
        .join(Assignment.activity)
        .outerjoin(TeamMember, (TeamMember.visit_id == Visit.id) & (TeamMember.user_id == who.id))
        .options(contains_eager(Visit.meeting), contains_eager(Visit.organization))
        .where(
            Visit.cancelled_at.is_(None),
            Visit.held_at.is_(None),
            Meeting.starts_at >= clock.at(today),
            Meeting.starts_at < clock.at(today + timedelta(days=SOON)),
            _theirs(who),
        )
        .order_by(Meeting.starts_at, Visit.id)
        .limit(MOST)
    ).all()
    # Where a month is one calendar, people go alone.
    return [
        _told(visit, "" if ACTIVITIES[kind].has_calendar else role or "")
        for visit, role, kind in rows
    ]


def _theirs(who: User) -> ColumnElement[bool]:
    if not who.is_board:
        return Visit.seen_by(who)
    return TeamMember.id.is_not(None) & ~drafted()


def drafted() -> ColumnElement[bool]:
    """Where a month is one calendar who goes is told once it is published: before it is a draft.

    Of visits that are joined with their activity.
    """
    is_told = exists().where(Choice.assignment_id == Visit.assignment_id).correlate(Visit)
    return Activity.kind.in_(keys_where(lambda kind: kind.has_calendar)) & ~is_told


def is_drafted(visit: Visit) -> bool:
    """Return True for a visit of which nobody was told yet: one query, where that may be."""
    if not ACTIVITIES[visit.assignment.activity.kind].has_calendar:
        return False
    closed = select(Choice.id).where(Choice.assignment_id == visit.assignment_id)
    return db.session.scalar(closed) is None


def _told(visit: Visit, role: str) -> Coming:
    meeting = visit.meeting
    return Coming(
        starts_at=meeting.starts_at,
        when=meeting.when,
        name=visit.organization.name,
        what=ALL_MEETING_KINDS.get(meeting.kind, meeting.kind),
        place=meeting.where,
        part=visit.roles[role] if role else "",
        href=f"/visits/{visit.id}",
    )

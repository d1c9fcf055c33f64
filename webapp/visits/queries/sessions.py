"""What a plan's paper asks of this room: when and where the units of its rounds are worked with."""

from sqlalchemy import select

from webapp.core.db import db
from webapp.notices.models import WORKING, Meeting
from webapp.plans.models import Activity, Assignment
from webapp.plans.signals import Session
from webapp.visits.models import Visit


def sessions_of(plan_id: int) -> dict[int, Session]:
    """Return the sessions of a plan's rounds that stand, by assignment."""
    rows = db.session.execute(
        select(
            Visit.assignment_id,
            Meeting.starts_at,
            Meeting.is_hour_set,
            Meeting.place,
            Meeting.is_hour_later,
        )
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .join(Assignment, Assignment.id == Visit.assignment_id)
        .join(Activity, Activity.id == Assignment.activity_id)
        .where(Activity.plan_id == plan_id, Meeting.kind == WORKING, Visit.cancelled_at.is_(None))
    )
    return {
        row.assignment_id: Session(row.starts_at, row.is_hour_set, row.place, row.is_hour_later)
        for row in rows
    }

"""By when the units of a round send the papers asked for, as it is kept."""

from datetime import datetime

from sqlalchemy import select

from webapp.core.db import db
from webapp.milestones import services as milestones
from webapp.milestones.services import Counting
from webapp.plans.models import Activity, Duty
from webapp.plans.services.dues import day_of, papers_duty


def duty_of(activity_id: int) -> Duty | None:
    """Return the duty with which the papers of a round fall due, if it has one."""
    return papers_duty(db.session.scalars(select(Duty).where(Duty.activity_id == activity_id)))


def due_of(
    activity: Activity, duty: Duty | None, counting: Counting | None = None
) -> datetime | None:
    """Return the one moment that holds for all units. *activity* has its plan and its round."""
    day = day_of(duty, activity.round) if duty else None
    if duty is None or day is None:
        return None
    return (counting or milestones.counting_of(activity.plan.issuer_id)).due(duty.rule, day).at

"""By when the units of a round send the papers asked for (46-KH/ĐTN, IV.3; 65-KH/ĐTN, II.5)."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.core.web import moment
from webapp.milestones import services as milestones
from webapp.milestones.services import Counting
from webapp.plans import services as plans
from webapp.plans.dues import day_of, papers_duty
from webapp.plans.models import Activity, Duty
from webapp.rounds import papers, queries, services
from webapp.rounds.dues import ANNOUNCEMENT

PROPOSED = "2 working days before"  # the round opens
PROPOSED_HOUR = time(17)


@dataclass(frozen=True)
class PapersDue:
    """The due moment as a form shows it; version 0 where none is set, without hour: all the day."""

    version: int
    day: date | None
    hour: time | None


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


def shown(activity: Activity, duty: Duty | None) -> PapersDue:
    """Return the due moment as it stands, or a proposal: the afternoon two working days before."""
    due = due_of(activity, duty)
    if due is not None and duty is not None:
        hour = clock.local(due).time()
        is_all_day = (hour.hour, hour.minute) == (23, 59)
        return PapersDue(duty.version, clock.local(due).date(), None if is_all_day else hour)
    version = duty.version if duty else 0
    if activity.round is None:
        return PapersDue(version, None, PROPOSED_HOUR)
    counting = milestones.counting_of(activity.plan.issuer_id)
    proposed = clock.local(counting.due(PROPOSED, activity.round.opens_on).at).date()
    return PapersDue(version, proposed, PROPOSED_HOUR)


def set_due(activity: Activity, day: date, hour: time | None, who: User) -> list[str]:
    """Let the papers of a round fall due at one moment; return the announcement this set aside.

    Each unit owes them from now on; those that were told already are told of the change. Raises
    `Refused` when a colleague set it at the same moment.
    """
    known = duty_of(activity.id)
    before = due_of(activity, known)
    duty = known or Duty(
        activity_id=activity.id, kind="papers", owner="unit", label="Gửi tài liệu cho Đoàn"
    )
    duty.rule = f"at {hour:%H:%M}" if hour else "on the day"
    duty.anchor, duty.fixed_on = "fixed", day
    try:
        with db.session.begin_nested():
            db.session.add(duty)
    except IntegrityError:
        raise Refused("Hạn gửi tài liệu vừa được người khác đặt. Hãy xem lại.") from None
    plans.follow_duties(activity.id)
    due = due_of(activity, duty)
    if due == before:
        db.session.commit()
        return []
    words = f"Hạn gửi tài liệu của đợt “{activity.title}”: {moment(due)}"
    aside = papers.set_aside(activity.id, who, words, kinds=(ANNOUNCEMENT,))
    for unit in queries.units_of(activity):
        if unit.is_told:
            link = f"/assignments/{unit.assignment.id}/papers"
            milestones.tell(services.office_of(unit.assignment), f"{words}.", link)
    db.session.commit()
    return aside

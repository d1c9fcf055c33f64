"""By when the units of a round send the papers asked for (46-KH/ĐTN, IV.3; 65-KH/ĐTN, II.5)."""

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy.exc import IntegrityError

from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.core.web import moment
from webapp.milestones import services as milestones
from webapp.plans.models import Activity, Duty
from webapp.plans.services import editing as plans
from webapp.rounds.queries import rounds as queries
from webapp.rounds.queries.due import due_of, duty_of
from webapp.rounds.services import adjusting
from webapp.rounds.services import units as services
from webapp.submissions.kinds import PAPERS_DUE, PAPERS_DUTY

PROPOSED = "2 working days before"  # the round opens
PROPOSED_HOUR = time(17)


@dataclass(frozen=True)
class PapersDue:
    """The due moment as a form shows it; version 0 where none is set, without hour: all the day."""

    version: int
    day: date | None
    hour: time | None


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


def set_due(activity: Activity, day: date, hour: time | None) -> list[str]:
    """Let the papers of a round fall due at one moment; return the papers to be adjusted.

    Each unit owes them from now on; those that were told already are told of the change. Set as
    it is, nothing changes. Raises `Refused` when a colleague set it at the same moment.
    """
    known = duty_of(activity.id)
    rule = f"at {hour:%H:%M}" if hour else "on the day"
    if known is not None and (known.rule, known.anchor, known.fixed_on) == (rule, "fixed", day):
        return []
    before = due_of(activity, known)
    duty = known or Duty(
        activity_id=activity.id,
        kind=PAPERS_DUE.key,
        owner=PAPERS_DUTY.owner,
        label="Gửi tài liệu cho Đoàn",
    )
    duty.rule, duty.anchor, duty.fixed_on = rule, "fixed", day
    try:
        with db.session.begin_nested():
            db.session.add(duty)
    except IntegrityError:
        raise Refused("Hạn gửi tài liệu vừa được người khác đặt. Hãy xem lại.") from None
    plans.follow_duties(activity.id)
    due = due_of(activity, duty)
    numbers = adjusting.follow(activity.id)
    if due != before:
        words = f"Hạn gửi tài liệu của đợt “{activity.title}”: {moment(due)}"
        for unit in queries.units_of(activity):
            if unit.is_notified:
                link = f"/assignments/{unit.assignment.id}/papers"
                milestones.notify(services.office_of(unit.assignment), f"{words}.", link)
    db.session.commit()
    return numbers

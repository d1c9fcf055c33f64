"""By when each meeting of a list had to be told, and when it was."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from webapp.core import clock
from webapp.core.db import db
from webapp.milestones import engine
from webapp.milestones.items import DueItem
from webapp.notices.kinds import MEETING_NOTICE, NOTICE
from webapp.notices.models import ABOUT, Meeting
from webapp.organizations.models import Organization
from webapp.plans.models import Activity, Assignment
from webapp.plans.services.dues import facts_of, first_issued_on
from webapp.plans.services.editing import duty
from webapp.rules.anchors import Anchor, AnchorFacts
from webapp.rules.deadlines import AnchorDay
from webapp.rules.months import first_day
from webapp.rules.text import short_date


@dataclass(frozen=True)
class Told:
    """A meeting as it is told; *is_anew* where its day is another than was told before."""

    meeting: Meeting
    is_anew: bool = False


def record_told(assignment: Assignment, told: Sequence[Told], by: str) -> None:
    """Note that meetings were told on the days they were received, and by when that was due.

    A meeting that stays keeps what it was judged by. *by* says what it was told by: a receipt's
    number. Few queries, however many meetings. Does not commit.
    """
    db.session.flush()
    item = _item(assignment)
    ids = [one.meeting.id for one in told]
    batch = engine.batch_of(assignment.issuer_id, [MEETING_NOTICE], ABOUT, ids)
    for one in told:
        meeting = one.meeting
        its = replace(
            item,
            subject=(ABOUT, meeting.id),
            label=f"Báo cuộc họp ngày {short_date(meeting.day)}",
            # One that moved into another month is told for that one.
            facts=replace(item.facts, day=meeting.day, month=first_day(meeting.day)),
        )
        engine.record(its, clock.at(meeting.received_on), by, batch, anew=one.is_anew)
    db.session.flush()
    for one in told:
        db.session.expire(one.meeting, ["due_at", "is_unkeepable"])


def _item(assignment: Assignment) -> DueItem:
    """Return by what meetings of an assignment are due to be told, but for their days.

    Where the plan asks for no notice, a meeting may be told until its own day.
    """
    wanted = duty(assignment.activity_id, NOTICE.key)
    plan_id = db.session.get_one(Activity, assignment.activity_id).plan_id
    return DueItem(
        kind=MEETING_NOTICE,
        subject=(ABOUT, 0),
        organization=db.session.get_one(Organization, assignment.organization_id),
        label="",
        owner="unit",
        rule=wanted.rule if wanted else str(AnchorDay()),
        anchor=wanted.anchor if wanted else Anchor.MEETING,
        facts=facts_of(wanted, assignment) if wanted else AnchorFacts(),
        known_from=first_issued_on(plan_id),
        plan_id=plan_id,
    )

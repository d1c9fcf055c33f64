"""What a round makes due from the board: to announce it, and to report on it."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from webapp.core.db import db
from webapp.documents.models import Document
from webapp.milestones import engine
from webapp.milestones.items import DueItem
from webapp.milestones.kinds import MilestoneKind
from webapp.organizations.models import Organization
from webapp.plans.models import PLAN, Activity, Assignment, Duty, Plan
from webapp.plans.round_models import Round, Seat
from webapp.plans.services.dues import common_facts, first_issued_on, item_of
from webapp.rounds.kinds import ABOUT, ROUND, ROUND_REPORT_DUE
from webapp.visits.kinds import ANNOUNCEMENT_DUE
from webapp.visits.models import Visit

# The kinds of milestones of a round.
KINDS = (ANNOUNCEMENT_DUE, ROUND_REPORT_DUE)


def plan_issued(document: Document) -> None:
    """Make due what each round of an issued plan asks for. Does not commit."""
    if document.kind != PLAN:
        return
    for activity_id in db.session.scalars(
        select(Activity.id).where(
            Activity.plan_id == document.subject_id, Activity.kind == ROUND.key
        )
    ).all():
        set_for(activity_id)


def set_for(activity_id: int) -> None:
    """Set, move or drop what a round of an issued plan makes due from the board.

    Its announcement is due before it opens, its report after it ends, from the team's secretary
    (46-KH/ĐTN, III). Does not commit.
    """
    for kind in KINDS:
        item, since = _item(kind, activity_id)
        if item is None:
            engine.drop(kind, (ABOUT, activity_id))
        elif since is not None:
            engine.set_due(item)


def require_again(kind: MilestoneKind, activity_id: int) -> None:
    """Make due once more what the board did of a round: its paper holds no more. No commit."""
    item, _ = _item(kind, activity_id)
    if item is not None:
        engine.require_again(item)
    else:
        engine.repeat(kind, (ABOUT, activity_id))


def settle_announcement(visit: Visit) -> None:
    """Forget that a round is to be announced again once all its sessions were held. No commit."""
    activity_id = db.session.get_one(Assignment, visit.assignment_id).activity_id
    ahead = select(Visit.id).where(
        Visit.assignment_id.in_(select(Assignment.id).where(Assignment.activity_id == activity_id)),
        Visit.held_at.is_(None),
        Visit.cancelled_at.is_(None),
    )
    if not db.session.scalar(select(ahead.exists())):
        engine.drop_again(ANNOUNCEMENT_DUE, (ABOUT, activity_id))


def _item(kind: MilestoneKind, activity_id: int) -> tuple[DueItem | None, date | None]:
    """Return what is due of a round, if anything, and since when the plan is out."""
    window = db.session.scalars(select(Round).where(Round.activity_id == activity_id)).one_or_none()
    duty = db.session.scalars(
        select(Duty).where(Duty.activity_id == activity_id, Duty.kind == kind.key)
    ).one_or_none()
    if window is None or duty is None:
        return None, None
    activity = db.session.get_one(Activity, activity_id)
    plan = db.session.get_one(Plan, activity.plan_id)
    board = db.session.get_one(Organization, plan.organization_id)
    since = first_issued_on(plan.id)
    facts = replace(common_facts(duty, window), day=window.opens_on)
    item = item_of(duty, (ABOUT, activity_id), board, facts, since, plan.id)
    label = f"{duty.label}: {activity.title}"
    return replace(item, label=label, user_id=_debtor(activity_id, kind)), since


def _debtor(activity_id: int, kind: MilestoneKind) -> int | None:
    """Return from whom it is due by name: the report is the team secretary's."""
    if kind is not ROUND_REPORT_DUE:
        return None
    return db.session.scalars(
        select(Seat.user_id)
        .where(Seat.activity_id == activity_id, Seat.role == "secretary")
        .order_by(Seat.position)
        .limit(1)
    ).one_or_none()

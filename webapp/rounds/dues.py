"""What a round makes the board owe: to announce it, and to report on it."""

from sqlalchemy import select

from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.signals import issued
from webapp.milestones import services as milestones
from webapp.organizations.models import Organization
from webapp.plans.dues import day_of, first_issued_on, is_counted_alike
from webapp.plans.models import PLAN, ROUND, Activity, Duty, Plan
from webapp.plans.round_models import Round, Seat
from webapp.plans.signals import duty_changed, round_changed

ABOUT = "round"  # the subject of a round's papers and milestones; its id is the activity's
ANNOUNCEMENT, REPORT = "announcement", "round_report"
KINDS = (ANNOUNCEMENT, REPORT)


@issued.connect
def plan_issued(document: Document) -> None:
    """Make the board owe what each round of an issued plan asks for. Does not commit."""
    if document.kind != PLAN:
        return
    for activity_id in db.session.scalars(
        select(Activity.id).where(Activity.plan_id == document.subject_id, Activity.kind == ROUND)
    ).all():
        set_for(activity_id)


@round_changed.connect
@duty_changed.connect
def set_for(activity_id: int) -> None:
    """Set, move or drop what a round of an issued plan makes the board owe.

    Its announcement is due before it opens, its report after it ends, from the team's secretary
    (46-KH/ĐTN, III). What was done stays as it was. Does not commit.
    """
    window = db.session.scalars(select(Round).where(Round.activity_id == activity_id)).one_or_none()
    duties = {
        duty.kind: duty
        for duty in db.session.scalars(select(Duty).where(Duty.activity_id == activity_id))
    }
    for kind in KINDS:
        duty = duties.get(kind)
        if window is None or duty is None:
            milestones.drop((ABOUT, activity_id), kind)
        else:
            _set(db.session.get_one(Activity, activity_id), duty, window)


def _set(activity: Activity, duty: Duty, window: Round) -> None:
    plan = db.session.get_one(Plan, activity.plan_id)
    since = first_issued_on(plan.id)
    found = milestones.find(duty.kind, ABOUT, activity.id)
    if since is None or (found is not None and found.done_at is not None):
        return
    anchor = day_of(duty, window) or window.opens_on
    label, user_id = f"{duty.label}: {activity.title}", _debtor(activity.id, duty)
    if found is not None and is_counted_alike(found, duty, anchor):
        found.label, found.owner, found.user_id = label, duty.owner, user_id
        return
    milestones.set_milestone(
        kind=duty.kind,
        subject=(ABOUT, activity.id),
        organization=db.session.get_one(Organization, plan.organization_id),
        label=label,
        owner=duty.owner,
        rule=duty.rule,
        anchor=anchor,
        plan_id=plan.id,
        user_id=user_id,
        known_from=since if found is None else clock.today(),
    )


def _debtor(activity_id: int, duty: Duty) -> int | None:
    """Return who owes it by name: the report is the team secretary's."""
    if duty.kind != REPORT:
        return None
    return db.session.scalars(
        select(Seat.user_id)
        .where(Seat.activity_id == activity_id, Seat.role == "secretary")
        .order_by(Seat.position)
        .limit(1)
    ).one_or_none()

"""What the assignments of an issued plan make due, and from when."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from webapp.core.db import db
from webapp.documents.models import Document
from webapp.milestones import engine
from webapp.milestones.items import DueItem, Subject
from webapp.organizations.models import Organization
from webapp.plans.kinds import DUTIES, due_from_issue
from webapp.plans.models import PLAN, Assignment, Duty
from webapp.plans.round_models import Round
from webapp.rules.anchors import Anchor, AnchorFacts, anchor_day

ABOUT = "assignment"  # the subject of what an assignment makes due


def first_issued_on(plan_id: int) -> date | None:
    """Return the day the plan first went out; None while it is a draft."""
    return db.session.scalars(
        select(Document.issued_on)
        .where(
            Document.kind == PLAN,
            Document.subject_kind == PLAN,
            Document.subject_id == plan_id,
            Document.issued_at.is_not(None),
        )
        .order_by(Document.issued_at)
        .limit(1)
    ).one_or_none()


def facts_of(duty: Duty, assignment: Assignment, window: Round | None = None) -> AnchorFacts:
    """Return what a duty of the assignment counts from, before its meetings are known.

    *window* is the activity's round, where it is one.
    """
    return replace(common_facts(duty, window), month=assignment.month)


def common_facts(duty: Duty, window: Round | None) -> AnchorFacts:
    """Return what a duty counts from that is the same for all: a fixed day, a round's days.

    A window opens and closes on set days (46-KH/ĐTN, II.1).
    """
    fixed_on = duty.fixed_on if duty.anchor == Anchor.FIXED else None
    if window is None:
        return AnchorFacts(fixed_on=fixed_on)
    return AnchorFacts(opens_on=window.opens_on, closes_on=window.closes_on, fixed_on=fixed_on)


def day_of(duty: Duty, window: Round | None) -> date | None:
    """Return the day from which a duty counts, where that is the same for all."""
    return anchor_day(duty.anchor, common_facts(duty, window))


def papers_duty(duties: Iterable[Duty]) -> Duty | None:
    """Return the duty with which the required papers of an activity fall due, if any.

    Where none is of their own they go with the report (65-KH/ĐTN, II.5).
    """
    own = {one.kind: one for one in duties}
    kinds = sorted((one for one in DUTIES if one.is_for_all), key=lambda one: not one.takes_papers)
    return next((own[one.key] for one in kinds if one.key in own), None)


def windows_of(activity_ids: Iterable[int]) -> dict[int, Round]:
    """Return the rounds among activities, by the activity's id."""
    rows = db.session.scalars(select(Round).where(Round.activity_id.in_(list(activity_ids))))
    return {one.activity_id: one for one in rows}


def item_of(
    duty: Duty,
    subject: Subject,
    organization: Organization,
    facts: AnchorFacts,
    known_from: date | None,
    plan_id: int,
) -> DueItem:
    """Return what a duty makes due about one row, as the engine takes it."""
    return DueItem(
        kind=DUTIES[duty.kind].milestone,
        subject=subject,
        organization=organization,
        label=duty.label,
        owner=duty.owner,
        rule=duty.rule,
        anchor=duty.anchor,
        facts=facts,
        known_from=known_from,
        plan_id=plan_id,
    )


def set_assignment_milestones(
    assignments: Sequence[Assignment], plan_id: int, known_from: date | None = None
) -> None:
    """Set, move or drop what assignments of one issued plan make due.

    *known_from* is the day people could first know: by default the day the plan went out. Of a
    plan that did not go out nothing is due. Queries stay few where the assignments' organizations
    are loaded. Does not commit.
    """
    since = known_from or first_issued_on(plan_id)
    if since is None or not assignments:
        return
    kinds = due_from_issue()
    activity_ids = {one.activity_id for one in assignments}
    duties, windows = _duties_of(activity_ids), windows_of(activity_ids)
    batch = engine.batch_of(
        assignments[0].issuer_id,
        [one.key for one in kinds],
        ABOUT,
        [one.id for one in assignments],
    )
    for assignment in assignments:
        window = windows.get(assignment.activity_id)
        for kind in kinds:
            subject = (ABOUT, assignment.id)
            duty = duties.get((assignment.activity_id, kind.key))
            if duty is None:
                engine.drop(kind.milestone, subject, batch)
            else:
                item = _item(duty, assignment, window, since, plan_id)
                engine.set_due(item, batch)
    db.session.flush()


def _item(
    duty: Duty, assignment: Assignment, window: Round | None, since: date, plan_id: int
) -> DueItem:
    organization = db.session.get_one(Organization, assignment.organization_id)
    facts = facts_of(duty, assignment, window)
    item = item_of(duty, (ABOUT, assignment.id), organization, facts, since, plan_id)
    return replace(item, label=_label(duty, assignment))


def _label(duty: Duty, assignment: Assignment) -> str:
    """Return what is due in words; what falls due outside its month names the month."""
    if assignment.month and duty.anchor in (Anchor.MONTH_BEFORE, Anchor.MONTH_AFTER):
        return f"{duty.label}, tháng {assignment.month:%m/%Y}"
    return duty.label


def _duties_of(activity_ids: Iterable[int]) -> dict[tuple[int, str], Duty]:
    rows = db.session.scalars(select(Duty).where(Duty.activity_id.in_(activity_ids)))
    return {(one.activity_id, one.kind): one for one in rows}

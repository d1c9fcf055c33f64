"""Committees' own plans under a plan (73-KH/BTCTU, V.1): what is recorded, and when it is due."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts.models import OFFICE, User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.forms import Values
from webapp.milestones import engine
from webapp.milestones.items import DueItem
from webapp.milestones.services import notify
from webapp.organizations.history_models import Change
from webapp.organizations.models import Organization
from webapp.plans.asked import asked_by
from webapp.plans.kinds import OWN_PLAN_DUE
from webapp.plans.models import Activity, Assignment, CommitteePlan, Plan
from webapp.plans.services.dues import first_issued_on
from webapp.rules.anchors import Anchor, AnchorFacts
from webapp.rules.deadlines import AnchorDay
from webapp.rules.text import short_date
from webapp.rules.zone import end_of_day

ABOUT = "committee_plan"  # the subject of what it makes due


def record(
    plan: Plan, found: CommitteePlan | None, organization: Organization, values: Values
) -> CommitteePlan:
    """Keep what a committee says of its own plan and of spreading it (73-KH/BTCTU, V.1).

    With its symbol it is there, and no longer due. Raises IntegrityError when a colleague recorded
    it first.
    """
    row = found or CommitteePlan(
        issuer_id=plan.issuer_id, plan_id=plan.id, organization_id=organization.id
    )
    for name, value in values.items():
        setattr(row, name, value)
    db.session.add(row)
    db.session.flush()
    _follow(row)
    db.session.commit()
    return row


def _follow(row: CommitteePlan) -> None:
    """Note whether a committee has its plan: from the day it was issued, if it says so."""
    subject = (ABOUT, row.id)
    engine.take_back(OWN_PLAN_DUE, subject)
    if row.symbol:
        now = clock.now()
        there = min(now, end_of_day(row.issued_on)) if row.issued_on else now
        engine.mark_done(OWN_PLAN_DUE, subject, row.symbol, there)


def change_due(plan: Plan, values: Values) -> None:
    """Say by when committees have plans of their own; who owes one anew is told.

    Does not commit.
    """
    for name, value in values.items():
        setattr(plan, name, value)
    db.session.flush()
    if first_issued_on(plan.id) is None:
        return
    if new := set_due(plan, clock.today()):
        notify(_offices(new), _told(plan), f"/plans/{plan.id}/committee-plan")


def _told(plan: Plan) -> str:
    by = f", chậm nhất ngày {short_date(plan.own_plan_on)}" if plan.own_plan_on else ""
    return f"Kế hoạch năm {plan.year} yêu cầu đơn vị xây dựng kế hoạch thực hiện{by}."


def _offices(organization_ids: Collection[int]) -> list[int]:
    people = select(User).where(User.organization_id.in_(organization_ids), User.active)
    return [one.id for one in db.session.scalars(people) if one.is_any(OFFICE)]


def let_go(changes: Sequence[Change], only: Collection[int] = ()) -> None:
    """Let bodies that ended owe no plan of their own any more. Does not commit."""
    if not changes:
        return
    gone = (
        select(CommitteePlan.id)
        .join(CommitteePlan.organization)
        .where(CommitteePlan.issuer_id == changes[0].issuer_id, Organization.until <= clock.today())
    )
    if only:
        gone = gone.where(Organization.id.in_(only))
    for number in db.session.scalars(gone).all():
        engine.drop(OWN_PLAN_DUE, (ABOUT, number))


def set_due(plan: Plan, known_from: date | None) -> set[int]:
    """Set, move or drop what committees owe by an issued plan: a plan of their own.

    Returns the numbers of those that owe it anew. Does not commit.
    """
    rows = _rows(plan)
    batch = engine.batch_of(plan.issuer_id, [OWN_PLAN_DUE], ABOUT, [one.id for one in rows])
    new = set()
    since = first_issued_on(plan.id)
    for row in rows:
        is_known = (OWN_PLAN_DUE.key, row.id) in batch.known
        owed = engine.set_due(_item(plan, row, since, known_from), batch)
        if owed is not None and not is_known and not row.symbol:
            new.add(row.organization_id)
    db.session.flush()
    for row in rows:
        if row.symbol:
            _follow(row)
    return new


def _item(plan: Plan, row: CommitteePlan, since: date | None, known_from: date | None) -> DueItem:
    return DueItem(
        kind=OWN_PLAN_DUE,
        subject=(ABOUT, row.id),
        organization=row.organization,
        label=f"Xây dựng kế hoạch thực hiện kế hoạch năm {plan.year}",
        owner="unit",
        rule=plan.own_plan_rule or str(AnchorDay()),
        anchor=Anchor.FIXED,
        facts=AnchorFacts(fixed_on=since if plan.own_plan_rule else plan.own_plan_on),
        known_from=known_from,
        plan_id=plan.id,
    )


def _rows(plan: Plan) -> list[CommitteePlan]:
    """Return the row of each committee that the plan reaches; of one that owes none yet, added."""
    rows = _kept(plan)
    if plan.own_plan_on or plan.own_plan_rule:
        have = {one.organization_id for one in rows}
        db.session.add_all(
            CommitteePlan(issuer_id=plan.issuer_id, plan_id=plan.id, organization_id=number)
            for number in sorted(_reached(plan) - have)
        )
        db.session.flush()
        rows = _kept(plan)
    return rows


def _kept(plan: Plan) -> list[CommitteePlan]:
    return list(
        db.session.scalars(
            select(CommitteePlan)
            .where(CommitteePlan.plan_id == plan.id)
            .options(joinedload(CommitteePlan.organization))
        )
    )


def _reached(plan: Plan) -> set[int]:
    """Return the numbers of those that carry the plan out: all it asks, else those assigned."""
    if plan.reaches_all:
        return {one.id for one in asked_by(plan).committees}
    assigned = select(Assignment.organization_id).join(Assignment.activity)
    return set(db.session.scalars(assigned.where(Activity.plan_id == plan.id)))

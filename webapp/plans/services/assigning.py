"""Giving many units their months, or the year to themselves, in one go; and taking that back."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.plans.models import Activity, Assignment, AssignmentBatch, Plan
from webapp.plans.services import editing

Wanted = tuple[int, int, date | None]  # the activity, the organization, its month


@dataclass(frozen=True)
class Undone:
    """What taking back did: how many were taken out, and who stays, with why."""

    count: int
    stays: Sequence[tuple[str, str]]


def give(plan: Plan, wanted: Iterable[Wanted], who: User, words: str) -> int:
    """Assign all that is wanted in one transaction; what is there already stays.

    Returns how many that added: 66 units over 11 months in one go (46-KH/ĐTN, II.3), and none when
    it is sent again.
    """
    editing.one_at_a_time(plan)
    asked = list(dict.fromkeys(wanted))
    have = _taken({activity_id for activity_id, *_ in asked})
    missing = [one for one in asked if one not in have]
    if missing:
        made = _made(plan, missing, _batch(plan, who, words))
        editing.know_today(made, plan)
    db.session.commit()
    return len(missing)


def _taken(activity_ids: Collection[int]) -> set[Wanted]:
    rows = db.session.execute(
        select(Assignment.activity_id, Assignment.organization_id, Assignment.month).where(
            Assignment.activity_id.in_(activity_ids)
        )
    )
    return {(row.activity_id, row.organization_id, row.month) for row in rows}


def _batch(plan: Plan, who: User, words: str) -> AssignmentBatch:
    batch = AssignmentBatch(plan_id=plan.id, words=words, made_at=clock.now(), made_by_id=who.id)
    db.session.add(batch)
    db.session.flush()
    return batch


def _made(plan: Plan, missing: Iterable[Wanted], batch: AssignmentBatch) -> list[Assignment]:
    made = [
        Assignment(
            issuer_id=plan.issuer_id,
            organization_id=organization_id,
            activity_id=activity_id,
            month=month,
            batch_id=batch.id,
        )
        for activity_id, organization_id, month in missing
    ]
    db.session.add_all(made)
    db.session.flush()
    return made


def last_batch(plan: Plan) -> tuple[AssignmentBatch, int] | None:
    """Return what was given together last and not taken back, and how much of it is there."""
    row = db.session.execute(
        select(AssignmentBatch, func.count(Assignment.id))
        .join(Assignment, Assignment.batch_id == AssignmentBatch.id)
        .where(AssignmentBatch.plan_id == plan.id, AssignmentBatch.undone_at.is_(None))
        .options(joinedload(AssignmentBatch.made_by))
        .group_by(AssignmentBatch.id)
        .order_by(AssignmentBatch.id.desc())
        .limit(1)
    ).one_or_none()
    return (row[0], row[1]) if row else None


def take_back(plan: Plan, batch: AssignmentBatch) -> Undone:
    """Take out what was given together, but for those whose work has begun; they are named.

    A second press finds nothing more to take out.
    """
    editing.one_at_a_time(plan)
    given = db.session.scalars(
        select(Assignment)
        .join(Assignment.activity)
        .where(Assignment.batch_id == batch.id, Activity.plan_id == plan.id)
        .options(joinedload(Assignment.organization))
        .order_by(Assignment.id)
    ).all()
    stays = []
    for one in given:
        name = one.organization.label
        try:
            editing.take_out(one)
        except Refused as refusal:
            stays.append((name, str(refusal)))
    batch.undone_at = batch.undone_at or clock.now()
    db.session.commit()
    return Undone(len(given) - len(stays), stays)

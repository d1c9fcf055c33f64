"""Leaving a clash as it is: somebody saw that a person is at two places at once."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import contains_eager, selectinload

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.visits.models import AcceptedClash, Visit
from webapp.visits.services import team


def accept(visit: Visit, other_ids: Collection[int], who: User) -> None:
    """Leave it so that people go to *visit* and to the others, as long as none of them moves.

    *visit* comes with its meeting and team; others that are another issuer's are left out.
    """
    others = db.session.scalars(
        select(Visit)
        .join(Visit.meeting)
        .options(contains_eager(Visit.meeting), selectinload(Visit.team))
        .where(Visit.id.in_(other_ids), Visit.issuer_id == visit.issuer_id, Visit.id != visit.id)
        .execution_options(populate_existing=True)
    ).all()
    for other in others:
        _keep(visit, other, who)
    db.session.commit()


def accept_all(visit: Visit, who: User) -> None:
    """Leave all that the people of *visit* clash with: whoever put them there was asked."""
    people, day = {one.user_id for one in visit.team}, visit.meeting.day
    near = team.engagements(visit.issuer_id, day - timedelta(days=1), day + timedelta(days=2))
    found = team.clashes_among(visit.issuer_id, [one for one in near if one.user_id in people])
    pairs = [{one.first.visit_id, one.second.visit_id} for one in found]
    accept(visit, {other for pair in pairs if visit.id in pair for other in pair}, who)


def _keep(visit: Visit, other: Visit, who: User) -> None:
    first, second = sorted((visit, other), key=lambda one: one.id)
    both = {one.user_id for one in visit.team} & {one.user_id for one in other.team}
    db.session.execute(
        delete(AcceptedClash).where(
            AcceptedClash.first_id == first.id, AcceptedClash.second_id == second.id
        )
    )
    db.session.add_all(
        AcceptedClash(
            user_id=user_id,
            first_id=first.id,
            first_at=first.meeting.starts_at,
            second_id=second.id,
            second_at=second.meeting.starts_at,
            accepted_at=clock.now(),
            accepted_by_id=who.id,
        )
        for user_id in sorted(both)
    )

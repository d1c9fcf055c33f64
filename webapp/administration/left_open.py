"""What units that ended still owed: listed for the planner, so that nothing is lost.

A unit goes over into another by a merger or a split; what was recommended to it can be handed over
to that one, with a trace of whose it was. Where it went into none it stays on the list.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from webapp.accounts.gate import me
from webapp.attending.models import Recommendation
from webapp.core import clock
from webapp.core.db import db
from webapp.followup import queries as followup
from webapp.milestones import services as milestones
from webapp.milestones.models import Milestone
from webapp.organizations.history_models import Succession
from webapp.organizations.models import Organization

MOST = 500  # of each sort, read at once
OPEN = tuple(one for one in followup.STATES if one != followup.MENDED)


@dataclass
class Ended:
    """A unit that ended, where it went, and what of its is open."""

    organization: Organization
    heirs: Sequence[Organization] = ()
    duties: list[Milestone] = field(default_factory=list)
    recommendations: list[tuple[Recommendation, str]] = field(default_factory=list)


def left_open() -> list[Ended]:
    """Return the units that ended with something open, in order of name: three queries."""
    found: dict[int, Ended] = {}
    for duty in db.session.scalars(
        select(Milestone)
        .join(Milestone.organization)
        .options(contains_eager(Milestone.organization))
        .where(
            *milestones.owed_by_ended_units(me().issuer_id),
            Milestone.subject_kind != followup.SUBJECT,
        )
        .order_by(Milestone.due_at, Milestone.id)
        .limit(MOST)
    ):
        found.setdefault(duty.organization_id, Ended(duty.organization)).duties.append(duty)
    ended = Organization.until <= clock.today()
    for row, state in db.session.execute(followup.listed(OPEN).where(ended).limit(MOST)):
        of = found.setdefault(row.organization_id, Ended(row.organization))
        of.recommendations.append((row, state))
    heirs = heirs_of(found)
    for number, one in found.items():
        one.heirs = heirs.get(number, [])
    return sorted(found.values(), key=lambda one: (one.organization.sort_key, one.organization.id))


def heirs_of(numbers: Iterable[int]) -> dict[int, list[Organization]]:
    """Return by number what units went over into and is still there: one query, or none."""
    wanted = list(numbers)
    if not wanted:
        return {}
    into: dict[int, list[Organization]] = {}
    for from_id, heir in db.session.execute(
        select(Succession.from_id, Organization)
        .join(Organization, Organization.id == Succession.to_id)
        .where(Organization.issuer_id == me().issuer_id)
        .order_by(Organization.sort_key, Organization.id)
    ):
        into.setdefault(from_id, []).append(heir)
    return {number: _living(number, into) for number in wanted}


def _living(number: int, into: Mapping[int, Sequence[Organization]]) -> list[Organization]:
    """Follow successions to those that have not ended; each is passed once."""
    today, seen, going = clock.today(), {number}, [number]
    found: dict[int, Organization] = {}
    while going:
        for heir in into.get(going.pop(), ()):
            if heir.is_there(today):
                found[heir.id] = heir
            elif heir.id not in seen:
                seen.add(heir.id)
                going.append(heir.id)
    return list(found.values())

"""What units that ended left behind: listed for the planner, so that nothing is lost.

A unit goes over into another by a merger or a split; what is open of its can be handed over to
that one, with a trace of whose it was. Where it went into none, it goes to its superior or to what
was below it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from webapp.accounts.gate import me
from webapp.accounts.models import User
from webapp.attending.models import Recommendation
from webapp.core import clock
from webapp.core.db import db
from webapp.followup import queries as followup
from webapp.milestones import services as milestones
from webapp.milestones.models import Milestone
from webapp.organizations.history_models import OrganizationState
from webapp.organizations.models import Organization, still_there
from webapp.organizations.succession import heirs_of
from webapp.plans.models import Activity, Assignment, Plan
from webapp.plans.round_models import Seat
from webapp.plans.services.dues import ABOUT

MOST = 500  # of each sort, read at once
OPEN = tuple(one for one in followup.STATES if one not in followup.OVER)


@dataclass
class Ended:
    """A unit that ended, where it went, and what of its is open."""

    organization: Organization
    heirs: Sequence[Organization] = ()
    duties: list[Milestone] = field(default_factory=list)
    recommendations: list[tuple[Recommendation, str]] = field(default_factory=list)
    accounts: list[User] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)

    @property
    def other_duties(self) -> list[Milestone]:
        """What is due beside what goes with an assignment."""
        going = {one.id for one in self.assignments}
        return [
            one for one in self.duties if one.subject_kind != ABOUT or one.subject_id not in going
        ]


def left_open() -> list[Ended]:
    """Return the units that ended with something open, in order of name: seven queries."""
    found: dict[int, Ended] = {}

    def of(organization: Organization) -> Ended:
        return found.setdefault(organization.id, Ended(organization))

    for duty in db.session.scalars(_duties()):
        of(duty.organization).duties.append(duty)
    ended = Organization.until <= clock.today()
    for row, state in db.session.execute(followup.listed(OPEN).where(ended).limit(MOST)):
        of(row.organization).recommendations.append((row, state))
    for person in db.session.scalars(_accounts()):
        of(person.organization).accounts.append(person)
    for assignment in _open_assignments(found):
        of(assignment.organization).assignments.append(assignment)
    _add_seats(of)
    heirs = heirs_of(me().issuer_id, found, clock.today())
    for number, one in found.items():
        one.heirs = heirs.get(number, [])
    return sorted(found.values(), key=lambda one: (one.organization.sort_key, one.organization.id))


def left_open_of(organization: Organization) -> Ended:
    """Return what one unit left open."""
    found = (one for one in left_open() if one.organization.id == organization.id)
    of = next(found, Ended(organization))
    if not of.heirs:
        numbers = [organization.id]
        of.heirs = heirs_of(organization.issuer_id, numbers, clock.today())[organization.id]
    return of


def may_take_over(of: Ended) -> list[Organization]:
    """Return who may be given what a unit left: its heirs, else its superior and what was below."""
    if of.heirs:
        return list(of.heirs)
    below = select(OrganizationState.organization_id).where(
        OrganizationState.parent_id == of.organization.id
    )
    return list(
        db.session.scalars(
            select(Organization)
            .where(
                Organization.issuer_id == me().issuer_id,
                still_there(clock.today()),
                or_(Organization.id == of.organization.parent_id, Organization.id.in_(below)),
            )
            .order_by(Organization.sort_key, Organization.id)
        )
    )


def _duties() -> Select[Milestone]:
    return (
        select(Milestone)
        .join(Milestone.organization)
        .options(contains_eager(Milestone.organization))
        .where(
            *milestones.due_from_ended_units(me().issuer_id),
            Milestone.subject_kind != followup.SUBJECT,
        )
        .order_by(Milestone.due_at, Milestone.id)
        .limit(MOST)
    )


def _accounts() -> Select[User]:
    return (
        select(User)
        .join(User.organization)
        .options(contains_eager(User.organization))
        .where(User.issuer_id == me().issuer_id, User.active, Organization.until <= clock.today())
        .order_by(User.sort_key, User.id)
        .limit(MOST)
    )


def _open_assignments(found: dict[int, Ended]) -> Iterable[Assignment]:
    """Yield the months that end or come after the unit did, and what is still due of the year.

    Not those of which all that was due was closed by a reason.
    """
    due = {
        one.subject_id for of in found.values() for one in of.duties if one.subject_kind == ABOUT
    }
    closed = exists().where(
        Milestone.subject_kind == ABOUT,
        Milestone.subject_id == Assignment.id,
        Milestone.closed_at.is_not(None),
    )
    for one, is_closed in db.session.execute(
        select(Assignment, closed)
        .join(Assignment.organization)
        .options(contains_eager(Assignment.organization), joinedload(Assignment.activity))
        .where(Assignment.issuer_id == me().issuer_id, Organization.until <= clock.today())
        .order_by(Assignment.month, Assignment.id)
        .limit(MOST)
    ):
        until = one.organization.until
        comes = until is not None and one.month is not None and one.month >= until.replace(day=1)
        if one.id in due or (comes and not is_closed):
            yield one


def _add_seats(of: Callable[[Organization], Ended]) -> None:
    """Find the places in teams that are kept for bodies which ended, by their names."""
    seats = db.session.scalars(
        select(Seat)
        .join(Activity, Activity.id == Seat.activity_id)
        .join(Plan, Plan.id == Activity.plan_id)
        .where(Plan.issuer_id == me().issuer_id, Seat.body != "")
        .order_by(Seat.position, Seat.id)
        .limit(MOST)
    ).all()
    if not seats:
        return
    bodies = {one.body for one in seats}
    for one in db.session.scalars(
        select(Organization).where(
            Organization.issuer_id == me().issuer_id,
            Organization.until <= clock.today(),
            Organization.name.in_(bodies) | Organization.committee_name.in_(bodies),
        )
    ):
        of(one).seats += [seat for seat in seats if seat.body in (one.name, one.committee_name)]

"""What a plan's paper is composed from, and what it goes on saying once it is issued."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm.attributes import set_committed_value

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road import composing
from webapp.documents.road.composing import Composition
from webapp.documents.road.recipients import bound
from webapp.documents.texts.wording import wording_for
from webapp.organizations.history import call_as_on
from webapp.organizations.models import Issuer, Organization
from webapp.plans.kinds import ACTIVITIES, PLAN_PAPER
from webapp.plans.models import PLAN, Plan
from webapp.plans.paper.pieces import Pieces, pieces
from webapp.plans.paper.plan import ask_for_sessions, draw, lines_to
from webapp.plans.paper.rounds import has_one_round
from webapp.plans.paper.shared import told_due
from webapp.plans.queries import FULL_PLAN, Overview, Place, overview
from webapp.plans.signals import Session


def compose(plan: Plan, author: User) -> Document:
    """Make the draft paper of a plan, or bring it up to the plan. Raises as `composing` does."""
    return composing.compose(PLAN_PAPER, (PLAN, plan.id), author)


@dataclass(frozen=True)
class Facts:
    """What an issued plan goes on saying, whatever became of it since.

    By number of the assignment or the user, as JSON keys are texts: which units of rounds it named,
    each with its session if one was set (moment, is the hour set, place, is the hour told later;
    the last is not known of plans from before that was asked), and the positions of the people in
    its teams; and for which activities it said when papers come (None: not noted then).
    """

    units: dict[str, list[Any]] = field(default_factory=dict)
    positions: dict[str, str] = field(default_factory=dict)
    papers_due: list[int] | None = None


def composition(plan_id: int, document: Document | None) -> Composition:
    """Return the paper as the plan makes it.

    An issued paper is not wrong because a round's units were chosen and their sessions set later:
    that is what the announcement of the round tells.
    """
    statement = select(Plan).where(Plan.id == plan_id).options(*FULL_PLAN)
    plan = db.session.scalars(statement).unique().one()
    issuer = db.session.get_one(Issuer, plan.issuer_id)
    found = overview(plan, clock.today())
    made_of = pieces(activity.id for activity in plan.activities)
    if document is not None and document.issued_on:
        facts = Facts(**(document.facts or {}))
        _as_issued(found, made_of, facts, document.issued_on)
        _let_say_when(plan, made_of, facts)
    else:
        ask_for_sessions(plan, found)
    wording = wording_for(issuer.id, PLAN_PAPER, document)
    return Composition(
        draw(plan, issuer, found, made_of, wording),
        db.session.get_one(Organization, plan.organization_id),
        bound(issuer.id, lines_to(plan, wording), *(row.organization.id for row in found.rows)),
        wording,
        facts=asdict(_facts(plan, found, made_of)),
    )


def is_over(document: Document) -> bool:
    """Return True once the plan's year is past."""
    plan = db.session.get_one(Plan, document.subject_id)
    return plan.year < clock.today().year


def _facts(plan: Plan, found: Overview, made_of: Mapping[int, Pieces]) -> Facts:
    units: dict[str, list[Any]] = {}
    for place in found.where(lambda kind: kind.has_window):
        held = place.session
        told = [held.starts_at.isoformat(), *held[1:]] if held else []
        units[str(place.assignment.id)] = told
    people = [seat.user for one in made_of.values() for seat in one.seats if seat.user]
    say_when = [one.id for one in plan.activities if told_due(one, made_of[one.id])]
    positions = {str(one.id): one.position for one in people}
    return Facts(units, positions, say_when)


def _as_issued(
    found: Overview, made_of: Mapping[int, Pieces], facts: Facts, issued_on: date
) -> None:
    """Let a plan say of units and people what it said when it was issued."""
    call_as_on(issued_on, [row.organization for row in found.rows])
    for row in found.rows:
        row.places = [place for place in row.places if _was_named(place, facts)]
        for place in row.places:
            told = facts.units.get(str(place.assignment.id))
            place.session = Session(datetime.fromisoformat(told[0]), *told[1:]) if told else None
    found.rows = [row for row in found.rows if row.places or found.reaches_all]
    for seat in (seat for one in made_of.values() for seat in one.seats if seat.user):
        then = facts.positions.get(str(seat.user_id))
        if then is not None:
            set_committed_value(seat.user, "position", then)


def _let_say_when(plan: Plan, made_of: Mapping[int, Pieces], facts: Facts) -> None:
    """Let a plan say when the papers of rounds come only where it said so when it was issued.

    Plans of which that was not noted said it where they had one round, else never.
    """
    is_noted, says = facts.papers_due is not None, has_one_round(plan)
    for key, one in made_of.items():
        one.tells_papers_due = key in (facts.papers_due or ()) if is_noted else says


def _was_named(place: Place, facts: Facts) -> bool:
    has_window = ACTIVITIES[place.assignment.activity.kind].has_window
    return not has_window or str(place.assignment.id) in facts.units

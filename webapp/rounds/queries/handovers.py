"""Which papers a round has to hand on, and what was handed to whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import attributes

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.core.web import short_day
from webapp.documents.kinds import PAPERS
from webapp.documents.models import Document
from webapp.milestones.standing import Standing
from webapp.plans.round_models import Seat
from webapp.rounds.models import Handover
from webapp.rounds.queries.rounds import Papers
from webapp.rounds.receiving import Received, RoundPaper, received
from webapp.rounds.services import seating


@dataclass(frozen=True)
class Receiver:
    """A member of the team without an account: what they have received, and by which records."""

    seat: Seat
    received: Received
    handovers: Sequence[Handover]

    @property
    def name(self) -> str:
        return seating.name_of(self.seat)

    @property
    def standing(self) -> Standing:
        return self.received.standing


def papers_to_hand(papers: Papers) -> list[RoundPaper]:
    """Return the issued papers that hold, the plan's before the round's."""
    every = [papers.plan, *papers.in_force]
    return [RoundPaper(one.id, words_of(one), one.issued_on) for one in every if one is not None]


def words_of(document: Document) -> str:
    """Return how a paper is named where it is handed over."""
    on = f" ngày {short_day(document.issued_on)}" if document.issued_on else ""
    return f"{PAPERS[document.kind].name} {document.number_and_symbol}{on}"


def places_of(activity_id: int) -> tuple[list[Seat], list[Handover]]:
    """Return the places of a team in order, and what was handed to them, the newest first.

    One query.
    """
    rows = db.session.execute(
        select(Seat, User, Handover)
        .outerjoin(User, User.id == Seat.user_id)
        .outerjoin(Handover, Handover.seat_id == Seat.id)
        .where(Seat.activity_id == activity_id)
        .order_by(Seat.position, Seat.id, Handover.handed_on.desc(), Handover.id.desc())
    ).all()
    for seat, user, _ in rows:
        attributes.set_committed_value(seat, "user", user)
    seats = list(dict.fromkeys(seat for seat, _, _ in rows))
    return seats, [one for _, _, one in rows if one is not None]


def handovers_of(activity_id: int) -> Sequence[Handover]:
    """Return all that was handed over in a round, the newest first: one query."""
    return db.session.scalars(
        select(Handover)
        .where(Handover.activity_id == activity_id)
        .order_by(Handover.handed_on.desc(), Handover.id.desc())
    ).all()


def needs_papers(seat: Seat) -> bool:
    """Return True for a place whose papers are handed over: who has an account reads them there."""
    return seat.user_id is None and bool(seat.body or seat.full_name)


def receivers(
    seats: Sequence[Seat], papers: Sequence[RoundPaper], handovers: Sequence[Handover]
) -> list[Receiver]:
    """Return who of a team gets its papers by hand, in the order of the team."""
    found = []
    for seat in filter(needs_papers, seats):
        own = [one for one in handovers if one.seat_id == seat.id]
        handed = [paper for one in own for paper in one.papers]
        found.append(Receiver(seat, received(papers, handed), own))
    return found

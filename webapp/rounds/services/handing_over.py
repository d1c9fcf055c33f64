"""That papers of a round were handed to a member without an account is noted, or undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.plans.round_models import Seat
from webapp.rounds.models import Handover
from webapp.rounds.receiving import HandedPaper
from webapp.rounds.services import seating


@dataclass(frozen=True)
class Handed:
    """Which papers, when, by whom and how (a key of `receiving.WAYS`)."""

    papers: Sequence[HandedPaper]
    on: date
    by: str
    way: str
    note: str = ""


def note(seat: Seat, handed: Handed, who: User) -> Handover:
    """Note that papers were handed to whoever has a place of the team."""
    row = Handover(
        activity_id=seat.activity_id,
        seat_id=seat.id,
        person=seating.name_of(seat),
        papers=tuple(handed.papers),
        handed_on=handed.on,
        handed_by=handed.by,
        way=handed.way,
        note=handed.note,
        noted_at=clock.now(),
        noted_by_id=who.id,
    )
    db.session.add(row)
    db.session.commit()
    return row


def undo(row: Handover) -> None:
    """Take back what was noted by mistake."""
    db.session.delete(row)
    db.session.commit()

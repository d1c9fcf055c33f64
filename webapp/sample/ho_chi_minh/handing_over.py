"""One of the bodies invited to the team has got its papers by hand; the others still wait."""

from datetime import date

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.plans.models import Activity
from webapp.plans.round_models import Seat
from webapp.rounds.queries.handovers import needs_papers, papers_to_hand
from webapp.rounds.queries.rounds import papers_of
from webapp.rounds.receiving import HandedPaper
from webapp.rounds.services.handing_over import Handed, note


def hand_over(activity: Activity, on: date, who: User) -> None:
    """Note that the first invited body was sent the plan and the round's papers."""
    seats = db.session.scalars(
        select(Seat).where(Seat.activity_id == activity.id).order_by(Seat.position, Seat.id)
    )
    seat = next(one for one in seats if needs_papers(one))
    papers = papers_to_hand(papers_of([activity.id], activity.plan_id)[activity.id])
    handed = [HandedPaper(one.id, one.words) for one in papers]
    note(seat, Handed(handed, on, "Văn thư Đoàn Khối", "dispatch"), who)

"""What a person's first screen asks of this room: the kick-offs of the coming days."""

from datetime import timedelta

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.web import moment
from webapp.milestones.signals import Coming
from webapp.milestones.standing import SOON
from webapp.plans.models import Activity
from webapp.plans.round_models import SEAT_ROLES, Round, Seat


def kick_offs_of(who: User) -> list[Coming]:
    """Return when the teams in which *who* sits begin their work (65-KH/ĐTN, II.3): one query, none
    for who may not open a round."""
    if not who.is_board:
        return []
    today = clock.today()
    rows = db.session.execute(
        select(Round, Activity.title, Seat.role)
        .join(Activity, Activity.id == Round.activity_id)
        .join(Seat, Seat.activity_id == Activity.id)
        .where(
            Seat.user_id == who.id,
            Round.kick_off_at >= clock.at(today),
            Round.kick_off_at < clock.at(today + timedelta(days=SOON)),
        )
        .order_by(Round.kick_off_at, Seat.position)
    )
    found = {
        window.activity_id: Coming(
            starts_at=window.kick_off_at,
            when=moment(window.kick_off_at),
            name=title,
            what="Triển khai kế hoạch",
            place=window.kick_off_place,
            part=SEAT_ROLES[role],
            href=f"/rounds/{window.activity_id}",
        )
        for window, title, role in rows
        if window.kick_off_at
    }
    return list(found.values())

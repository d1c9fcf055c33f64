"""The team of a round: its places, and the people of every session that follow from them."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from webapp.core.db import db
from webapp.milestones import services as milestones
from webapp.plans.models import Assignment
from webapp.plans.round_models import SEAT_ROLES, Seat
from webapp.plans.signals import round_changed
from webapp.visits import dues, team
from webapp.visits.models import Visit


def roles_of(activity_id: int) -> dict[int, str]:
    """Return the role of each person of a round's team who has an account.

    Who has two places is what the first of them says.
    """
    seats = db.session.execute(
        select(Seat.user_id, Seat.role)
        .where(Seat.activity_id == activity_id, Seat.user_id.is_not(None))
        .order_by(Seat.position.desc(), Seat.id.desc())
    )
    return {user_id: role for user_id, role in seats if user_id is not None}


def seat(visit: Visit, roles: Mapping[int, str]) -> None:
    """Give a session its people. *visit* has its team loaded. Does not commit."""
    team.write(visit, {member.user_id: member for member in visit.team}, roles)


@round_changed.connect
def follow_seats(activity_id: int) -> None:
    """Let every session not held yet have the people whom the round's team has now.

    Those who come and go are told. Does not commit.
    """
    roles = roles_of(activity_id)
    sessions = db.session.scalars(
        select(Visit)
        .join(Visit.assignment)
        .options(
            joinedload(Visit.meeting),
            joinedload(Visit.organization),
            joinedload(Visit.assignment),
            selectinload(Visit.team),
        )
        .where(
            Assignment.activity_id == activity_id,
            Visit.held_at.is_(None),
            Visit.cancelled_at.is_(None),
        )
        .order_by(Visit.id)
        .execution_options(populate_existing=True)
    ).all()
    for visit in sessions:
        before = {member.user_id: member.role for member in visit.team}
        if before == roles:
            continue
        seat(visit, roles)
        dues.set_for(visit.assignment, meetings_moved=False)
        where, link = f"{visit.organization.name}, {visit.meeting.when}", f"/visits/{visit.id}"
        come, go = roles.keys() - before.keys(), before.keys() - roles.keys()
        milestones.tell(come, f"Đồng chí tham gia Đoàn giám sát tại {where}.", link)
        milestones.tell(go, f"Đồng chí thôi tham gia Đoàn giám sát tại {where}.", link)


def name_of(seat: Seat) -> str:
    """Return who sits there: a person, or a body's representative whose name comes later."""
    if seat.user is not None:
        return seat.user.full_name
    return seat.full_name or f"{seat.title or 'Đại diện'} {seat.body}"


def role_of(seat: Seat) -> str:
    """Return what a place is called, "" where the title of who sits there says it already."""
    role = SEAT_ROLES[seat.role]
    return "" if role.casefold() in title_of(seat).casefold() else role


def title_of(seat: Seat) -> str:
    """Return a person's position, with the body that sent them; "" while nobody is named."""
    if seat.user is None and not seat.full_name:
        return ""
    title = seat.title or (seat.user.position if seat.user is not None else "")
    return ", ".join(part for part in (title, seat.body if seat.full_name else "") if part)

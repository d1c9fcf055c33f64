"""The team of a round: its places, and the people of every session that follow from them."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.core.lists import grouped
from webapp.milestones import services as milestones
from webapp.plans.models import Assignment
from webapp.plans.round_models import SEAT_ROLES, Seat
from webapp.rules.changed import team_words
from webapp.visits.models import Visit
from webapp.visits.services import dues, team


def roles_of(activity_id: int, team_id: int | None) -> dict[int, str]:
    """Return the role of each person with an account who goes to the units of a team.

    *team_id* is the unit's; None where the round has one team. Who has two places is what the first
    of them says.
    """
    seats = db.session.execute(
        select(Seat.user_id, Seat.role)
        .where(
            Seat.activity_id == activity_id,
            Seat.user_id.is_not(None),
            Seat.team_id.is_not_distinct_from(team_id),
        )
        .order_by(Seat.position.desc(), Seat.id.desc())
    )
    return {user_id: role for user_id, role in seats if user_id is not None}


def seat(visit: Visit, roles: Mapping[int, str]) -> None:
    """Give a session its people. *visit* has its team loaded. Does not commit."""
    team.write(visit, {member.user_id: member for member in visit.team}, roles)


def follow_seats(activity_id: int) -> None:
    """Let every session not held yet have the people whom the round's team has now.

    Those who come, go and stay are told, each once of all their sessions. Does not commit.
    """
    by_team = grouped(_sessions_to_come(activity_id), lambda one: one.assignment.team_id)
    for team_id, visits in by_team.items():
        _follow_team(activity_id, roles_of(activity_id, team_id), visits)


def _follow_team(activity_id: int, roles: dict[int, str], visits: Sequence[Visit]) -> None:
    places: dict[tuple[int, str], list[str]] = {}
    was: dict[int, str] = {}
    for visit in visits:
        before = {member.user_id: member.role for member in visit.team}
        if before == roles:
            continue
        was |= before
        seat(visit, roles)
        dues.set_for(visit.assignment)
        where = f"{visit.organization.name}, {visit.meeting.when}"
        come, go = roles.keys() - before.keys(), before.keys() - roles.keys()
        for people, what in ((come, "tham gia"), (go, "thôi tham gia")):
            for user_id in people:
                places.setdefault((user_id, what), []).append(where)
    link = f"/rounds/{activity_id}"
    for (user_id, what), found in places.items():
        words = f"Đồng chí {what} Đoàn giám sát tại {'; '.join(found)}."
        milestones.notify([user_id], words, link)
    if stay := was.keys() & roles.keys():
        words = f"Thay đổi thành phần Đoàn giám sát: {_team_words(was, roles)}."
        milestones.notify(stay, words, link)


def _sessions_to_come(activity_id: int) -> Sequence[Visit]:
    return db.session.scalars(
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


def _team_words(was: Mapping[int, str], now: Mapping[int, str]) -> str:
    """Return who came, went or has another role, by name: one query."""
    people = select(User.id, User.full_name).where(User.id.in_([*was, *now]))
    names = {row.id: row.full_name for row in db.session.execute(people)}
    before, after = (
        {names[user_id]: SEAT_ROLES[role] for user_id, role in side.items()} for side in (was, now)
    )
    return team_words(before, after)


def name_of(seat: Seat) -> str:
    """Return who sits there: a person, or a body's representative whose name comes later.

    "" for a place that nobody has: its person has left, and no body was asked for another.
    """
    if seat.user is not None:
        return seat.user.full_name
    return seat.full_name or (f"{seat.title or 'Đại diện'} {seat.body}" if seat.body else "")


def place_of(seat: Seat) -> str:
    """Return whose place it is: a person's, or a body's, whoever it sends."""
    if seat.user is not None:
        return seat.user.full_name
    return seat.body or seat.full_name


def line_of(seat: Seat) -> str:
    """Return a place as papers list it: who, of what position, in which role; "" for nobody."""
    who = name_of(seat)
    if not who:
        return ""
    named = f"Đồng chí {who}" if seat.user or seat.full_name else who
    return ", ".join(part for part in (named, title_of(seat), role_of(seat)) if part)


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

"""A round is divided into several teams, each with its places and its units, or made one again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from webapp.accounts.removed import numbers_of
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.plans.models import Assignment
from webapp.plans.round_models import RoundTeam, Seat
from webapp.rounds.services import adjusting, seating
from webapp.rules import teams as rule
from webapp.visits.models import Visit


@dataclass(frozen=True)
class Arrangement:
    """The names of teams, and which place and which unit belongs to which, all by their ids."""

    names: Mapping[int, str] = field(default_factory=dict)
    seats: Mapping[int, int | None] = field(default_factory=dict)
    units: Mapping[int, int | None] = field(default_factory=dict)


def teams_of(activity_id: int) -> Sequence[RoundTeam]:
    """Return the teams of a round in order; none where one team works with all units."""
    return db.session.scalars(
        select(RoundTeam).where(RoundTeam.activity_id == activity_id).order_by(RoundTeam.position)
    ).all()


def add(activity_id: int) -> list[str]:
    """Add a team; the first time the people and units there are become the first team.

    Return the papers to be adjusted.
    """
    lock(activity_id)
    there = list(teams_of(activity_id))
    if not there:
        there = [_begin(activity_id, [])]
        _give_all(activity_id, there[0])
    _begin(activity_id, there)
    return _followed(activity_id)


def _begin(activity_id: int, there: Sequence[RoundTeam]) -> RoundTeam:
    position = max((one.position for one in there), default=0) + 1
    name = rule.name_for(one.name for one in there)
    team = RoundTeam(activity_id=activity_id, position=position, name=name)
    db.session.add(team)
    db.session.flush()
    return team


def dissolve(activity_id: int, team_id: int) -> list[str]:
    """Take a team away: who and what it had goes to the first of the others.

    Of two teams one team is left, and the round is as one with a single team. Return the papers to
    be adjusted. Raises `Refused` while this leaves a team with two heads.
    """
    lock(activity_id)
    others = [one for one in teams_of(activity_id) if one.id != team_id]
    gone = db.session.get_one(RoundTeam, team_id)
    heir = others[0].id if len(others) > 1 else None
    _refuse_two_heads(activity_id, {team_id, *(one.id for one in others[:1])}, others[0].name)
    ended = [gone] if heir else [gone, *others]
    ids = [one.id for one in ended]
    for table in (Seat, Assignment):
        db.session.execute(update(table).where(table.team_id.in_(ids)).values(team_id=heir))
    for one in ended:
        db.session.delete(one)
    return _followed(activity_id)


def beside(activity_id: int, team_id: int) -> dict[str, str]:
    """Return what belongs to a team, and the name of the other one where there are but two."""
    others = [one.name for one in teams_of(activity_id) if one.id != team_id]
    units = [unit for unit, _ in _units(activity_id) if unit.team_id == team_id]
    seats = [seat for seat in _seats(activity_id) if seat.team_id == team_id]
    return {
        "seats": numbers_of(seats),
        "units": numbers_of(units),
        "other": others[0] if len(others) == 1 else "",
    }


def put_back(team: RoundTeam, other: str, seats: Sequence[int], units: Sequence[int]) -> list[str]:
    """Divide a round again by a team that was taken away, with its places and its units.

    Where one team was left (*other*, as it was called) all the rest is its own again. Return the
    papers to be adjusted. Does not commit. Raises `Refused` as `arrange` does, and where the team
    has no place any more.
    """
    activity_id = team.activity_id
    lock(activity_id)
    there = list(teams_of(activity_id))
    if not there and not other:
        raise Refused("Không khôi phục được: đợt này nay chỉ có một Đoàn.")
    if team.name in [one.name for one in there]:
        raise Refused(f"Không khôi phục được: đã có Đoàn khác mang tên “{team.name}”.")
    if not there:
        place = 2 if team.position == 1 else 1
        there = [RoundTeam(activity_id=activity_id, position=place, name=other)]
        db.session.add_all(there)
        db.session.flush()
        _give_all(activity_id, there[0])
    if team.position in [one.position for one in there]:
        team.position = max(one.position for one in there) + 1
    db.session.add(team)
    db.session.flush()
    names = {one.id: one.name for one in (*there, team)}
    _arrange(
        activity_id,
        Arrangement(names, dict.fromkeys(seats, team.id), dict.fromkeys(units, team.id)),
    )
    return _follow(activity_id)


def _give_all(activity_id: int, team: RoundTeam) -> None:
    for table in (Seat, Assignment):
        db.session.execute(
            update(table).where(table.activity_id == activity_id).values(team_id=team.id)
        )


def _refuse_two_heads(activity_id: int, together: set[int], name: str) -> None:
    places = [
        rule.Place(1, seat.role, "") for seat in _seats(activity_id) if seat.team_id in together
    ]
    if why := rule.refusal({1: name}, places):
        raise Refused(why)


def arrange(activity_id: int, wanted: Arrangement) -> list[str]:
    """Give people and units to teams, and teams their names; return the papers to be adjusted.

    The people of sessions not held yet follow, and are told. Raises `Refused` where a team would
    have two heads, and for a unit whose session was held.
    """
    lock(activity_id)
    _arrange(activity_id, wanted)
    return _followed(activity_id)


def _arrange(activity_id: int, wanted: Arrangement) -> None:
    seats, names = _seats(activity_id), dict(wanted.names)
    places = [rule.Place(wanted.seats.get(one.id, one.team_id), one.role, "") for one in seats]
    if why := rule.refusal(names, places):
        raise Refused(why)
    for team in teams_of(activity_id):
        team.name = names.get(team.id, team.name)
    for seat in seats:
        seat.team_id = wanted.seats.get(seat.id, seat.team_id)
    for unit, is_held in _units(activity_id):
        team_id = wanted.units.get(unit.id, unit.team_id)
        if is_held and team_id != unit.team_id:
            name = unit.organization.name
            raise Refused(f"{name} đã có kết quả buổi làm việc nên không đổi Đoàn được.")
        unit.team_id = team_id


def _followed(activity_id: int) -> list[str]:
    numbers = _follow(activity_id)
    db.session.commit()
    return numbers


def _follow(activity_id: int) -> list[str]:
    db.session.flush()
    db.session.expire_all()
    seating.follow_seats(activity_id)
    return adjusting.follow(activity_id)


def lock(activity_id: int) -> None:
    """Let two planners who arrange one round's teams take turns."""
    db.session.execute(
        select(Assignment.id).where(Assignment.activity_id == activity_id).with_for_update()
    )


def _seats(activity_id: int) -> Sequence[Seat]:
    return db.session.scalars(select(Seat).where(Seat.activity_id == activity_id)).all()


def _units(activity_id: int) -> list[tuple[Assignment, bool]]:
    held = select(Visit.id).where(Visit.assignment_id == Assignment.id, Visit.held_at.is_not(None))
    rows = db.session.execute(
        select(Assignment, held.exists())
        .options(joinedload(Assignment.organization))
        .where(Assignment.activity_id == activity_id)
    )
    return [(assignment, is_held) for assignment, is_held in rows]

"""Several teams in one round: who is in which, which units it works with, and what is wrong. Pure.

Each has a head, a secretary and its units; a session belongs to the team of its unit. A round with
one team has none of this.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

HEAD, SECRETARY = "head", "secretary"
FIRST_NAME = "Đoàn số {number}"


@dataclass(frozen=True)
class Place:
    """A place in a team (None: in none yet): its role, who sits there, and of what body they are.

    `person` tells people apart: the id of an account, 0 where somebody has none.
    """

    team: int | None
    role: str
    name: str
    person: int = 0
    body: str = ""


@dataclass(frozen=True)
class TeamUnit:
    """A unit of the round, the team it is given to, and whether its session was held."""

    team: int | None
    name: str
    is_held: bool = False


def name_for(names: Iterable[str]) -> str:
    """Return the first "Đoàn số …" that is not taken."""
    taken, number = set(names), 1
    while FIRST_NAME.format(number=number) in taken:
        number += 1
    return FIRST_NAME.format(number=number)


def faults(
    teams: Mapping[int, str], places: Sequence[Place], units: Sequence[TeamUnit]
) -> list[str]:
    """Return what is still wrong with the teams of a round, in words; nothing without teams."""
    if not teams:
        return []
    found = [
        fault
        for team, name in teams.items()
        for fault in _of_team(
            name,
            [one for one in places if one.team == team],
            [one for one in units if one.team == team],
        )
    ]
    if loose := [one.name or "chỗ chưa có người" for one in places if one.team not in teams]:
        found.append(f"Chưa xếp vào Đoàn nào: {'; '.join(loose)}")
    if open_units := [one.name for one in units if one.team not in teams]:
        found.append(f"Đơn vị chưa giao cho Đoàn nào: {'; '.join(open_units)}")
    return found


def _of_team(name: str, places: Sequence[Place], units: Sequence[TeamUnit]) -> Iterable[str]:
    heads = sum(one.role == HEAD for one in places)
    if heads == 0:
        yield f"{name} chưa có Trưởng đoàn"
    if heads > 1:
        yield f"{name} có {heads} Trưởng đoàn"
    if not any(one.role == SECRETARY for one in places):
        yield f"{name} chưa có Thư ký"
    if not units:
        yield f"{name} chưa được giao đơn vị nào"
    people = [one.person for one in places if one.person]
    for one in {place.name for place in places if people.count(place.person) > 1}:
        yield f"{name}: {one} có hai chỗ"
    bodies = {unit.name for unit in units}
    for place in places:
        if place.body and place.body in bodies:
            yield f"{name}: {place.name} là người của {place.body}, đơn vị mà Đoàn làm việc"


def refusal(teams: Mapping[int, str], places: Sequence[Place]) -> str:
    """Return why an arrangement cannot be kept, "" where it can: two heads lead nothing."""
    for team, name in teams.items():
        if sum(one.role == HEAD for one in places if one.team == team) > 1:
            return f"{name} chỉ có một Trưởng đoàn. Hãy xếp lại, hoặc đổi vai trò trong kế hoạch."
    return ""

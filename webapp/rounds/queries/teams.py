"""The several teams of a round as pages show them, and what is still wrong with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from webapp.plans.round_models import Round, RoundTeam, Seat
from webapp.rounds.queries.rounds import Unit
from webapp.rounds.services.seating import name_of
from webapp.rules import teams as rule


@dataclass(frozen=True)
class Teams:
    """The teams of a round with its places and its units, all loaded; nothing where it has one."""

    teams: Sequence[RoundTeam]
    seats: Sequence[Seat]
    units: Sequence[Unit]

    def __bool__(self) -> bool:
        return bool(self.teams)

    @property
    def names(self) -> dict[int, str]:
        return {one.id: one.name for one in self.teams}

    def name_of(self, team_id: int | None) -> str:
        """Return what a team is called, "" for none, and where the round has one team."""
        return self.names.get(team_id or 0, "")

    @property
    def faults(self) -> list[str]:
        """What is wrong with the teams, in words."""
        places = [
            rule.Place(one.team_id, one.role, name_of(one), one.user_id or 0, one.body)
            for one in self.seats
        ]
        units = [rule.TeamUnit(one.team_id, one.name) for one in self.units]
        return rule.faults(self.names, places, units)

    @property
    def mark(self) -> str:
        """What is arranged now, so that who arranges it anew has seen it."""
        parts = [
            *(f"{one.id}:{one.name}" for one in self.teams),
            *(f"s{one.id}:{one.team_id}:{one.role}" for one in sorted(self.seats, key=_id)),
            *sorted(f"u{one.assignment.id}:{one.team_id}" for one in self.units),
        ]
        return sha256("\n".join(parts).encode()).hexdigest()[:16]


def _id(seat: Seat) -> int:
    return seat.id


def teams_in(window: Round | None, seats: Sequence[Seat], units: Sequence[Unit]) -> Teams:
    """Return the teams of a round that was loaded with them: no query."""
    return Teams(window.teams if window else (), seats, units)

"""What a person may do with a round of inspection or supervision."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.plans.round_models import Seat
from webapp.rounds.services.reporting import seat_of
from webapp.visits.can import CanAmend


@dataclass(frozen=True)
class CanRound(CanAmend):
    """A round and the places of its team."""

    seats: Sequence[Seat]

    @property
    def report(self) -> bool:
        """Compose the round's report: the team's secretary, or the planner."""
        return self.leads

    @property
    def hand_over(self) -> bool:
        """Note which papers were handed to whom: the team's secretary, or the planner."""
        return self.leads

    @property
    def leads(self) -> bool:
        """The planner, and the team's secretary."""
        return self.plan or seat_of(self.seats, "secretary", self.who.id) is not None

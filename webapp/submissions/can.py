"""What a person may do with what a unit sends."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.accounts.can import Can
from webapp.plans.round_models import Seat
from webapp.submissions.services import handing
from webapp.submissions.services.papers import Sent


@dataclass(frozen=True)
class CanSubmission(Can):
    """What one unit sends to a *team*, if there is one."""

    team: Sequence[Seat] = ()

    @property
    def ask(self) -> bool:
        """Ask for a further paper: the team, and the planner."""
        return self.go and handing.may_ask(self.team, self.who)

    @property
    def see_openings(self) -> bool:
        """See who has received and opened what: the heads of the team, and the planner."""
        return self.oversee and handing.may_oversee(self.team, self.who)

    def take_back(self, sent: Sent) -> bool:
        """Take one's own file back until it is due."""
        return self.serve and sent.may_take_back(self.who)

"""What a person may do with a recommendation."""

from dataclasses import dataclass

from webapp.accounts.can import Can
from webapp.attending.models import Recommendation
from webapp.documents.models import Document


@dataclass(frozen=True)
class CanRecommendation(Can):
    """A recommendation with its unit, and the letter that tells it."""

    recommendation: Recommendation
    letter: Document

    @property
    def answer(self) -> bool:
        """Say what was mended. A superior that the unit has left since only reads."""
        return self.serve and self.who.organization.holds(self.recommendation.organization)

    @property
    def decide(self) -> bool:
        """Accept an answer or send it back: the planner, or who monitors it."""
        monitors = self.who.is_board and self.recommendation.monitor_id == self.who.id
        return self.plan or monitors

    @property
    def steer(self) -> bool:
        """Give more time, another monitor: the planner, while its letter holds."""
        return self.plan and not self.letter.withdrawn_at

    @property
    def see_state(self) -> bool:
        """See how it stands: nobody's side while its letter is withdrawn, but the board's."""
        return self.oversee or not self.letter.withdrawn_at

    def open_visit(self, organization_id: int) -> bool:
        """Open the visit at an organization: an office its own only."""
        return self.oversee or organization_id == self.recommendation.organization_id

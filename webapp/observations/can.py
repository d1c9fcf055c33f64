"""What a person may do with a note of ongoing supervision."""

from webapp.accounts.can import Can
from webapp.observations.models import Observation


class CanObserve(Can):
    """The notes of the issuer."""

    def change(self, note: Observation) -> bool:
        """Change a note: who wrote it, and planners."""
        return note.author_id == self.who.id or self.plan

"""What a person may do with the bloc's month, a line of its calendar, and wishes."""

from dataclasses import dataclass

from webapp.accounts.can import Can
from webapp.grassroots.models import Wish
from webapp.visits.models import NoShow


@dataclass(frozen=True)
class CanLine(Can):
    """A meeting of the month's calendar."""

    is_held: bool

    @property
    def save(self) -> bool:
        """Say who goes there, until it was held."""
        return self.plan and not self.is_held


@dataclass(frozen=True)
class CanUndo(Can):
    """A no-show that was noted."""

    row: NoShow

    @property
    def undo(self) -> bool:
        """Say that it was a mistake: who noted it, or a planner."""
        return self.plan or self.row.reported_by_id == self.who.id


class CanWish(Can):
    """Wishes for the month: one's own, and for planners everybody's."""

    def change(self, wish: Wish) -> bool:
        """Take a wish back."""
        return wish.user_id == self.who.id or self.plan

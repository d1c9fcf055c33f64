"""What a person may do with a thing: roles are asked here and in each room's `can.py`, only.

A room subclasses `Can` with its thing. A view makes the object once, decides by it (403, 409) and
hands it to its template as `can`.
"""

from dataclasses import dataclass

from webapp.accounts.models import ADMINISTRATOR, LEADER, MEMBER, OFFICE, PLANNER, User
from webapp.core import clock


@dataclass(frozen=True)
class Can:
    """What *who* may do whatever the thing is."""

    who: User

    @property
    def plan(self) -> bool:
        """Write plans, choose, assign, compose."""
        return self.who.is_any(PLANNER)

    @property
    def oversee(self) -> bool:
        """See the whole of the issuer's work, drafts too: a person of the board."""
        return self.who.is_board

    @property
    def go(self) -> bool:
        """Be sent to meetings, and note what is seen there."""
        return self.who.is_any(PLANNER, LEADER, MEMBER)

    @property
    def serve(self) -> bool:
        """Do an office's part: as long as its body is there."""
        return self.who.is_any(OFFICE) and self.who.organization.is_there(clock.today())

    @property
    def file(self) -> bool:
        """Send what a unit sends, or enter what it sent on paper."""
        return self.plan or self.serve

    @property
    def act_for_unit(self) -> bool:
        """Act for a unit, and not for those who look at it."""
        return self.serve and not self.who.is_board

    @property
    def administer(self) -> bool:
        """Change people, the tree and settings."""
        return self.who.is_any(ADMINISTRATOR)

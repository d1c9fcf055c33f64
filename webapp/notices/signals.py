"""What this room tells the rooms above."""

from webapp.accounts.models import User
from webapp.core.registry import Signal
from webapp.notices.facts import MeetingBefore
from webapp.notices.models import Meeting


@Signal
def meeting_changed(
    meeting: Meeting, *, before: MeetingBefore, cancelled: bool, reason: str, who: User
) -> None:
    """A noticed meeting got another day, time or place, or is not to be held.

    Inside the transaction and before its commit; *before* is what it was until now. Handlers do
    not commit.
    """

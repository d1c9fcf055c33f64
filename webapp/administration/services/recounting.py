"""Counting due days anew after the calendar changed, and notifying those whose they are."""

from webapp.milestones import engine, moving


def recount(issuer_id: int) -> int:
    """Count anew what is still due; return how many due days moved.

    Whose they are is notified, in one message a person. Does not commit.
    """
    moved = engine.recount(issuer_id)
    moving.tell(issuer_id, moved, moving.CALENDAR)
    return sum(not one.is_done for one in moved)

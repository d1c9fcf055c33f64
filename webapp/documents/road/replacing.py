"""Whoever wrote an issued paper is to write the one that takes its place: that is due from them."""

from webapp.accounts.models import PLANNER, User
from webapp.documents.kinds import REPLACEMENT
from webapp.documents.models import Document
from webapp.documents.road.next_step import ABOUT, require_step
from webapp.milestones import engine
from webapp.milestones.models import Milestone

_INSTEAD = " (thay thế "


def ask(old: Document, author: User) -> None:
    """Make what takes the place of an issued paper due from its author. Does not commit.

    Where its room has made the same due again from the author (the result of a visit is to be
    told, whatever came before), that says what it replaces, and nothing is due twice.
    """
    again = _due_again(old, author)
    if again is not None:
        bare = again.label.partition(_INSTEAD)[0]
        engine.relabel(again, f"{bare}{_INSTEAD}{old.number_and_symbol})")
        return
    act = f"Soạn văn bản thay thế {old.number_and_symbol},"
    require_step(old, author, REPLACEMENT, act, PLANNER, author.id if author.active else None)


def done(old: Document, by: str) -> None:
    """Note that a paper took the place of another. Does not commit."""
    engine.mark_done(REPLACEMENT, (ABOUT, old.id), by)


def not_any_more(old_id: int) -> None:
    """Forget it: the draft that was to take its place is dropped. Does not commit."""
    engine.drop(REPLACEMENT, (ABOUT, old_id))


def _due_again(old: Document, author: User) -> Milestone | None:
    """Return what the room makes due of the author: to issue a paper bears the paper's key."""
    found = engine.find(old.kind, old.subject_kind, old.subject_id)
    if found is None or found.done_at is not None or found.owner not in author.roles:
        return None
    return found if found.user_id in (None, author.id) else None

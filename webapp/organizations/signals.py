"""What this room asks of the rooms above, and tells them."""

from collections.abc import Collection, Sequence

from webapp.core.registry import Question, Signal
from webapp.organizations.history_models import Change

# Asked with an issuer's number: rooms that know answer with the bodies in which its work is done.
own_bodies = Question[[int], set[int]]("the issuer's own bodies")


@Signal
def took_effect(changes: Sequence[Change], only: Collection[int] = ()) -> None:
    """Changes of one issuer show in its tree for the first time: their day has come.

    With *only*, no more than these organizations are new to have ended by them.
    """


@Signal
def came_back(change: Change, organizations: Collection[int]) -> None:
    """Organizations whose end by a change was told are there again: it was mended."""

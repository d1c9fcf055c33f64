"""What this room tells the rooms above. Handlers run in the transaction and do not commit."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from webapp.accounts.models import User
from webapp.core.registry import Question, Signal
from webapp.documents.models import Document
from webapp.documents.tree import Paper


class Entry(NamedTuple):
    """A line of a menu; `current` is "page" on that very page, "true" on one below it."""

    words: str
    standing: str
    endpoint: str
    values: Mapping[str, Any]
    current: str


# Asked with a paper: the menu of what it is about, for who looks at it; nothing where it has none.
placed = Question[[Document], Sequence[Entry]]("the menu of what a paper is about")

# Asked with an issued paper: whom does it concern beside those who got it, by their ids?
concerned = Question[[Document], set[int]]("whom a paper concerns")

# Asked with a paper: what must be known of it besides, in sentences, by those who see its road?
remarked = Question[[Document], Sequence[str]]("what is to be known beside a paper")


@Signal
def issued(document: Document) -> None:
    """A paper was issued."""


@Signal
def reworded(document: Document, *, before: Paper, who: User) -> None:
    """A person changed the wording of a draft, or composed it again and kept changed words.

    *before* is the paper of which that was made.
    """


@Signal
def acknowledged(document: Document, *, organization_id: int, who: User) -> None:
    """A recipient says that an issued paper has arrived."""


@Signal
def withdrawn(document: Document) -> None:
    """An issued paper no longer holds."""

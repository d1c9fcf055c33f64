"""What this room asks of the rooms above."""

from typing import NamedTuple

from webapp.core.registry import Question
from webapp.visits.models import Visit


class Page(NamedTuple):
    """A page of this program: where it is, and what it is called beside others of one visit."""

    path: str
    name: str


# Asked with a visit and all about it: what else is worth reading where there is no network? Only
# what the signed-in person may open.
taken_along = Question[[Visit], list[Page]]("what is taken along to a visit")

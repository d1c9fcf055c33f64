"""What this room tells the rooms above, and asks of them."""

from datetime import datetime
from typing import NamedTuple

from webapp.core.registry import Question, Signal


@Signal
def duty_changed(activity_id: int) -> None:
    """A duty of an activity was added, changed or removed. Inside that transaction."""


@Signal
def round_changed(activity_id: int) -> None:
    """A round's own row, or a seat of its team, was added, changed or removed. Likewise."""


class Written(NamedTuple):
    """What one unit wrote under the outline of an activity, and whether it sent it.

    `columns` holds (id of the part, key of the column) where a cell says something.
    """

    unit: str
    is_sent: bool
    parts: frozenset[int]
    columns: frozenset[tuple[int, str]]
    figures: frozenset[int]
    organization_id: int


# Asked with the id of an activity, before its outline is changed: who wrote what there?
written = Question[[int], list[Written]]("what units wrote under an outline")


class Session(NamedTuple):
    """When and where a unit of a round is worked with; perhaps the day alone is known.

    `is_hour_later`: the planner wants the plan to say that the hour is told later. None: the plan
    went out before that was asked, and named the day alone.
    """

    starts_at: datetime
    is_hour_set: bool
    place: str
    is_hour_later: bool | None = None


# Asked with the id of a plan, for its paper: when and where are units worked with, by assignment?
sessions = Question[[int], dict[int, Session]]("the sessions of a plan")

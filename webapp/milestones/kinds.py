"""The kinds of things that are due: each room declares its own in its `kinds.py`."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from webapp.core.registry import Registry
from webapp.milestones.models import Milestone

AGAIN_RULE = "2 working days after"  # of what was done and is due again: from when that was known


@dataclass(frozen=True)
class MilestoneKind:
    """One kind of thing that is due, and the page on which it is done."""

    key: str
    label: str
    endpoint: str
    argument: str  # of the endpoint: takes the id of the row that the milestone is about
    again_rule: str = AGAIN_RULE
    # A list can be amended after it was filed: what it is judged by follows the calendar.
    follows_calendar: bool = False
    is_filing: bool = False  # of a unit's list of meetings: nobody can send it once that is closed
    ends_filing: bool = False  # once it is done, a unit's list of meetings is closed
    has_thread: bool = False  # what it is about is extended, handed on and closed on its own page


@dataclass(frozen=True)
class SubjectPage:
    """Where all that is due about one kind of row is done, whatever its kind."""

    key: str  # the kind of row
    endpoint: str
    argument: str


MILESTONES: Registry[MilestoneKind] = Registry("milestone")
SUBJECT_PAGES: Registry[SubjectPage] = Registry("subject page")


def link_to(milestone: Milestone) -> str | None:
    """Return the address of the page where *milestone* is done; None for a kind no longer used."""
    place = SUBJECT_PAGES.get(milestone.subject_kind) or MILESTONES.get(milestone.kind)
    if place is None:
        return None
    values: dict[str, Any] = {place.argument: milestone.subject_id}
    return url_for(place.endpoint, **values)

"""What rooms hand to the engine, and what it hands back."""

from dataclasses import dataclass
from datetime import date

from webapp.milestones.kinds import MilestoneKind
from webapp.milestones.models import Milestone
from webapp.milestones.services import Counting
from webapp.organizations.models import Organization
from webapp.rules.anchors import Anchor, AnchorFacts, Terms, anchor_day

Subject = tuple[str, int]  # the kind of the row that it is about, and its id
Kind = MilestoneKind | str  # a kind, or the key that rows keep of it


@dataclass(frozen=True)
class DueItem:
    """Something due, before the day it counts from is found.

    `known_from` is the day the debtor could first know of it (R3), None where that is not known.
    """

    kind: MilestoneKind
    subject: Subject
    organization: Organization
    label: str
    owner: str  # "unit", or a role of the board
    rule: str
    facts: AnchorFacts
    known_from: date | None
    anchor: str = Anchor.MEETING
    plan_id: int | None = None
    user_id: int | None = None  # who of them, by name

    @property
    def terms(self) -> Terms | None:
        """The rule and the day it counts from; None while that day is not known."""
        day = anchor_day(self.anchor, self.facts)
        return Terms(self.rule, day) if day else None


@dataclass(frozen=True)
class Batch:
    """What is read once to write many milestones: how days are counted, and what is there."""

    counting: Counting
    known: dict[tuple[str, int], Milestone]  # the latest, by key of the kind and id of the row


@dataclass(frozen=True)
class Moved:
    """A due day that a recount moved, and whose it is: a unit's, or a role's or one person's."""

    label: str
    organization: Organization
    owner: str
    user_id: int | None
    was: date
    now: date
    is_done: bool


def moved_from(was: date, held_to: date | None, now: date) -> date:
    """Return from which day something moved to *now*: the one that its owner was held to.

    That is not the day it *was* due where that one was gone by when it was told.
    """
    return was if held_to is None or held_to == now else held_to


def key_of(kind: Kind) -> str:
    """Return what rows keep of a kind."""
    return kind if isinstance(kind, str) else kind.key

"""What this room declares, and what a kind of activity is: rooms declare theirs in `kinds.py`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from webapp.core.registry import Registry
from webapp.documents.kinds import PaperKind
from webapp.documents.measures import PARTY, YOUTH
from webapp.milestones.kinds import MilestoneKind
from webapp.plans.models import PLAN
from webapp.plans.paper import samples, texts
from webapp.rules.anchors import Anchor

if TYPE_CHECKING:  # it reads the rows that kinds are about
    from webapp.documents.tree import Block
    from webapp.plans.paper.pieces import ActivityPart


class YearPart(Enum):
    """Where the picture of a year shows an activity."""

    COMMITTEES = "committees by months"
    ROUNDS = "rounds, step by step"
    GRID = "units by months"
    NOTES = "a count of notes"


class UsualDuty(NamedTuple):
    """A duty with which a new activity begins, and when: a rule of `rules.deadlines`."""

    kind: "DutyKind"
    owner: str
    label: str
    rule: str
    anchor: str


class Beginning(NamedTuple):
    """The activity of its kind that every new plan has; `report` falls due on the day given."""

    title: str
    minimum_thematic: int = 0
    report: UsualDuty | None = None
    figures: tuple[tuple[str, str], ...] = ()  # words, unit


@dataclass(frozen=True, eq=False)
class ActivityKind:
    """A way in which a plan is carried out, as the room in which it is done declares it."""

    key: str
    title: str
    place: int  # in lists
    year: YearPart
    page: str  # the endpoint where it is worked on; one that takes a `plan_id` gets the plan's
    anchors: tuple[str, ...]  # the days from which its duties may count
    duties: list["DutyKind"] = field(default_factory=list)  # what it can make due
    usual: list[UsualDuty] = field(default_factory=list)
    begins: Beginning | None = None
    needed: tuple[str, ...] = ()  # the parts of a plan that must say something
    counted: str = ""  # what its assignments are, after their number
    unit_words: str = ""  # before the names of its units
    is_monthly: bool = False  # units send the meetings of each month they are assigned
    attends: bool = False  # meetings of a committee's month are chosen, a group is formed
    is_own: bool = False  # units do it by themselves, and report
    has_window: bool = False  # a round: its days, team, guests, agenda, papers to send
    # A month is one calendar of all units: who goes where is published together, each goes alone.
    has_calendar: bool = False
    has_topics: bool = False  # standing topics, no units
    has_own_contents: bool = False
    has_figures: bool = False
    asks_phone: bool = False  # with each meeting that a unit sends
    line_page: str = ""  # where it is changed who goes, if not on the page of the group
    report_page: str = ""  # where a visit is reported on, if not on the sheet of findings
    draw: Callable[["ActivityPart"], "list[Block]"] | None = None  # its part of the plan's paper

    @property
    def is_scheduled(self) -> bool:
        """True where the plan's paper names its units under "Thời gian, đơn vị"."""
        return self.attends or self.is_own

    def add_duties(self, *duties: "DutyKind", usual: tuple[UsualDuty, ...] = ()) -> None:
        """Let a room above add what it makes due; the same again is harmless."""
        self.duties.extend(one for one in duties if one not in self.duties)
        self.usual.extend(one for one in usual if one not in self.usual)


ACTIVITIES: Registry[ActivityKind] = Registry("activity")


def activity_kinds() -> list[ActivityKind]:
    """Return the kinds of activity in the order of lists."""
    return sorted(ACTIVITIES, key=lambda kind: kind.place)


def keys_where(asked: Callable[[ActivityKind], bool]) -> list[str]:
    """Return the keys of the kinds of which something is true: for queries."""
    return [kind.key for kind in activity_kinds() if asked(kind)]


# The papers that this room composes.
PLAN_PAPER = PaperKind(
    PLAN,
    "Kế hoạch",
    "KẾ HOẠCH",
    "KH",
    place=1,
    sample=samples.plan,
    texts=texts.PLAN,
    places=texts.PLACES,
    pictured=(PARTY, YOUTH),
)

# A committee's own plan under this one, where the plan says by when.
OWN_PLAN_DUE = MilestoneKind(
    "own_plan", "Kế hoạch của {committee}", "plans.own_plan", "committee_plan_id"
)

EACH = frozenset({Anchor.MEETING, Anchor.VISIT})  # anchors that each unit has for itself
EVERY = frozenset(Anchor)


@dataclass(frozen=True)
class Step:
    """A step in the year's picture, in words: what it is called, done, awaited and late."""

    title: str
    done: str
    waiting: str
    late: str


@dataclass(frozen=True)
class DutyKind:
    """One kind of duty: what it makes due, from whom, and where it stands in the year."""

    label: str
    milestone: MilestoneKind
    owner: str  # the usual one: "unit", or a role of the board
    step: Step
    anchors: frozenset[str] = EVERY  # those it may count from
    is_due_from_issue: bool = False  # of each assignment, from the day the plan is issued
    is_of_visit: bool = False  # of each chosen meeting or session
    is_by_head: bool = False  # by name: of who heads the visit's working group
    ends_when_held: bool = False  # of a visit whose findings are complete nobody owes it any more
    is_filing: bool = False  # the unit sends its meetings of the month
    takes_papers: bool = False  # the required papers come by it
    begun: str = ""  # why an assignment is not moved once it is done

    @property
    def key(self) -> str:
        """What rows and files keep of it: a duty and its milestone share it."""
        return self.milestone.key

    @property
    def is_for_all(self) -> bool:
        """True where it is due once, not for each meeting: one day for all units."""
        return not self.anchors & EACH


DUTIES: Registry[DutyKind] = Registry("duty")


def due_from_issue() -> list[DutyKind]:
    """Return what each assignment of a plan makes due from the day the plan is issued."""
    return [one for one in DUTIES if one.is_due_from_issue]


def of_visits() -> list[DutyKind]:
    """Return what each chosen meeting makes due."""
    return [one for one in DUTIES if one.is_of_visit]


def for_all() -> Iterator[DutyKind]:
    """Return what is due once, on one day for all units."""
    return (one for one in DUTIES if one.is_for_all)

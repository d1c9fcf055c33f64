"""What this room asks of the rooms above."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.registry import Question
from webapp.milestones.standing import DUE, LATE, WAIT, Standing


class Coming(NamedTuple):
    """A meeting of the coming days, in words; `part` is what the person is there, "" the host."""

    starts_at: datetime
    when: str
    name: str
    what: str
    place: str
    part: str
    href: str

    @property
    def standing(self) -> Standing | None:
        """Says that it is today."""
        is_today = clock.local(self.starts_at).date() == clock.today()
        return Standing("Hôm nay", DUE) if is_today else None


class Begun(NamedTuple):
    """What a person's office began to type and has not sent: in words, and by whom it was kept."""

    words: str
    href: str
    saved_at: datetime
    saved_by: str


# Asked with the person whose first screen is shown: rooms that keep what is half typed answer.
begun = Question[[User], list[Begun]]("what was begun and not sent")

# Asked with the person whose first screen is shown: rooms that hold meetings answer with those
# that this person goes to, or receives, in the coming days.
coming = Question[[User], list[Coming]]("the meetings of the coming days")


class OwedBesides(NamedTuple):
    """Something a unit owes of which no milestone tells: by when in words, what, whose, where."""

    due: str
    due_at: datetime | None
    label: str
    unit: str
    standing: Standing
    href: str


class Preparing(NamedTuple):
    """A session ahead that an office prepares, how much is left, and the page of the list."""

    when: str
    name: str
    standing: Standing
    href: str
    besides: Sequence[OwedBesides] = ()


# Asked with the person whose first screen is shown: which sessions does their office prepare?
preparing = Question[[User], list[Preparing]]("the sessions that an office prepares")


# Asked with the person whose first screen is shown: what are they asked to answer, by name?
asked = Question[[User], list[OwedBesides]]("what a person is asked to answer")


class ToDecide(NamedTuple):
    """Something about visits that a planner has to decide, in words, with the ways to decide it.

    `ways` are (words, address) of pages; `accept` is (address, values) of the button that lets it
    be as it is. `visits` are the visits that it marks, `months` the (activity, month) it is of.
    """

    starts_at: datetime
    standing: Standing
    words: str
    ways: tuple[tuple[str, str], ...]
    visits: tuple[int, ...] = ()
    months: tuple[tuple[int, date | None], ...] = ()
    accept: tuple[str, dict[str, int | str]] | None = None


# Asked with a person of the board: what about visits has to be decided?
to_decide = Question[[User], list[ToDecide]]("what has to be decided about visits")


def all_to_decide(who: User) -> list[ToDecide]:
    """Return what every room says that has to be decided, in order."""
    return in_order(one for found in to_decide.ask(who) for one in found)


_PRESSING = (LATE, DUE, WAIT)


def in_order(found: Iterable[ToDecide]) -> list[ToDecide]:
    """Return what has to be decided, the most pressing first, then by time."""
    return sorted(found, key=lambda one: (_PRESSING.index(one.standing.tone), one.starts_at))


def marks_of(found: list[ToDecide]) -> dict[int, list[Standing]]:
    """Return what has to be decided of each visit, by its id, for lists."""
    marks: dict[int, list[Standing]] = {}
    for one in found:
        for visit_id in one.visits:
            known = marks.setdefault(visit_id, [])
            if one.standing not in known:
                known.append(one.standing)
    return marks

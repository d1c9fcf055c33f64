"""Handing out the month's meetings: who goes where, fairly and without clashes.

The office gathers the calendars of all units and assigns one person to each meeting that is to
be attended (46-KH/ĐTN, II.3 and IV.2). Absences and clashes, the way included, are kept always;
then, in this order: as many meetings as wanted, units that waited longest, an equal load over the
year, people's wishes. Here is what a month and a hand-out are, and the simple one, one by one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from webapp.rules.choosing import ASSUMED_LENGTH
from webapp.rules.zone import to_local

NEVER_VISITED, MOST_MONTHS = 40, 36  # how much a unit's waiting counts, in months


@dataclass(frozen=True)
class Liking:
    """A wish of a person for a time, a unit or both: to avoid (-1) or to have (+1)."""

    weight: int
    first: date
    last: date
    unit_id: int | None = None

    def meets(self, meeting: "Meeting") -> bool:
        """Whether the wish is about this meeting."""
        is_then = self.first <= meeting.day <= self.last
        return is_then and self.unit_id in (None, meeting.unit_id)


@dataclass(frozen=True)
class Busy:
    """Another meeting that a person attends: when it begins, and what it is called."""

    starts_at: datetime
    name: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody who may be assigned. `load` counts the year's meetings outside this month's list.

    `absent` are spans of days, both ends included. `credit` is counted for what they missed of the
    year (`rules.fair_share`). A person who is not eligible goes only where a hand chose them, and
    nobody to more than `most` meetings of the month.
    """

    id: int
    load: int = 0
    absent: tuple[tuple[date, date], ...] = ()
    busy: tuple[Busy, ...] = ()
    likings: tuple[Liking, ...] = ()
    credit: int = 0
    since: date | None = None  # the first day on which they serve
    is_eligible: bool = True
    most: int | None = None

    def is_absent(self, day: date) -> bool:
        """Whether the person said that they cannot attend on this day, or does not serve yet."""
        return self.is_yet_to_come(day) or any(first <= day <= last for first, last in self.absent)

    def is_yet_to_come(self, day: date) -> bool:
        """Whether the person serves only from a later day on."""
        return self.since is not None and day < self.since

    def liking(self, meeting: "Meeting") -> int:
        """Return how much the person likes the meeting: above 0 wished for, below 0 avoided."""
        return sum(one.weight for one in self.likings if one.meets(meeting))


@dataclass(frozen=True)
class Meeting:
    """A meeting that may be attended; `months` since its unit was last visited, None for never."""

    id: int
    unit_id: int
    starts_at: datetime
    thematic: bool = False
    months: int | None = None
    name: str = ""

    @cached_property
    def day(self) -> date:
        """The day it is held, in Vietnam."""
        return to_local(self.starts_at).date()

    @property
    def waiting(self) -> int:
        """How much it counts that its unit is visited at last."""
        return NEVER_VISITED if self.months is None else min(max(self.months, 0), MOST_MONTHS)


@dataclass(frozen=True)
class Month:
    """What is to be handed out. `pinned` maps meetings to the person chosen by hand (None: nobody).

    `wanted` is how many meetings in all; None is as many as people can.
    """

    people: Sequence[Person]
    meetings: Sequence[Meeting]
    allowance: timedelta = timedelta(0)
    wanted: int | None = None
    minimum_thematic: int = 0
    pinned: Mapping[int, int | None] = field(default_factory=dict)

    @cached_property
    def fixed(self) -> dict[int, int]:
        """The meetings whose person was chosen by hand."""
        return {meeting: person for meeting, person in self.pinned.items() if person is not None}

    @cached_property
    def open(self) -> list[Meeting]:
        """The meetings nobody decided about by hand, in order of time."""
        free = (one for one in self.meetings if one.id not in self.pinned)
        return sorted(free, key=lambda one: (one.starts_at, one.id))

    @cached_property
    def able(self) -> dict[int, list[Person]]:
        """Who could go to each open meeting, by itself."""
        begun = self.begun
        return {
            one.id: [
                person
                for person in self.people
                if person.is_eligible
                and not person.is_absent(one.day)
                and not any(self.clash(one.starts_at, other) for other in begun[person.id])
            ]
            for one in self.open
        }

    @cached_property
    def room(self) -> dict[int, int]:
        """How many open meetings those may still be given who have a most of the month."""
        chosen = Counter(self.fixed.values())
        return {
            person.id: max(person.most - chosen[person.id], 0)
            for person in self.people
            if person.most is not None
        }

    @cached_property
    def begun(self) -> dict[int, list[datetime]]:
        """When each person's other meetings begin, those chosen by hand among them."""
        times = {one.id: one.starts_at for one in self.meetings}
        found = {p.id: [one.starts_at for one in p.busy] for p in self.people}
        for meeting_id, person_id in self.fixed.items():
            if person_id in found and meeting_id in times:
                found[person_id].append(times[meeting_id])
        return found

    def clash(self, one: datetime, other: datetime) -> bool:
        """Whether nobody can attend meetings that begin at these times (`choosing.clashes`)."""
        return abs(one - other) < ASSUMED_LENGTH + self.allowance


@dataclass(frozen=True)
class Measure:
    """How good a hand-out is. `spread` is the difference between the most and the least loaded."""

    attended: int
    thematic: int  # at most as many as are asked for
    waiting: int  # of the units visited, each counted once
    spread: int
    unevenness: int  # the sum of the squares of all loads
    liking: int

    @property
    def coverage(self) -> tuple[int, int, int]:
        """What is covered, the most important first."""
        return self.thematic, self.attended, self.waiting

    def is_no_worse(self, other: "Measure") -> bool:
        """Whether it covers no less and spreads the load no wider."""
        return self.coverage >= other.coverage and self.spread <= other.spread


def loads(month: Month, given: Mapping[int, int]) -> Counter[int]:
    """Return the year's load of each eligible person with this hand-out (meeting → person).

    What is counted for the days that they missed is among it.
    """
    found = Counter(
        {person.id: person.load + person.credit for person in month.people if person.is_eligible}
    )
    found.update(person_id for person_id in given.values() if person_id in found)
    return found


def measure(month: Month, given: Mapping[int, int]) -> Measure:
    """Return how good a hand-out is: it maps the meetings attended to who goes."""
    people = {person.id: person for person in month.people}
    taken = [one for one in month.meetings if one.id in given]
    units = {one.unit_id: one.waiting for one in taken}
    load = loads(month, given).values()
    return Measure(
        attended=len(taken),
        thematic=min(sum(one.thematic for one in taken), month.minimum_thematic),
        waiting=sum(units.values()),
        spread=max(load, default=0) - min(load, default=0),
        unevenness=sum(count * count for count in load),
        liking=sum(people[given[m.id]].liking(m) for m in taken if given[m.id] in people),
    )


def faults(month: Month, given: Mapping[int, int]) -> list[int]:
    """Return the open meetings whose person cannot go there: absent, elsewhere, or sent enough."""
    able = {key: {person.id for person in found} for key, found in month.able.items()}
    times = {one.id: one.starts_at for one in month.open if one.id in given}
    wrong = [key for key in times if given[key] not in able[key]]
    for key, starts_at in times.items():
        others = (k for k in times if k != key and given[k] == given[key])
        if any(month.clash(starts_at, times[other]) for other in others):
            wrong.append(key)
    own = Counter(given[key] for key in times)
    wrong += [key for key in times if own[given[key]] > month.room.get(given[key], len(times))]
    return sorted(set(wrong))


def greedy(month: Month) -> dict[int, int]:
    """Hand out one by one: the unit that waited longest, to the least loaded who can go."""
    given = dict(month.fixed)
    begun = {key: list(times) for key, times in month.begun.items()}
    load, room = loads(month, given), dict(month.room)
    for meeting in _in_line(month):
        if month.wanted is not None and len(given) >= month.wanted:
            break
        free = [
            person
            for person in month.able[meeting.id]
            if room.get(person.id, 1) > 0
            and not any(month.clash(meeting.starts_at, other) for other in begun[person.id])
        ]
        if not free:
            continue
        person = min(free, key=lambda one: (load[one.id], -one.liking(meeting), one.id))
        given[meeting.id] = person.id
        begun[person.id].append(meeting.starts_at)
        load[person.id] += 1
        room[person.id] = room.get(person.id, len(month.open)) - 1
    return given


def _in_line(month: Month) -> Iterable[Meeting]:
    """Return the open meetings, those to be served first in front: thematic, then by waiting."""
    seen = {one.unit_id for one in month.meetings if one.id in month.fixed}
    short = month.minimum_thematic
    short -= sum(one.thematic for one in month.meetings if one.id in month.fixed)
    rest = sorted(month.open, key=lambda one: -one.waiting)  # open ones are in order of time
    front = [one for one in rest if one.thematic and month.able[one.id]][: max(short, 0)]
    later = []
    for meeting in [*front, *(one for one in rest if one not in front)]:
        if meeting.unit_id in seen and meeting not in front:
            later.append(meeting)
            continue
        seen.add(meeting.unit_id)
        yield meeting
    yield from later

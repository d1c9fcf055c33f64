"""What somebody has to decide about visits: an absence, a clash, nobody to go, no report.

One rule for the month, the list of visits and the first screen. It is told from how things stand,
not from what happened: whatever moved a meeting or put a person there, what clashes now is found.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from webapp.rules.choosing import ASSUMED_LENGTH, Clash, Duty, clashes
from webapp.rules.zone import end_of_day, to_local


class Need(StrEnum):
    """What has to be decided."""

    ABSENT = "absent"
    CLASH = "clash"
    UNDECIDED = "undecided"
    UNREPORTED = "unreported"


@dataclass(frozen=True)
class Attended:
    """A visit of which no findings are complete. `is_told`: who goes was made known."""

    visit_id: int
    starts_at: datetime
    people: tuple[int, ...] = ()
    is_hour_set: bool = True
    is_told: bool = True

    @property
    def ends_at(self) -> datetime:
        """When it is over: without an hour, once its day is."""
        if self.is_hour_set:
            return self.starts_at + ASSUMED_LENGTH
        return end_of_day(to_local(self.starts_at).date())


@dataclass(frozen=True)
class Absence:
    """A person's report that they cannot come from `first` to `last`, both included."""

    person_id: int
    first: date
    last: date

    def covers(self, person_id: int, day: date) -> bool:
        """Whether this person is away that day."""
        return self.person_id == person_id and self.first <= day <= self.last


@dataclass(frozen=True)
class Accepted:
    """A clash that somebody left so: of this person, these two visits at these hours."""

    person_id: int
    sides: frozenset[tuple[int, datetime]]


@dataclass(frozen=True)
class Needed:
    """One thing to decide: of which visit, because of whom; of a clash with which `other` visit."""

    need: Need
    visit_id: int
    people: tuple[int, ...] = ()
    other_id: int | None = None
    clash: Clash | None = None


def needed(
    visits: Iterable[Attended],
    absences: Sequence[Absence],
    accepted: Collection[Accepted],
    now: datetime,
    allowance: timedelta,
) -> list[Needed]:
    """Return what has to be decided, by the time of its visit.

    *allowance* is how long the way takes. What is over is only asked to be reported on; a draft
    that nobody was told of is neither undecided nor unreported.
    """
    known = {one.visit_id: one for one in visits}
    coming = [one for one in known.values() if one.ends_at > now]
    found = [
        *_away(coming, absences),
        *_clashing(coming, accepted, allowance),
        *(Needed(Need.UNDECIDED, one.visit_id) for one in coming if one.is_told and not one.people),
        *(
            Needed(Need.UNREPORTED, one.visit_id, one.people)
            for one in known.values()
            if one.ends_at <= now and one.is_told and one.people
        ),
    ]
    return sorted(found, key=lambda one: (known[one.visit_id].starts_at, one.visit_id, one.need))


def _away(coming: Iterable[Attended], absences: Sequence[Absence]) -> Iterator[Needed]:
    for visit in coming:
        day = to_local(visit.starts_at).date()
        away = (who for who in visit.people if any(one.covers(who, day) for one in absences))
        if people := tuple(away):
            yield Needed(Need.ABSENT, visit.visit_id, people)


def _clashing(
    coming: Sequence[Attended], accepted: Collection[Accepted], allowance: timedelta
) -> Iterator[Needed]:
    """Yield each pair of visits that clash once, with all whom it concerns."""
    duties = [
        Duty(who, one.visit_id, one.starts_at, one.starts_at + ASSUMED_LENGTH, one.is_hour_set)
        for one in coming
        for who in one.people
    ]
    pairs: dict[tuple[int, int], list[Clash]] = {}
    for clash in clashes(duties, allowance):
        sides = frozenset((one.visit_id, one.starts_at) for one in (clash.first, clash.second))
        if Accepted(clash.person_id, sides) not in accepted:
            pairs.setdefault((clash.first.visit_id, clash.second.visit_id), []).append(clash)
    for (first, second), found in pairs.items():
        people = tuple(one.person_id for one in found)
        yield Needed(Need.CLASH, first, people, second, found[0])

"""What counts beside the meetings that somebody attended, so that a year is shared fairly.

Who came in June, was away for May, or is to carry half is not loaded or spared as if here for the
whole year: for each month, what falls on a day of presence is counted for the days they missed.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from webapp.rules.months import last_day

WHOLE = 100  # percent of a share

Span = tuple[date, date]  # both ends included


@dataclass(frozen=True)
class Service:
    """Somebody's year: since when they serve, when they were away, how much they are to carry.

    `loads` counts meetings attended, by the first day of the month; `share` is in percent.
    """

    id: int
    since: date | None = None
    absent: Sequence[Span] = ()
    share: int = WHOLE
    loads: Mapping[date, int] = field(default_factory=dict)

    def presence(self, month: date) -> Fraction:
        """Return on how many days of a month they could be sent, by their share."""
        last = last_day(month)
        missed: set[int] = set()
        for first, end in self._missed(last):
            missed.update(range(max(first, month).toordinal(), min(end, last).toordinal() + 1))
        return Fraction((last.day - len(missed)) * self.share, WHOLE)

    def _missed(self, last: date) -> Iterable[Span]:
        yield from self.absent
        if self.since and self.since > date(last.year, 1, 1):
            yield date(last.year, 1, 1), self.since - timedelta(days=1)


def credits_of(people: Collection[Service], month: date, coming: int) -> dict[int, int]:
    """Return how many meetings are counted for what each person missed in the year of *month*.

    *coming* meetings are to be handed out in *month*, its first day. Where all were there on all
    days and carry alike, nobody is counted anything.
    """
    loads = {month: coming}
    for person in people:
        for when, count in person.loads.items():
            loads[when] = loads.get(when, 0) + count
    missed = dict.fromkeys((person.id for person in people), Fraction(0))
    for when, count in loads.items():
        there = {person.id: person.presence(when) for person in people}
        present = sum(there.values())
        for person_id, days in there.items():
            if present:
                missed[person_id] += Fraction(count) * (last_day(when).day - days) / present
    return {person_id: int(count + Fraction(1, 2)) for person_id, count in missed.items()}

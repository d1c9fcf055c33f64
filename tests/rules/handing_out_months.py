"""Months to hand out, as the tests of handing out make them, and what every hand-out keeps."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from webapp.rules.choosing import ASSUMED_LENGTH, Duty, clashes
from webapp.rules.handing_out import Busy, Liking, Measure, Meeting, Month, Person, faults

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
HALF_HOUR = timedelta(minutes=30)
TIMES = [8, 9, 10, 14, 19]


def at(day: int, hour: int) -> datetime:
    return datetime(2020, 3, day, hour, tzinfo=LOCAL)


def on(day: int) -> date:
    return date(2020, 3, day)


def meeting(number: int, day: int, hour: int, unit: int = 0, **other: object) -> Meeting:
    return Meeting(number, unit or number, at(day, hour), **other)  # type: ignore[arg-type]


@st.composite
def months(draw: st.DrawFn, most_people: int = 4, most_meetings: int = 9) -> Month:
    days = st.integers(2, 5)
    likings = st.builds(
        lambda weight, first, last, unit: Liking(weight, on(first), on(max(first, last)), unit),
        st.sampled_from([-1, 1]),
        days,
        days,
        st.sampled_from([None, 1, 2, 3]),
    )
    people = [
        Person(
            number,
            draw(st.integers(0, 4)),
            tuple(
                (on(d), on(d + draw(st.integers(0, 1)))) for d in draw(st.lists(days, max_size=1))
            ),
            tuple(Busy(at(d, h)) for d, h in draw(st.lists(_times(), max_size=1))),
            tuple(draw(st.lists(likings, max_size=2))),
            credit=draw(st.sampled_from([0, 0, 2])),
            is_eligible=draw(st.integers(0, 5)) > 0,
            most=draw(st.sampled_from([None, None, 1, 2])),
        )
        for number in range(draw(st.integers(1, most_people)))
    ]
    waits = draw(st.lists(st.sampled_from([None, 0, 1, 5, 50]), min_size=3, max_size=3))
    meetings = [
        Meeting(number, unit, at(*draw(_times())), draw(st.booleans()), waits[unit - 1])
        for number, unit in enumerate(draw(st.lists(st.integers(1, 3), max_size=most_meetings)))
    ]
    chosen = st.sampled_from([None, *(person.id for person in people)])
    pins = {one.id: draw(chosen) for one in meetings if draw(st.integers(0, 4)) == 0}
    return Month(
        people,
        meetings,
        draw(st.sampled_from([timedelta(0), HALF_HOUR])),
        draw(st.sampled_from([None, 1, 3, 6])),
        draw(st.integers(0, 2)),
        pins,
    )


def _times() -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(2, 5), st.sampled_from(TIMES))


def every(month: Month) -> Iterator[dict[int, int]]:
    """Every hand-out that keeps the rules: tried one by one."""
    ways = [[None, *(person.id for person in month.able[one.id])] for one in month.open]
    for way in product(*ways):
        chosen = {one.id: who for one, who in zip(month.open, way, strict=True) if who is not None}
        found = dict(month.fixed) | chosen
        too_many = month.wanted is not None and len(found) > max(month.wanted, len(month.fixed))
        if not too_many and not faults(month, found):
            yield found


def best_key(value: Measure) -> tuple[object, ...]:
    return (*value.coverage, -value.unevenness, value.liking)


def check_rules(month: Month, found: Mapping[int, int]) -> None:
    """Fail where somebody is in two places, or where they said that they cannot be."""
    people = {person.id: person for person in month.people}
    open_ones = {one.id: one for one in month.open}
    duties = [
        Duty(person.id, -n, busy.starts_at, busy.starts_at + ASSUMED_LENGTH)
        for person in month.people
        for n, busy in enumerate(person.busy, 1)
    ]
    duties += [
        Duty(who, one.id, one.starts_at, one.starts_at + ASSUMED_LENGTH)
        for one in month.meetings
        if (who := found.get(one.id)) is not None
    ]
    chosen_freely = {
        clash
        for clash in clashes(duties, month.allowance)
        if {clash.first.visit_id, clash.second.visit_id} & open_ones.keys()
    }
    assert chosen_freely == set()
    for key in found.keys() & open_ones.keys():
        person = people[found[key]]
        assert person.is_eligible
        assert person.most is None or sum(
            who == person.id and one in open_ones for one, who in found.items()
        ) <= max(person.most, 0)
        assert not people[found[key]].is_absent(open_ones[key].day)

"""Handing out the month's meetings: no clash, absences kept, never worse than one by one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.rules.choosing import ASSUMED_LENGTH, Duty, clashes
from webapp.rules.handing_out import (
    Busy,
    Liking,
    Measure,
    Meeting,
    Month,
    Person,
    faults,
    greedy,
    loads,
    measure,
)
from webapp.rules.handing_out_costs import AGAINST, BETTER, WORSE, Cost, costs
from webapp.rules.handing_out_solver import covers_all, propose

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


@settings(max_examples=150, deadline=None)
@given(months())
def test_nobody_is_in_two_places_and_absences_are_kept(month: Month) -> None:
    for found in (greedy(month), propose(month)):
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
            assert not people[found[key]].is_absent(open_ones[key].day)


@settings(max_examples=150, deadline=None)
@given(months())
def test_the_proposal_is_never_worse_than_one_by_one(month: Month) -> None:
    simple, found = measure(month, greedy(month)), measure(month, propose(month))
    assert found.coverage >= simple.coverage
    assert found.spread <= simple.spread
    assert best_key(found) >= best_key(simple)
    assert found.attended <= max(month.wanted or 999, len(month.fixed))


@settings(max_examples=100, deadline=None)
@given(months())
def test_what_was_chosen_by_hand_stays(month: Month) -> None:
    found = propose(month)
    for key, who in month.pinned.items():
        assert found.get(key) == who


@settings(max_examples=60, deadline=None)
@given(months(most_people=3, most_meetings=5))
def test_nothing_better_exists_in_a_small_month(month: Month) -> None:
    """Of all that cover as much with no wider a spread, none is more even or better liked."""
    widest = measure(month, greedy(month)).spread
    everything = [measure(month, found) for found in every(month)]
    kept = [one for one in everything if one.spread <= widest]
    found = measure(month, propose(month))
    assert found.coverage == max(one.coverage for one in kept)
    assert best_key(found)[:4] == max(best_key(one)[:4] for one in kept)
    if covers_all(month, found):
        assert found.coverage == max(one.coverage for one in everything)


def test_the_same_month_gets_the_same_answer() -> None:
    month = Month(
        [Person(n) for n in range(5)],
        [meeting(n, 2 + n % 5, TIMES[n % 5], unit=n % 7 + 1) for n in range(30)],
        HALF_HOUR,
    )
    assert propose(month) == propose(month)


def test_the_solver_finds_room_where_one_by_one_gets_stuck() -> None:
    """The only one free in the morning is sent to the evening first, as the least loaded."""
    month = Month(
        [Person(1, load=0), Person(2, load=1, absent=((on(3), on(3)),))],
        [
            meeting(1, 2, 8, months=12),
            meeting(2, 3, 8, months=1),
            meeting(3, 3, 10, months=3),
            meeting(4, 2, 9, months=2),
        ],
    )
    assert measure(month, greedy(month)).attended <= measure(month, propose(month)).attended
    stuck = replace(
        month,
        people=[Person(1), Person(2, load=3)],
        meetings=[
            meeting(1, 2, 8, months=9),
            meeting(2, 2, 9, months=5),
            meeting(3, 2, 10, months=1),
        ],
        wanted=2,
    )
    assert measure(stuck, propose(stuck)).coverage == (0, 2, 14)


def test_units_that_waited_longest_come_first() -> None:
    month = Month(
        [Person(1)],
        [
            meeting(1, 2, 8, months=1),
            meeting(2, 3, 8, months=9),
            meeting(3, 4, 8),
            meeting(4, 5, 8, unit=3),
        ],
        wanted=2,
    )
    assert set(propose(month)) in ({2, 3}, {2, 4})


def test_thematic_meetings_asked_for_are_attended_first() -> None:
    month = Month(
        [Person(1)],
        [meeting(1, 2, 8, months=9), meeting(2, 2, 9, months=1, thematic=True)],
        wanted=1,
        minimum_thematic=1,
    )
    assert set(greedy(month)) == set(propose(month)) == {2}


def test_the_load_of_the_year_is_evened_out_and_wishes_are_heeded() -> None:
    whole = (on(1), on(31))
    month = Month(
        [Person(1, load=4), Person(2, likings=(Liking(-1, *whole, 2),)), Person(3)],
        [meeting(1, 2, 8), meeting(2, 3, 8)],
    )
    assert propose(month) == {1: 2, 2: 3}


def test_nobody_able_means_nobody_goes() -> None:
    month = Month([Person(1, absent=((on(1), on(31)),))], [meeting(1, 2, 8)])
    assert propose(month) == {}
    assert propose(Month([], [])) == {}


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (Person(3), [(BETTER, "Ít hơn mức chung 3 buổi trong năm: còn 2 buổi")]),
        (Person(3, load=3), [(WORSE, "Thêm 1 buổi so với mức chung 3 buổi trong năm")]),
        (Person(3, load=2, absent=((on(2), on(2)),)), [(AGAINST, "Đã báo vắng ngày này")]),
        (
            Person(3, load=2, busy=(Busy(at(2, 9), "Chi đoàn A"),)),
            [(AGAINST, "Trùng giờ với Chi đoàn A, 09:00")],
        ),
        (
            Person(3, load=2, busy=(Busy(at(2, 10), "Chi đoàn A"),)),
            [(AGAINST, "Không kịp di chuyển từ hoặc đến Chi đoàn A, 10:00")],
        ),
        (Person(3, load=2, likings=(Liking(-1, on(1), on(9)),)), [(WORSE, "Đã đề nghị tránh")]),
        (
            Person(3, load=2, likings=(Liking(1, on(1), on(9), 1),)),
            [(BETTER, "Mong muốn được dự")],
        ),
    ],
)
def test_a_choice_says_what_it_costs(person: Person, expected: list[tuple[str, str]]) -> None:
    others = [Person(1, load=3), Person(2, load=3 - (person.load > 2))]
    month = Month([*others, person], [meeting(1, 2, 8, name="Chi đoàn B")], HALF_HOUR)
    if person.load == 0:
        month = replace(month, people=[Person(1, load=3), Person(2, load=3), person])
    assert costs(month, {}, month.meetings[0], person) == [Cost(*one) for one in expected]


def test_sending_nobody_says_what_it_costs() -> None:
    month = Month(
        [Person(1)],
        [meeting(1, 2, 8, months=9, thematic=True), meeting(2, 3, 8, months=1)],
        wanted=2,
        minimum_thematic=1,
    )
    told = [one.text for one in costs(month, {1: 1, 2: 1}, month.meetings[0], None)]
    assert told == [
        "Đơn vị này 9 tháng chưa được dự",
        "Tháng này chỉ còn 0/1 buổi chuyên đề được dự",
        "Tháng này chỉ còn 1/2 buổi được dự",
    ]
    new = replace(month, meetings=[meeting(1, 2, 8)], wanted=None)
    assert [one.text for one in costs(new, {}, new.meetings[0], None)] == [
        "Đơn vị này chưa được dự lần nào"
    ]


def test_loads_count_the_year_and_the_month() -> None:
    month = Month([Person(1, load=2), Person(2)], [meeting(1, 2, 8)])
    assert loads(month, {1: 1}) == {1: 3, 2: 0}

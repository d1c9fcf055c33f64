"""A month to hand out, the measure of a hand-out, and the simple one, one by one."""

from collections.abc import Mapping
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings

from tests.rules.handing_out_months import HALF_HOUR, at, check_rules, meeting, months, on
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

GOOD = Measure(attended=5, thematic=1, waiting=30, spread=2, unevenness=9, liking=0)


@settings(max_examples=150, deadline=None)
@given(months())
def test_nobody_is_in_two_places_and_absences_are_kept(month: Month) -> None:
    check_rules(month, greedy(month))


def test_loads_count_the_year_and_the_month() -> None:
    month = Month([Person(1, load=2), Person(2)], [meeting(1, 2, 8)])
    assert loads(month, {1: 1}) == {1: 3, 2: 0}


def test_people_meetings_and_measures_are_values() -> None:
    person = Person(1, busy=(Busy(at(2, 8)),), likings=(Liking(1, on(1), on(2)),))
    assert {person, meeting(1, 2, 8), GOOD} == {replace(person), meeting(1, 2, 8), replace(GOOD)}


def test_a_month_stays_as_it_is_for_what_was_worked_out_of_it_stays() -> None:
    month = Month([Person(1)], [meeting(1, 2, 8)])
    with pytest.raises(FrozenInstanceError):
        month.meetings = []  # type: ignore[misc]


def test_a_wish_is_about_a_time_a_unit_or_both() -> None:
    third = meeting(1, 3, 8, unit=7)
    for first, last, is_then in ((1, 2, False), (1, 3, True), (3, 3, True), (3, 9, True)):
        assert Liking(1, on(first), on(last)).meets(third) is is_then
        assert Liking(1, on(first), on(last), 7).meets(third) is is_then
        assert not Liking(1, on(first), on(last), 8).meets(third)
    assert not Liking(1, on(4), on(9)).meets(third)


def test_wishes_add_up() -> None:
    whole = (on(1), on(31))
    person = Person(1, likings=(Liking(1, *whole), Liking(-1, *whole, 7), Liking(1, *whole, 8)))
    assert [person.liking(meeting(1, 3, 8, unit=unit)) for unit in (7, 8, 9)] == [0, 2, 1]
    assert Person(1).liking(meeting(1, 3, 8)) == 0


def test_an_absence_holds_from_its_first_day_to_its_last() -> None:
    person = Person(1, absent=((on(3), on(4)), (on(9), on(9))))
    assert [day for day in range(1, 12) if person.is_absent(on(day))] == [3, 4, 9]


def test_a_meeting_is_on_its_day_in_vietnam() -> None:
    assert Meeting(1, 1, datetime(2020, 3, 2, 17, tzinfo=UTC)).day == on(3)


@pytest.mark.parametrize(
    ("months_since", "waiting"), [(None, 40), (-1, 0), (0, 0), (1, 1), (35, 35), (36, 36), (37, 36)]
)
def test_a_wait_counts_up_to_three_years_and_never_is_more(
    months_since: int | None, waiting: int
) -> None:
    assert meeting(1, 2, 8, months=months_since).waiting == waiting


def test_what_is_chosen_by_hand_is_fixed_and_what_is_not_is_open_in_order() -> None:
    some = [
        meeting(4, 3, 8),
        meeting(3, 2, 9),
        meeting(2, 2, 9),
        meeting(1, 2, 8),
        meeting(5, 4, 8),
    ]
    month = Month([Person(1)], some, pinned={1: None, 5: 1})
    assert month.fixed == {5: 1}
    assert [one.id for one in month.open] == [2, 3, 4]


def test_who_is_able_is_there_and_not_elsewhere() -> None:
    people = [
        Person(1),
        Person(2, absent=((on(2), on(2)),)),
        Person(3, busy=(Busy(at(2, 10)),)),
        Person(4, busy=(Busy(at(2, 9)),)),
        Person(5),
    ]
    month = Month(people, [meeting(1, 2, 8), meeting(2, 2, 7), meeting(3, 9, 8)], pinned={2: 5})
    assert {key: [one.id for one in able] for key, able in month.able.items()} == {
        1: [1, 3],
        3: [1, 2, 3, 4, 5],
    }
    assert month.begun == {1: [], 2: [], 3: [at(2, 10)], 4: [at(2, 9)], 5: [at(2, 7)]}


def test_what_is_pinned_to_strangers_keeps_nobody() -> None:
    month = Month([Person(1)], [meeting(1, 2, 8)], pinned={1: 9, 7: 1})
    assert month.begun == {1: []}


@pytest.mark.parametrize(
    ("minutes", "allowance", "clashes"),
    [(0, 0, True), (119, 0, True), (120, 0, False), (149, 30, True), (150, 30, False)],
)
def test_meetings_clash_within_their_length_and_the_way(
    minutes: int, allowance: int, clashes: bool
) -> None:
    month = Month([], [], timedelta(minutes=allowance))
    one, other = at(2, 8), at(2, 8) + timedelta(minutes=minutes)
    assert month.clash(one, other) is month.clash(other, one) is clashes


@pytest.mark.parametrize(
    ("change", "is_no_worse"),
    [
        ({}, True),
        ({"thematic": 2, "attended": 0, "waiting": 0}, True),
        ({"thematic": 0, "attended": 9, "waiting": 99}, False),
        ({"attended": 6, "waiting": 0}, True),
        ({"attended": 4, "waiting": 99}, False),
        ({"waiting": 31}, True),
        ({"waiting": 29}, False),
        ({"spread": 1}, True),
        ({"spread": 3}, False),
        ({"thematic": 2, "spread": 3}, False),
        ({"unevenness": 99, "liking": -9}, True),
    ],
)
def test_what_is_no_worse(change: Mapping[str, int], is_no_worse: bool) -> None:
    assert replace(GOOD, **change).is_no_worse(GOOD) is is_no_worse


def test_a_hand_out_is_measured() -> None:
    whole = (on(1), on(31))
    month = Month(
        [Person(1, 2, likings=(Liking(1, *whole),)), Person(2, likings=(Liking(-1, *whole),))],
        [
            meeting(1, 2, 8, months=5, thematic=True),
            meeting(2, 3, 8, unit=1, months=5, thematic=True),
            meeting(3, 4, 8, months=7),
            meeting(4, 5, 8),
        ],
        minimum_thematic=1,
    )
    assert measure(month, {}) == Measure(0, 0, 0, spread=2, unevenness=4, liking=0)
    # Unit 1 is visited twice and counts once; a stranger likes nothing.
    assert measure(month, {1: 1, 2: 1, 3: 2}) == Measure(3, 1, 12, 3, 17, 1)
    assert measure(month, {4: 9, 99: 1}) == Measure(1, 0, 40, 3, 9, 0)
    assert measure(Month([], []), {}) == Measure(0, 0, 0, 0, 0, 0)


def test_faults_are_meetings_whose_person_cannot_go_there() -> None:
    month = Month(
        [Person(1, absent=((on(2), on(2)),)), Person(2)],
        [meeting(1, 2, 8), meeting(2, 3, 8), meeting(3, 3, 9), meeting(4, 3, 10), meeting(5, 2, 8)],
        pinned={5: 1},
    )
    assert faults(month, {2: 1, 4: 1, 5: 1}) == []
    assert faults(month, {1: 1}) == [1]
    assert faults(month, {4: 2, 3: 2, 2: 2, 1: 1}) == [1, 2, 3, 4]
    assert faults(month, {2: 1, 3: 2}) == []
    assert faults(month, {1: 9}) == [1]


def test_one_by_one_goes_to_who_waited_longest_by_the_least_loaded() -> None:
    month = Month(
        [Person(1, load=1), Person(2), Person(3)],
        [
            meeting(1, 2, 8, months=1),
            meeting(2, 2, 8, months=3),
            meeting(3, 2, 8, months=2),
            meeting(4, 2, 8, months=3),
        ],
    )
    assert greedy(month) == {2: 2, 4: 3, 3: 1}
    assert greedy(replace(month, wanted=2)) == {2: 2, 4: 3}
    assert greedy(replace(month, wanted=0)) == {}


def test_whoever_was_sent_has_one_more() -> None:
    some = [meeting(number, number + 1, 8) for number in range(1, 4)]
    assert greedy(Month([Person(1), Person(2, load=1)], some)) == {1: 1, 2: 1, 3: 2}


def test_of_those_as_loaded_who_wishes_it_goes() -> None:
    whole = (on(1), on(31))
    wishes = [
        Person(1),
        Person(2, likings=(Liking(1, *whole),)),
        Person(3, likings=(Liking(-1, *whole),)),
    ]
    assert greedy(Month(wishes, [meeting(1, 2, 8)])) == {1: 2}
    assert greedy(Month(wishes[::2], [meeting(1, 2, 8)])) == {1: 1}
    assert greedy(Month(wishes[::-1], [meeting(1, 2, 8), meeting(2, 3, 8)])) == {1: 2, 2: 1}


def test_nobody_is_sent_twice_at_a_time() -> None:
    some = [meeting(1, 2, 8, months=3), meeting(2, 2, 9, months=2), meeting(3, 2, 10, months=1)]
    assert greedy(Month([Person(1)], some)) == {1: 1, 3: 1}
    assert greedy(Month([Person(1)], some, HALF_HOUR)) == {1: 1}
    assert greedy(Month([Person(1)], some, pinned={2: 1})) == {2: 1}


def test_what_is_chosen_by_hand_counts_for_what_is_wanted() -> None:
    some = [meeting(number, number + 1, 8, months=number) for number in range(1, 5)]
    month = Month([Person(1)], some, wanted=2, pinned={1: 1, 4: None})
    assert greedy(month) == {1: 1, 3: 1}
    assert greedy(replace(month, wanted=1, pinned={1: 1, 2: 1})) == {1: 1, 2: 1}


def test_thematic_ones_go_first_as_far_as_they_are_asked_for() -> None:
    some = [
        meeting(1, 2, 8, months=9),
        meeting(2, 3, 8, months=3, thematic=True),
        meeting(3, 4, 8, months=2, thematic=True),
        meeting(4, 5, 8, months=1, thematic=True),
    ]
    month = Month([Person(1)], some, wanted=2)
    assert set(greedy(month)) == {1, 2}
    assert set(greedy(replace(month, minimum_thematic=2))) == {2, 3}
    assert set(greedy(replace(month, minimum_thematic=2, pinned={4: 1}))) == {4, 2}
    assert set(greedy(replace(month, minimum_thematic=1, pinned={4: 1}))) == {4, 1}
    assert set(greedy(replace(month, minimum_thematic=1, pinned={3: 1, 4: 1}, wanted=3))) == {
        1,
        3,
        4,
    }
    more = replace(month, meetings=[*some, meeting(5, 6, 8, months=0, thematic=True)], wanted=3)
    assert set(greedy(replace(more, minimum_thematic=1, pinned={3: 1, 4: 1}))) == {1, 3, 4}
    away = replace(month, people=[Person(1, absent=((on(3), on(3)),))], minimum_thematic=1)
    assert set(greedy(away)) == {3, 1}


def test_a_unit_is_visited_a_second_time_only_after_all_others() -> None:
    some = [
        meeting(1, 2, 8, unit=1, months=9),
        meeting(2, 3, 8, unit=1, months=9),
        meeting(3, 4, 8, unit=2, months=1),
        meeting(4, 5, 8, unit=2, months=1, thematic=True),
    ]
    month = Month([Person(1)], some)
    orders = [set(greedy(replace(month, wanted=wanted))) for wanted in (1, 2, 3, 4)]
    assert orders == [{1}, {1, 3}, {1, 3, 2}, {1, 2, 3, 4}]
    assert set(greedy(replace(month, wanted=2, pinned={1: 1}))) == {1, 3}
    asked = replace(month, wanted=2, minimum_thematic=1)
    assert set(greedy(asked)) == {4, 1}
    assert set(greedy(replace(asked, wanted=3))) == {4, 1, 2}

"""The solver's hand-out: no clash, absences kept, never worse than one by one."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from tests.rules.handing_out_months import (
    HALF_HOUR,
    TIMES,
    best_key,
    check_rules,
    every,
    meeting,
    months,
    on,
)
from webapp.rules.handing_out import Liking, Measure, Month, Person, greedy, loads, measure
from webapp.rules.handing_out_solver import covers_all, propose


@settings(max_examples=150, deadline=None)
@given(months())
def test_nobody_is_in_two_places_and_absences_are_kept(month: Month) -> None:
    check_rules(month, propose(month))


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
    ("change", "coverage", "is_all"),
    [
        ({}, (0, 3, 16), True),  # units 1 and 2 wait 9 and 7 months, 3 cannot be reached
        ({}, (0, 3, 15), False),
        ({}, (0, 2, 16), False),
        ({"minimum_thematic": 1}, (1, 3, 16), True),
        ({"minimum_thematic": 1}, (0, 3, 16), False),
        ({"minimum_thematic": 2}, (2, 3, 16), True),
        ({"minimum_thematic": 2}, (1, 3, 16), False),
        ({"minimum_thematic": 3}, (2, 3, 16), True),  # no more can be had
        ({"wanted": 1}, (0, 1, 9), True),
        ({"wanted": 1}, (0, 1, 7), False),
        ({"wanted": 2}, (0, 2, 16), True),
        ({"wanted": 2}, (0, 2, 9), False),
        ({"wanted": 9}, (0, 3, 16), True),
        ({"pinned": {4: 1}}, (0, 4, 56), True),  # unit 3 is visited all the same
        ({"pinned": {4: 1}}, (0, 4, 55), False),
        ({"pinned": {4: 1}}, (0, 3, 56), False),
        ({"pinned": {1: None}}, (0, 2, 16), True),
        ({"pinned": {1: 1, 2: 1}, "wanted": 1}, (0, 2, 16), True),
        ({"pinned": {1: 1, 2: 1}, "wanted": 1}, (0, 1, 16), False),
        ({"pinned": {1: 1}, "minimum_thematic": 2}, (2, 3, 16), True),
        ({"pinned": {1: 1}, "minimum_thematic": 2}, (1, 3, 16), False),
    ],
)
def test_what_covers_all_that_can_be(
    change: dict[str, Any], coverage: tuple[int, int, int], is_all: bool
) -> None:
    some = [
        meeting(1, 2, 8, unit=1, months=9, thematic=True),
        meeting(2, 3, 8, unit=1, months=9),
        meeting(3, 4, 8, unit=2, months=7, thematic=True),
        meeting(4, 9, 8, unit=3),
    ]
    month = replace(Month([Person(1, absent=((on(9), on(9)),))], some), **change)
    thematic, attended, waiting = coverage
    assert covers_all(month, Measure(attended, thematic, waiting, 0, 0, 0)) is is_all


def test_an_even_load_outweighs_every_wish() -> None:
    keen = tuple(Liking(1, on(1), on(31)) for _ in range(9))
    month = Month([Person(1, 1, likings=keen), Person(2)], [meeting(1, 2, 8)])
    assert propose(month) == {1: 2}
    even = replace(month, people=[Person(1, likings=keen), Person(2)])
    assert propose(even) == {1: 1}
    two = replace(even, meetings=[meeting(1, 2, 8), meeting(2, 3, 8)])
    assert sorted(propose(two).values()) == [1, 2]


def test_a_wish_decides_who_of_two_goes_where() -> None:
    whole = (on(1), on(31))
    month = Month(
        [Person(1, likings=(Liking(1, *whole, 2),)), Person(2, likings=(Liking(-1, *whole, 2),))],
        [meeting(1, 2, 8), meeting(2, 3, 8)],
    )
    assert propose(month) == {1: 2, 2: 1}


def test_the_most_loaded_are_spared_while_others_can_go() -> None:
    month = Month(
        [Person(1, 5), Person(2, 2), Person(3)],
        [meeting(number, number + 1, 8) for number in range(1, 6)],
    )
    assert sorted(loads(month, propose(month)).values()) == [3, 4, 5]


def test_what_is_chosen_by_hand_takes_its_share_of_what_is_wanted() -> None:
    some = [meeting(number, number + 1, 8, months=number, thematic=True) for number in range(1, 5)]
    month = Month([Person(1), Person(2)], some, wanted=2, minimum_thematic=2, pinned={1: 1})
    assert propose(month) == {1: 1, 4: 2}
    assert propose(replace(month, pinned={1: 1, 2: 1})) == {1: 1, 2: 1}
    assert propose(replace(month, pinned={1: 1, 2: 1, 3: 2})) == {1: 1, 2: 1, 3: 2}
    assert set(propose(replace(month, pinned={4: None}))) == {2, 3}


def test_the_search_goes_on_where_one_by_one_covers_less_than_it_could() -> None:
    """The longest waiting unit's meeting, in between, shuts out two others of never seen units."""
    month = Month(
        [Person(1)],
        [
            meeting(1, 2, 9, months=30),
            meeting(2, 2, 8, months=0),
            meeting(3, 2, 10, months=0),
        ],
    )
    assert greedy(month) == {1: 1}
    assert propose(month) == {2: 1, 3: 1}


def test_a_newcomer_gets_as_many_as_the_others_and_not_all() -> None:
    """Ten each until May; who came in June is counted ten, so that six meetings go two each."""
    people = [Person(1, load=10), Person(2, load=10), Person(3, credit=10)]
    found = propose(Month(people, [meeting(number, number, 8) for number in range(1, 7)]))
    assert sorted(Counter(found.values()).values()) == [2, 2, 2]
    spared = [*people[:2], Person(3)]
    alone = propose(Month(spared, [meeting(number, number, 8) for number in range(1, 7)]))
    assert set(alone.values()) == {3}


def test_nobody_is_sent_who_may_not_and_to_no_more_than_the_plan_says() -> None:
    people = [Person(1, is_eligible=False), Person(2, most=1), Person(3, load=5)]
    found = propose(Month(people, [meeting(number, number, 8) for number in range(1, 5)]))
    assert Counter(found.values()) == {2: 1, 3: 3}
    few = propose(Month([people[1]], [meeting(1, 1, 8), meeting(2, 2, 8)]))
    assert len(few) == 1
    begun = propose(Month([people[1]], [meeting(1, 1, 8), meeting(2, 2, 8)], pinned={1: 2}))
    assert begun == {1: 2}

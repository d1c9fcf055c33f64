"""Who is expected at two visits at once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.choosing import (
    ASSUMED_LENGTH,
    Clash,
    Duty,
    clashes,
)
from webapp.rules.zone import to_local

MORNING = datetime(2024, 3, 20, 1, 0, tzinfo=UTC)
DUTIES = st.lists(
    st.builds(
        lambda person, visit, start, minutes, is_hour_set: Duty(
            person,
            visit,
            MORNING + timedelta(minutes=start),
            MORNING + timedelta(minutes=start + minutes),
            is_hour_set=is_hour_set,
        ),
        st.integers(1, 3),
        st.integers(1, 6),
        st.integers(0, 1200),  # this day and the next
        st.integers(1, 240),
        st.booleans(),
    ),
    max_size=14,
)
ALLOWANCES = st.integers(0, 120).map(lambda minutes: timedelta(minutes=minutes))


def duty(visit: int, start: int, end: int, person: int = 1) -> Duty:
    hour = timedelta(hours=1)
    return Duty(person, visit, MORNING + start * hour, MORNING + end * hour)


def test_clashes_are_values() -> None:
    assert len({*clashes([duty(1, 0, 2), duty(2, 1, 3)]), *clashes([])}) == 1


def test_two_visits_at_the_same_time_clash() -> None:
    one, other = duty(1, 0, 3), duty(2, 2, 4)
    assert clashes([other, one]) == [Clash(1, one, other, overlap_minutes=60)]


def test_visits_end_to_end_clash_only_when_the_way_takes_time() -> None:
    one, other = duty(1, 0, 2), duty(2, 2, 4)
    assert clashes([one, other]) == []
    assert clashes([one, other], timedelta(minutes=1)) == [Clash(1, one, other, overlap_minutes=0)]


def test_a_short_visit_within_a_long_one_does_not_hide_a_third() -> None:
    long, short, third = duty(1, 0, 9), duty(2, 1, 2), duty(3, 5, 6)
    assert [(c.first, c.second) for c in clashes([third, short, long])] == [
        (long, short),
        (long, third),
    ]


def test_two_of_one_day_clash_until_both_hours_are_set() -> None:
    known, unknown = duty(1, 0, 2), replace(duty(2, 6, 8), is_hour_set=False)
    (clash,) = clashes([unknown, known])
    assert (clash.first, clash.second, clash.overlap_minutes) == (known, unknown, 0)
    assert clash.is_hour_missing
    assert clashes([known, replace(unknown, is_hour_set=True)]) == []
    assert clashes([known, replace(duty(2, 24, 26), is_hour_set=False)]) == []


def test_other_people_and_second_roles_do_not_clash() -> None:
    assert clashes([duty(1, 0, 3), duty(2, 0, 3, person=2)]) == []
    assert clashes([duty(1, 0, 3), duty(1, 0, 3), duty(1, 1, 2)]) == []


def test_two_of_one_visit_do_not_clash_whether_their_hours_are_set_or_not() -> None:
    head = replace(duty(1, 0, 2), is_hour_set=False)
    assert clashes([head, replace(head, ends_at=MORNING + timedelta(hours=1))]) == []


def test_both_hours_missing_is_one_clash() -> None:
    first, second = (replace(duty(n, n, n + 1), is_hour_set=False) for n in (1, 2))
    assert clashes([second, first]) == [Clash(1, first, second, overlap_minutes=0)]
    assert clashes([second, first])[0].is_hour_missing
    assert not clashes([duty(1, 0, 2), duty(2, 1, 3)])[0].is_hour_missing


def test_clashes_go_by_person_and_then_by_the_later_of_the_two() -> None:
    early, late = duty(1, 0, 4), duty(2, 1, 3)
    unknown = replace(duty(3, 2, 5), is_hour_set=False)
    others = [duty(4, 0, 2, person=0), duty(5, 1, 3, person=0)]
    found = clashes([unknown, late, early, *others])
    assert [(c.person_id, c.first.visit_id, c.second.visit_id) for c in found] == [
        (0, 4, 5),
        (1, 1, 2),
        (1, 1, 3),
        (1, 2, 3),
    ]


def test_duties_that_begin_together_go_by_their_end_and_then_by_the_visit() -> None:
    longer, shorter, same = duty(1, 0, 3), duty(3, 0, 1), duty(2, 0, 1)
    assert [(c.first.visit_id, c.second.visit_id) for c in clashes([longer, shorter, same])] == [
        (2, 3),
        (2, 1),
        (3, 1),
    ]


def test_a_meeting_of_which_only_the_beginning_is_known_takes_two_hours() -> None:
    first = Duty(1, 1, MORNING, MORNING + ASSUMED_LENGTH)
    assert clashes([first, duty(2, 2, 4)]) == []
    almost = Duty(1, 2, MORNING + timedelta(minutes=119), MORNING + timedelta(hours=4))
    assert clashes([first, almost])[0].overlap_minutes == 1


def test_a_way_is_long_enough_to_the_minute() -> None:
    one, other = duty(1, 0, 2), duty(2, 3, 4)
    assert clashes([one, other], timedelta(hours=1)) == []
    assert clashes([one, other], timedelta(minutes=61)) == [Clash(1, one, other, overlap_minutes=0)]


def test_part_of_a_minute_is_an_overlap() -> None:
    second = Duty(1, 2, MORNING + timedelta(minutes=59, seconds=30), MORNING + timedelta(hours=2))
    assert clashes([duty(1, 0, 1), second])[0].overlap_minutes == 1


def test_refuses_what_cannot_be() -> None:
    for end in (3, 2):
        with pytest.raises(ValueError, match="kết thúc"):
            duty(1, 3, end)
    with pytest.raises(ValueError, match="âm"):
        clashes([], timedelta(minutes=-1))


def naive(duties: list[Duty], allowance: timedelta) -> set[frozenset[Duty]]:
    return {
        frozenset((a, b))
        for a, b in combinations(set(duties), 2)
        if a.person_id == b.person_id and a.visit_id != b.visit_id and meet(a, b, allowance)
    }


def meet(a: Duty, b: Duty, allowance: timedelta) -> bool:
    if not (a.is_hour_set and b.is_hour_set):
        return to_local(a.starts_at).date() == to_local(b.starts_at).date()
    return a.starts_at < b.ends_at + allowance and b.starts_at < a.ends_at + allowance


def pairs(found: list[Clash]) -> list[frozenset[Duty]]:
    return [frozenset((clash.first, clash.second)) for clash in found]


@given(DUTIES, ALLOWANCES)
def test_finds_each_clashing_pair_once(duties: list[Duty], allowance: timedelta) -> None:
    found = clashes(duties, allowance)
    assert set(pairs(found)) == naive(duties, allowance)
    assert len(set(pairs(found))) == len(found)
    assert all(clash.first.starts_at <= clash.second.starts_at for clash in found)


@given(DUTIES, ALLOWANCES, st.randoms())
def test_clashes_do_not_depend_on_the_order_given(
    duties: list[Duty], allowance: timedelta, shuffler: Random
) -> None:
    shuffled = duties[:]
    shuffler.shuffle(shuffled)
    assert clashes(shuffled, allowance) == clashes(duties, allowance)


@given(DUTIES, ALLOWANCES, ALLOWANCES)
def test_a_longer_way_only_adds_clashes(
    duties: list[Duty], way: timedelta, longer: timedelta
) -> None:
    assert set(pairs(clashes(duties, way))) <= set(pairs(clashes(duties, way + longer)))

"""How many guests are asked for, and how the minutes of an agenda add up."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.sessions import (
    FINISH,
    RESUME,
    START,
    TURNS,
    Hours,
    asked_text,
    count_warning,
    minutes_used,
    planned_starts,
    turned,
)

EIGHT = datetime(2023, 9, 19, 1, 0, tzinfo=UTC)
people = st.integers(0, 500)


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [
        (2, 3, "từ 02 đến 03 đồng chí"),
        (1, None, "ít nhất 01 đồng chí"),
        (1, 1, "01 đồng chí"),
        (0, None, "không hạn định số lượng"),
        (0, 12, "từ 00 đến 12 đồng chí"),
    ],
)
def test_how_many_are_asked_for(least: int, most: int | None, said: str) -> None:
    assert asked_text(least, most) == said


def test_too_few_and_too_many_are_told() -> None:
    asked = "so với yêu cầu từ 02 đến 03 đồng chí."
    assert count_warning(1, 2, 3) == f"Thiếu 01 {asked}"
    assert count_warning(5, 2, 3) == f"Thừa 02 {asked}"
    assert count_warning(2, 2, 3) == count_warning(3, 2, 3) == count_warning(None, 2, 3) == ""


@given(people, people, st.none() | people)
def test_a_number_fits_or_is_told(count: int, least: int, most: int | None) -> None:
    fits = least <= count and (most is None or count <= most)
    assert (count_warning(count, least, most) == "") is fits


def test_minutes_between_two_moments() -> None:
    assert minutes_used(EIGHT, EIGHT + timedelta(minutes=12, seconds=59)) == 12
    assert minutes_used(EIGHT, EIGHT) == 0
    assert minutes_used(EIGHT, EIGHT - timedelta(minutes=1)) is None
    assert minutes_used(None, EIGHT) is None
    assert minutes_used(EIGHT, None) is None


def test_a_step_begins_when_those_before_it_end() -> None:
    assert planned_starts(EIGHT, []) == []
    assert planned_starts(EIGHT, [5, None, 10]) == [EIGHT, EIGHT + timedelta(minutes=5), None]


@given(st.lists(st.integers(0, 600), min_size=1, max_size=20))
def test_planned_starts_lie_as_far_apart_as_the_steps_are_long(minutes: list[int]) -> None:
    starts = planned_starts(EIGHT, minutes)
    assert starts[0] == EIGHT
    assert starts[-1] == EIGHT + timedelta(minutes=sum(minutes[:-1]))


def minute(number: int) -> datetime:
    return EIGHT + timedelta(minutes=number)


def test_beginning_a_step_ends_the_other() -> None:
    steps = {1: Hours(minute(0))}
    assert turned(steps, 2, START, minute(9)) == {
        1: Hours(minute(0), minute(9)),
        2: Hours(minute(9)),
    }


def test_what_is_already_so_stays_so() -> None:
    steps = {1: Hours(minute(0)), 2: Hours(minute(-9), minute(-2))}
    assert turned(steps, 1, START, minute(5)) == {}
    assert turned(steps, 2, FINISH, minute(5)) == {}
    assert turned(steps, 1, RESUME, minute(5)) == {}
    assert turned(steps, 3, FINISH, minute(5)) == {}


def test_a_step_is_ended_and_resumed() -> None:
    done = turned({1: Hours(minute(0))}, 1, FINISH, minute(5))
    assert done == {1: Hours(minute(0), minute(5))}
    assert turned(done, 1, RESUME, minute(7)) == {1: Hours(minute(0))}


def test_a_beginning_heard_of_late_was_ended_by_what_began_after_it() -> None:
    steps = {1: Hours(minute(0)), 3: Hours(minute(20))}
    assert turned(steps, 2, START, minute(10)) == {
        1: Hours(minute(0), minute(10)),
        2: Hours(minute(10), minute(20)),
    }


def test_a_skipped_step_ends_nothing() -> None:
    steps = {1: Hours(minute(20), is_skipped=True)}
    assert turned(steps, 2, START, minute(10)) == {2: Hours(minute(10))}


presses = st.lists(
    st.tuples(st.integers(1, 5), st.sampled_from(TURNS), st.integers(0, 90)), max_size=25
)


def run(steps: dict[int, Hours], pressed: list[tuple[int, str, int]]) -> dict[int, Hours]:
    for step, verb, at in pressed:
        steps = steps | turned(steps, step, verb, minute(at))
    return steps


@given(presses)
def test_one_step_goes_on_and_none_ends_before_it_begins(
    pressed: list[tuple[int, str, int]],
) -> None:
    steps = run({}, pressed)
    going = [one for one in steps.values() if one.began and one.ended is None]
    assert len(going) <= 1
    assert all(one.ended is None or one.began <= one.ended for one in steps.values() if one.began)


@given(presses)
def test_a_press_that_is_told_twice_changes_nothing_more(
    pressed: list[tuple[int, str, int]],
) -> None:
    begun = [press for press in pressed if press[1] == START]
    assert run({}, begun) == run({}, [press for press in begun for _ in range(2)])


@given(st.permutations([(step, START, step * 10) for step in range(1, 6)]))
def test_beginnings_give_the_same_hours_in_whatever_order_they_arrive(
    pressed: list[tuple[int, str, int]],
) -> None:
    assert run({}, pressed) == run({}, sorted(pressed))

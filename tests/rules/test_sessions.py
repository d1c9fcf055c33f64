"""How many guests are asked for, and how the minutes of an agenda add up."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.sessions import (
    FINISH,
    LEFT_OUT,
    NO_HOUR,
    RESUME,
    SKIPPED_BUT_WRITTEN,
    START,
    TURNS,
    Hours,
    Pause,
    asked_text,
    count_warning,
    in_order_of_time,
    minutes_used,
    open_question,
    planned_starts,
    turned,
)

EIGHT = datetime(2023, 9, 19, 1, 0, tzinfo=UTC)
people = st.integers(0, 500)


def minute(number: int) -> datetime:
    return EIGHT + timedelta(minutes=number)


PAUSED = (Pause(minute(9), minute(30)),)


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


def used(began: datetime | None, ended: datetime | None, now: datetime = EIGHT) -> int | None:
    return minutes_used({1: Hours(began, ended)}, now).get(1)


def test_minutes_between_two_moments() -> None:
    assert used(EIGHT, EIGHT + timedelta(minutes=12, seconds=59)) == 12
    assert used(EIGHT, EIGHT) == 0
    assert used(EIGHT, EIGHT - timedelta(minutes=1)) is None
    assert used(EIGHT, EIGHT + timedelta(seconds=59)) == 0
    assert used(EIGHT, EIGHT + timedelta(seconds=60)) == 1
    assert used(None, EIGHT) is None
    assert used(EIGHT, None, now=EIGHT + timedelta(minutes=3)) == 3
    assert used(EIGHT + timedelta(minutes=1), None) is None, "it begins later than now"
    assert minutes_used({1: Hours(EIGHT, is_skipped=True)}, minute(9)) == {}


def test_a_resumed_step_does_not_count_what_went_on_between() -> None:
    steps = run({}, [(1, START, 0), (2, START, 40), (1, RESUME, 52), (1, FINISH, 85)])
    assert minutes_used(steps, minute(99)) == {1: 73, 2: 12}


def test_a_break_before_a_step_is_resumed_is_nobody_s() -> None:
    steps = run({}, [(1, START, 0), (1, FINISH, 10), (1, RESUME, 20)])
    assert steps[1].pauses == (Pause(minute(10), minute(20)),)
    assert minutes_used(steps, minute(25)) == {1: 15}
    again = run(steps, [(1, FINISH, 30), (1, RESUME, 31)])
    assert minutes_used(again, minute(35)) == {1: 24}


def test_of_hours_typed_over_each_other_the_later_begun_counts() -> None:
    steps = {1: Hours(minute(0), minute(30)), 2: Hours(minute(10), minute(20))}
    assert minutes_used(steps, minute(60)) == {1: 20, 2: 10}
    steps[3] = Hours(minute(9), minute(5))
    assert minutes_used(steps, minute(60)) == {1: 20, 2: 10}, "backwards hours count for none"


def test_steps_are_told_as_they_were_held() -> None:
    """08:05 (1), 08:11 (3), 08:14 (2); 4 and 5 never begun."""
    begun = {1: minute(5), 2: minute(14), 3: minute(11), 4: None, 5: None}
    assert in_order_of_time({key: Hours(at) for key, at in begun.items()}) == [1, 3, 2, 4, 5]
    begun |= {1: None, 4: minute(20), 3: None}
    assert in_order_of_time({key: Hours(at) for key, at in begun.items()}) == [1, 2, 3, 4, 5]
    assert in_order_of_time({}) == []
    same = {7: Hours(minute(3)), 6: Hours(minute(3))}
    assert in_order_of_time(same) == [7, 6], "of one minute, as the agenda has them"


@pytest.mark.parametrize(
    ("step", "has_words", "question"),
    [
        (Hours(), False, LEFT_OUT),
        (Hours(), True, NO_HOUR),
        (Hours(ended=minute(9)), True, NO_HOUR),
        (Hours(minute(0)), False, ""),
        (Hours(minute(0)), True, ""),
        (Hours(is_skipped=True), False, ""),
        (Hours(minute(0), is_skipped=True), True, SKIPPED_BUT_WRITTEN),
    ],
)
def test_what_is_asked_about_a_step(step: Hours, has_words: bool, question: str) -> None:
    assert open_question(step, has_words=has_words) == question


def test_a_step_begins_when_those_before_it_end() -> None:
    assert planned_starts(EIGHT, []) == []
    assert planned_starts(EIGHT, [0, 10, 5]) == [EIGHT, EIGHT, EIGHT + timedelta(minutes=10)]
    assert planned_starts(EIGHT, [None, 5, 10]) == [EIGHT, None, None]
    assert planned_starts(EIGHT, [5, None, 10]) == [EIGHT, EIGHT + timedelta(minutes=5), None]


@given(st.lists(st.integers(0, 600), min_size=1, max_size=20))
def test_planned_starts_lie_as_far_apart_as_the_steps_are_long(minutes: list[int]) -> None:
    starts = planned_starts(EIGHT, minutes)
    assert starts[0] == EIGHT
    assert starts[-1] == EIGHT + timedelta(minutes=sum(minutes[:-1]))


def test_hours_are_values() -> None:
    assert len({Hours(EIGHT), Hours(EIGHT), Hours(EIGHT, EIGHT)}) == 2


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
    pauses = (Pause(minute(5), minute(7)),)
    assert turned(done, 1, RESUME, minute(7)) == {1: Hours(minute(0), pauses=pauses)}
    assert turned(done, 1, RESUME, minute(5)) == {1: Hours(minute(0))}


def test_a_beginning_heard_of_late_was_ended_by_what_began_after_it() -> None:
    steps = {1: Hours(minute(0)), 3: Hours(minute(20))}
    assert turned(steps, 2, START, minute(10)) == {
        1: Hours(minute(0), minute(10)),
        2: Hours(minute(10), minute(20)),
    }


def test_a_skipped_step_ends_nothing() -> None:
    steps = {1: Hours(minute(20), is_skipped=True)}
    assert turned(steps, 2, START, minute(10)) == {2: Hours(minute(10))}


@pytest.mark.parametrize(
    ("now", "verb", "changed"),
    [
        (None, START, Hours(minute(30))),
        (None, FINISH, None),
        (None, RESUME, None),
        (Hours(minute(0)), START, None),
        (Hours(minute(0)), FINISH, Hours(minute(0), minute(30))),
        (Hours(minute(0)), RESUME, None),
        (Hours(minute(0), minute(9)), START, None),
        (Hours(minute(0), minute(9)), FINISH, None),
        (Hours(minute(0), minute(9)), RESUME, Hours(minute(0), pauses=PAUSED)),
        (Hours(minute(40)), FINISH, Hours(minute(40), minute(40))),  # pressed before it began
        (
            Hours(minute(0), minute(9), is_skipped=True),
            RESUME,
            Hours(minute(0), pauses=PAUSED),
        ),
        (None, "xong", None),
        (Hours(minute(0)), "bỏ", None),
        (Hours(minute(0), minute(9)), "nghỉ", None),
        (Hours(minute(0), minute(9)), "tiếp", None),
    ],
)
def test_what_a_press_does_to_its_own_step(
    now: Hours | None, verb: str, changed: Hours | None
) -> None:
    steps = {} if now is None else {1: now}
    assert turned(steps, 1, verb, minute(30)) == ({} if changed is None else {1: changed})


@pytest.mark.parametrize(
    ("other", "changed", "ended"),
    [
        (Hours(minute(0)), Hours(minute(0), minute(30)), None),
        (Hours(minute(0), minute(29)), None, None),
        (Hours(minute(0), minute(30)), None, None),
        (Hours(minute(0), minute(31)), Hours(minute(0), minute(30)), None),
        (Hours(minute(30)), Hours(minute(30), minute(30)), None),  # at the same moment
        (Hours(minute(31)), None, minute(31)),
        (Hours(), None, None),
        (Hours(minute(0), is_skipped=True), None, None),
        (Hours(minute(31), is_skipped=True), None, None),
    ],
)
def test_what_a_beginning_does_to_another_step(
    other: Hours, changed: Hours | None, ended: datetime | None
) -> None:
    begun = {2: Hours(minute(30), ended)}
    expected = begun if changed is None else begun | {1: changed}
    assert turned({1: other}, 2, START, minute(30)) == expected


def test_of_what_began_after_it_the_first_ends_a_step_that_is_begun_or_resumed() -> None:
    later = {3: Hours(minute(50)), 4: Hours(minute(40), minute(50))}
    assert turned(later, 2, START, minute(30)) == {2: Hours(minute(30), minute(40))}
    resumed = later | {2: Hours(minute(45), minute(46))}
    assert turned(resumed, 2, RESUME, minute(30)) == {2: Hours(minute(45), minute(45))}


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


@given(presses, st.integers(0, 120))
def test_no_more_minutes_are_used_than_have_passed(
    pressed: list[tuple[int, str, int]], now: int
) -> None:
    steps = run({}, pressed)
    told = minutes_used(steps, minute(max(now, 90)))
    first = min((one.began for one in steps.values() if one.began), default=minute(0))
    assert sum(told.values()) <= (minute(max(now, 90)) - first) // timedelta(minutes=1)
    assert all(length >= 0 for length in told.values())


@given(st.permutations(range(1, 6)), st.sets(st.integers(1, 5)))
def test_every_step_is_told_once(order: list[int], begun: set[int]) -> None:
    agenda = {key: Hours(minute(key)) if key in begun else Hours() for key in order}
    told = in_order_of_time(agenda)
    assert sorted(told) == [1, 2, 3, 4, 5]
    assert [key for key in told if key in begun] == sorted(begun)


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

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules import lineage
from webapp.rules.lineage import ChangesLater, History, NotThere, State

FIRST = date(2024, 1, 1)
DAYS = st.integers(0, 20).map(lambda number: FIRST + timedelta(days=number))
ALL_DAYS = [FIRST + timedelta(days=number) for number in range(-1, 23)]
VALUES = st.fixed_dictionaries(
    {}, optional={"name": st.sampled_from("ABCD"), "parent": st.integers(2, 5)}
)
BEGINNING = State(1, "A", level=1, parent=2)


@st.composite
def histories(draw: Any) -> History:
    """A history as changes make it: changed on some days, perhaps ended in the end."""
    begun = draw(st.none() | DAYS)
    history: History = (replace(BEGINNING, since=begun),)
    for number, (day, values) in enumerate(draw(st.lists(st.tuples(DAYS, VALUES), max_size=5)), 1):
        if lineage.on_day(history, day):
            history = lineage.altered(history, day, number, values)
    end = draw(st.none() | DAYS)
    if end and lineage.on_day(history, end) == history[-1]:
        history = lineage.ended(history, end, 99)
    return history


def test_a_name_holds_from_its_day() -> None:
    history = lineage.altered((BEGINNING,), FIRST, 7, {"name": "B"})
    before = lineage.on_day(history, FIRST - timedelta(days=1))
    assert before == replace(BEGINNING, until=FIRST)
    assert lineage.on_day(history, FIRST) == replace(BEGINNING, name="B", since=FIRST, begun_by=7)


def test_a_past_change_reaches_what_was_only_carried_on() -> None:
    later = lineage.altered((BEGINNING,), date(2024, 7, 1), 1, {"parent": 3})
    history = lineage.altered(later, date(2024, 3, 1), 2, {"name": "B", "parent": 4})
    last = history[-1]
    assert (last.name, last.parent) == ("B", 3)
    assert [one.begun_by for one in history] == [None, 2, 1]


def test_two_changes_on_one_day_are_both_told() -> None:
    history = lineage.altered((BEGINNING,), FIRST, 1, {"name": "B"})
    history = lineage.altered(history, FIRST, 2, {"parent": 3})
    assert [one.begun_by for one in history] == [None, 1, 2]
    assert lineage.on_day(history, FIRST) == history[-1]


def test_what_is_gone_cannot_change_and_what_changes_later_cannot_end() -> None:
    gone = lineage.ended((BEGINNING,), FIRST, 1)
    for change in (
        lambda: lineage.altered(gone, FIRST, 2, {"name": "B"}),
        lambda: lineage.ended(gone, FIRST + timedelta(days=3), 2),
    ):
        with pytest.raises(NotThere):
            change()
    later = lineage.altered((BEGINNING,), date(2024, 7, 1), 1, {"name": "B"})
    with pytest.raises(ChangesLater) as told:
        lineage.ended(later, date(2024, 3, 1), 2)
    assert told.value.day == date(2024, 7, 1)


def test_an_end_that_is_decided_is_not_moved_by_another_decision() -> None:
    ending = lineage.ended((BEGINNING,), date(2024, 7, 1), 1)
    with pytest.raises(ChangesLater) as told:
        lineage.ended(ending, date(2024, 3, 1), 2)
    assert told.value.day == date(2024, 7, 1)
    assert lineage.taken_back(ending, 1) == (BEGINNING,)


def test_it_goes_over_with_its_superior_now_and_in_what_is_known_of_later() -> None:
    later = lineage.altered((BEGINNING,), date(2024, 7, 1), 1, {"name": "B"})
    history = lineage.given_over(later, date(2024, 3, 1), 2, {2: 9}, level=5)
    assert [(one.parent, one.level, one.begun_by) for one in history] == [
        (2, 1, None),
        (9, 5, 2),
        (9, 5, 1),
    ]
    assert lineage.given_over(later, FIRST, 2, {8: 9}) == later


def test_a_mistake_is_mended_wherever_it_was_carried() -> None:
    history = lineage.altered((BEGINNING,), FIRST, 1, {"parent": 3})
    history = lineage.altered(history, date(2024, 7, 1), 2, {"name": "B"})
    mended = lineage.corrected(history, FIRST, {"name": "A đúng", "level": 1})
    assert [one.name for one in mended] == ["A đúng", "A đúng", "B"]


@given(histories())
def test_on_a_day_it_is_one_thing_at_most_and_there_is_no_gap(history: History) -> None:
    for day in ALL_DAYS:
        assert sum(state.holds_on(day) for state in history) <= 1
    there = [lineage.on_day(history, day) is not None for day in ALL_DAYS]
    flips = sum(a != b for a, b in pairwise(there))
    assert flips <= 2
    assert all(one.until == two.since for one, two in pairwise(history))


@given(histories(), DAYS, VALUES)
def test_a_change_leaves_earlier_days_alone(
    history: History, day: date, values: dict[str, Any]
) -> None:
    if lineage.on_day(history, day) is None:
        return
    after = lineage.altered(history, day, 50, values)
    for one in ALL_DAYS:
        then, now = lineage.on_day(history, one), lineage.on_day(after, one)
        if one < day:
            assert what(then) == what(now)
    on_it = lineage.on_day(after, day)
    assert on_it is not None
    assert all(getattr(on_it, name) == value for name, value in values.items())


@given(histories(), DAYS, VALUES)
def test_the_last_change_can_be_taken_back(
    history: History, day: date, values: dict[str, Any]
) -> None:
    held = lineage.on_day(history, day)
    if held is None or held != history[-1]:
        return
    changed = lineage.altered(history, day, 50, values)
    assert lineage.taken_back(changed, 50) == history
    if held.until is None:
        assert lineage.taken_back(lineage.ended(history, day, 50), 50) == history


def test_what_stands_on_a_change_holds_it() -> None:
    history = lineage.altered((BEGINNING,), FIRST, 1, {"name": "B"})
    history = lineage.altered(history, date(2024, 7, 1), 2, {"name": "C"})
    with pytest.raises(ChangesLater):
        lineage.taken_back(history, 1)
    assert lineage.taken_back((replace(BEGINNING, since=FIRST, begun_by=1),), 1) == ()


def what(state: State | None) -> tuple[Any, ...] | None:
    return None if state is None else (state.name, state.parent, state.level)


@given(histories(), DAYS)
def test_something_is_always_shown(history: History, day: date) -> None:
    found = lineage.shown(history, day)
    assert found in history
    held = lineage.on_day(history, day)
    assert held is None or found == held


@given(st.dictionaries(st.integers(1, 12), st.none() | st.integers(1, 14), min_size=1))
def test_a_path_ends_in_itself_and_goes_through_its_superior(
    parents: dict[int, int | None],
) -> None:
    places = {one: State(one, str(one), 1, parent) for one, parent in parents.items()}
    found = lineage.paths(places)
    assert set(found) == set(places)
    for one, path in found.items():
        assert path.endswith(f"/{one}/")
        steps = path.strip("/").split("/")
        assert len(steps) == len(set(steps))
        if len(steps) > 1:
            assert parents[one] == int(steps[-2])
            assert found[int(steps[-2])] == path[: -len(f"{one}/")]

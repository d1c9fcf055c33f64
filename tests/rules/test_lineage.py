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
    assert lineage.without(ending, {1}) == (BEGINNING,)


def test_it_goes_over_with_its_superior_now_and_in_what_is_known_of_later() -> None:
    later = lineage.altered((BEGINNING,), date(2024, 7, 1), 1, {"name": "B"})
    history = lineage.given_over(later, date(2024, 3, 1), 2, {2: 9}, {2: 5})
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
    assert lineage.without(changed, {50}) == history
    if held.until is None:
        assert lineage.without(lineage.ended(history, day, 50), {50}) == history


def test_changes_are_left_out_with_all_that_comes_after_them() -> None:
    history = lineage.altered((BEGINNING,), FIRST, 1, {"name": "B"})
    history = lineage.altered(history, date(2024, 7, 1), 2, {"name": "C"})
    assert lineage.without(history, {1, 2}) == (BEGINNING,)
    assert lineage.without((replace(BEGINNING, since=FIRST, begun_by=1),), {1}) == ()


MARCH, JULY = date(2024, 3, 1), date(2024, 7, 1)
DAY = timedelta(days=1)
# Named A until March, B until July, then C; it ends with the year.
A = replace(BEGINNING, since=FIRST, until=MARCH, begun_by=1)
B = replace(A, name="B", since=MARCH, until=JULY, begun_by=2)
C = replace(B, name="C", since=JULY, until=date(2025, 1, 1), begun_by=3, ended_by=4)
YEAR = (A, B, C)


@pytest.mark.parametrize(
    ("day", "there", "shown"),
    [
        (FIRST - DAY, None, A),
        (FIRST, A, A),
        (MARCH - DAY, A, A),
        (MARCH, B, B),
        (JULY - DAY, B, B),
        (JULY, C, C),
        (date(2024, 12, 31), C, C),
        (date(2025, 1, 1), None, C),
    ],
)
def test_what_is_there_and_what_is_shown(day: date, there: State | None, shown: State) -> None:
    assert lineage.on_day(YEAR, day) == there
    assert lineage.shown(YEAR, day) == shown
    assert lineage.tree({1: YEAR}, day) == ({} if there is None else {1: there})


def test_what_was_overtaken_on_its_own_day_is_shown_only_where_there_is_nothing_else() -> None:
    overtaken = replace(A, name="X", until=FIRST)
    assert lineage.shown((overtaken, *YEAR), FIRST - DAY) == A
    assert lineage.shown((*YEAR, replace(C, name="X", since=C.until)), date(2026, 1, 1)) == C
    assert lineage.shown((overtaken,), FIRST) == overtaken
    assert lineage.shown((overtaken, replace(overtaken, name="Y")), FIRST).name == "Y"


def test_the_short_name_is_the_label_where_there_is_one() -> None:
    assert BEGINNING.label == "A"
    assert replace(BEGINNING, short_name="a").label == "a"


def test_days_are_those_on_which_something_begins_or_ends() -> None:
    assert lineage.days([YEAR, (BEGINNING,)]) == {FIRST, MARCH, JULY, date(2025, 1, 1)}
    assert lineage.days([(BEGINNING,)]) == set()


def test_who_is_not_there_and_what_stands_in_the_way_are_named() -> None:
    with pytest.raises(NotThere) as gone:
        lineage.altered(YEAR, FIRST - DAY, 9, {})
    assert gone.value.organization == 1
    for day, stands in ((FIRST, B), (MARCH, C)):
        with pytest.raises(ChangesLater) as later:
            lineage.ended(YEAR, day, 9)
        told = later.value
        assert (told.organization, told.day, told.by) == (1, stands.since, stands.begun_by)
    with pytest.raises(ChangesLater) as ends:
        lineage.ended(YEAR, JULY, 9)
    assert (ends.value.organization, ends.value.day, ends.value.by) == (1, C.until, 4)


def test_the_end_keeps_what_was_before_it() -> None:
    open_end = replace(C, until=None, ended_by=None)
    assert lineage.ended((A, B, open_end), date(2025, 1, 1), 4) == YEAR
    on_its_first_day = lineage.ended((A, B, open_end), JULY, 4)
    assert on_its_first_day == (A, B, replace(open_end, until=JULY, ended_by=4))
    assert lineage.on_day(on_its_first_day, JULY) is None


def test_a_change_in_the_middle_cuts_the_state_that_holds() -> None:
    april = date(2024, 4, 1)
    changed = lineage.altered(YEAR, april, 9, {"parent": 7})
    assert changed == (
        A,
        replace(B, until=april),
        replace(B, since=april, parent=7, begun_by=9),
        replace(C, parent=7),
    )
    # Taken over by a later one of the same day, a state keeps its own day.
    again = lineage.altered(YEAR, MARCH, 9, {"name": "D"})
    assert again == (A, replace(B, until=MARCH), replace(B, name="D", begun_by=9), C)


def test_a_value_of_its_own_stays_even_where_it_comes_again() -> None:
    back = replace(C, name="A")
    changed = lineage.altered((A, B, back), FIRST, 9, {"name": "D"})
    assert [one.name for one in changed] == ["A", "D", "B", "A"]
    changed = lineage.altered((A, B, back), MARCH, 9, {"name": "D"})
    assert [one.name for one in changed] == ["A", "B", "D", "A"]


def test_taking_back_gives_what_was_before_it_its_end() -> None:
    assert lineage.without(YEAR, {3}) == (A, replace(B, until=C.until, ended_by=4))
    assert lineage.without(YEAR, {4}) == (A, B, replace(C, until=None, ended_by=None))
    assert lineage.without(YEAR, {9}) == YEAR
    assert lineage.without((), {9}) == ()
    assert lineage.without(YEAR, {2, 3, 4}) == (replace(A, until=None, ended_by=None),)
    assert lineage.without(YEAR, {1, 2, 3, 4}) == ()


@pytest.mark.parametrize(
    ("day", "parents", "begun_by"),
    [
        (FIRST - DAY, [9, 9, 9], [1, 2, 3]),
        (FIRST, [2, 9, 9, 9], [1, 7, 2, 3]),
        (MARCH - DAY, [2, 9, 9, 9], [1, 7, 2, 3]),
        (MARCH, [2, 2, 9, 9], [1, 2, 7, 3]),
        (JULY, [2, 2, 2, 9], [1, 2, 3, 7]),
        (date(2024, 12, 31), [2, 2, 2, 9], [1, 2, 3, 7]),
        (date(2025, 1, 1), [2, 2, 2], [1, 2, 3]),
    ],
)
def test_it_goes_over_from_the_day(day: date, parents: list[int], begun_by: list[int]) -> None:
    history = lineage.given_over(YEAR, day, 7, {2: 9})
    assert [one.parent for one in history] == parents
    assert [one.begun_by for one in history] == begun_by
    assert {one.level for one in history} == {1}
    assert history[-1].ended_by == 4
    assert all(one.until == two.since for one, two in pairwise(history))


def test_what_answers_to_nobody_is_given_to_nobody() -> None:
    top = (replace(BEGINNING, parent=None),)
    assert lineage.given_over(top, FIRST, 7, {2: 9}) == top


def test_a_mistake_is_mended_only_in_what_was_wrong() -> None:
    mended = lineage.corrected(YEAR, MARCH, {"name": "C", "parent": 2})
    assert mended == (A, replace(B, name="C"), C)
    assert lineage.corrected(YEAR, MARCH, {"name": "B"}) == YEAR
    assert lineage.corrected(YEAR, JULY, {"name": "A"}) == (A, B, replace(C, name="A"))


def test_states_are_values() -> None:
    assert len({A, B, C, replace(A)}) == 3


def test_a_path_goes_from_the_top() -> None:
    parents = {9: 4, 4: 1, 1: None, 8: 4, 5: 77, 6: 6, 2: 3, 3: 2}
    places = {one: State(one, str(one), 1, parent) for one, parent in parents.items()}
    assert lineage.paths(places) == {
        1: "/1/",
        4: "/1/4/",
        9: "/1/4/9/",
        8: "/1/4/8/",
        5: "/5/",
        6: "/6/",
        3: "/3/",
        2: "/3/2/",
    }


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


def test_former_names_are_those_that_are_over_the_latest_first() -> None:
    first, second, third = date(2024, 3, 1), date(2024, 6, 20), date(2025, 7, 1)
    history: History = (BEGINNING,)
    for day, name in ((first, "B"), (second, "C"), (third, "A")):
        history = lineage.altered(history, day, 1, {"name": name})
    assert lineage.former_names(history, date(2024, 2, 29)) == []
    assert lineage.former_names(history, first) == [("A", first)]
    assert lineage.former_names(history, date(2024, 12, 31)) == [("B", second), ("A", first)]
    assert lineage.former_names(history, third) == [("C", third), ("B", second)]


def test_a_name_overtaken_on_its_own_day_was_never_borne() -> None:
    day = date(2024, 3, 1)
    history = lineage.altered((BEGINNING,), day, 1, {"name": "B"})
    history = lineage.altered(history, day, 2, {"name": "C"})
    assert lineage.former_names(history, day) == [("A", day)]

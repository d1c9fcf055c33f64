from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules import lineage
from webapp.rules.lineage import NotThere, State
from webapp.rules.reorganizing import THE_CHANGE, Draft, Fault, Highest, Names, faults

DAY = date(2025, 7, 1)
EVE = DAY - timedelta(days=1)
RANKS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}
# A province, two districts of two communes each, a cell in each commune.
PARENTS = {
    1: None,
    10: 1,
    20: 1,
    11: 10,
    12: 10,
    21: 20,
    22: 20,
    111: 11,
    121: 12,
    211: 21,
    221: 22,
}
LEVELS = {1: 1, 10: 2, 20: 2, 11: 4, 12: 4, 21: 4, 22: 4}


def whole() -> dict[int, lineage.History]:
    return {
        one: (State(one, f"T{one}", LEVELS.get(one, 5), parent),) for one, parent in PARENTS.items()
    }


@pytest.fixture
def draft() -> Draft:
    return Draft(whole(), DAY, RANKS)


def paths(draft: Draft, day: date) -> dict[int, str]:
    return lineage.paths(lineage.tree(draft.after, day))


def test_districts_end_and_their_communes_answer_to_the_province(draft: Draft) -> None:
    draft.dissolve([10, 20], level=3)
    assert paths(draft, EVE)[111] == "/1/10/11/111/"
    after = lineage.tree(draft.after, DAY)
    assert set(after) == set(PARENTS) - {10, 20}
    assert paths(draft, DAY)[111] == "/1/11/111/"
    assert {after[one].level for one in (11, 12, 21, 22)} == {3}
    assert draft.ending == [10, 20]
    assert draft.faults() == []


def test_a_superior_that_ends_too_is_passed_over(draft: Draft) -> None:
    draft.dissolve([10, 11])
    assert paths(draft, DAY)[111] == "/1/111/"
    assert paths(draft, DAY)[12] == "/1/12/"


def test_a_merger_into_a_new_one_takes_everything_below_along(draft: Draft) -> None:
    new = draft.establish(Names("Mới"), parent=1, level=3)
    draft.merge([11, 12, 21], new)
    after = paths(draft, DAY)
    assert [after[one] for one in (111, 121, 211)] == [f"/1/{new}/{n}/" for n in (111, 121, 211)]
    assert draft.successions == [(11, new), (12, new), (21, new)]
    assert not {11, 12, 21} & set(after)
    assert draft.faults() == []


def test_a_merger_into_one_of_them_keeps_that_one(draft: Draft) -> None:
    draft.merge([11, 12], 11)
    after = paths(draft, DAY)
    assert after[121] == "/1/10/11/121/"
    assert 12 not in after
    assert draft.ending == [12]


def test_a_split_sends_each_part_where_it_is_told(draft: Draft) -> None:
    one = draft.establish(Names("Một"), 1, 2)
    two = draft.establish(Names("Hai"), 1, 2)
    draft.split(10, [one, two], {12: two}, ends=True)
    after = paths(draft, DAY)
    assert (after[11], after[12]) == (f"/1/{one}/11/", f"/1/{two}/12/")
    assert 10 not in after


def test_a_split_may_leave_the_old_one(draft: Draft) -> None:
    new = draft.establish(Names("Mới"), 1, 2)
    draft.split(10, [new], {12: new}, ends=False)
    after = paths(draft, DAY)
    assert (after[11], after[12]) == ("/1/10/11/", f"/1/{new}/12/")
    with pytest.raises(NotThere):
        draft.split(10, [new], {21: new}, ends=False)


@pytest.mark.parametrize(
    ("parent", "kind"), [(111, "circle"), (11, "circle"), (21, "level"), (999, "orphan")]
)
def test_what_cannot_be_is_told(draft: Draft, parent: int, kind: str) -> None:
    draft.move([10 if kind == "circle" else 12], parent)
    assert kind in {fault.kind for fault in draft.faults()}


def test_an_end_that_leaves_somebody_behind_is_told_on_its_day(draft: Draft) -> None:
    draft.after[10] = lineage.ended(draft.after[10], DAY + timedelta(days=9), THE_CHANGE)
    found = draft.faults()
    assert {(one.kind, one.organization, one.day) for one in found} == {
        ("orphan", 11, DAY + timedelta(days=9)),
        ("orphan", 12, DAY + timedelta(days=9)),
    }


def test_old_faults_are_not_held_against_a_change() -> None:
    crooked = whole() | {30: (State(30, "Lạc", 2, 999),)}
    draft = Draft(crooked, DAY, RANKS)
    draft.rename(11, Names("Khác"))
    assert draft.faults() == []
    assert [one.organization for one in faults(crooked, RANKS, DAY)] == [30]


def test_what_is_not_there_on_the_day_does_not_change(draft: Draft) -> None:
    draft.dissolve([10])
    for act in (
        lambda: draft.rename(10, Names("Khác")),
        lambda: draft.move([10], 20),
        lambda: draft.merge([11], 10),
        lambda: draft.merge([10], 11),
    ):
        with pytest.raises(NotThere):
            act()


def test_what_is_founded_has_all_its_names_from_the_day_and_a_number_for_now(
    draft: Draft,
) -> None:
    names = Names("Đảng bộ xã Mới", "Xã Mới", "Đảng ủy xã Mới", place="Ấp 1")
    assert [draft.establish(names, 1, 3), draft.establish(Names("Hai"), 10, 4)] == [-1, -2]
    assert draft.founded == {-1: names, -2: Names("Hai")}
    state = State(-1, "Đảng bộ xã Mới", 3, 1, "Xã Mới", "Đảng ủy xã Mới", DAY, None, THE_CHANGE)
    assert draft.after[-1] == (state,)
    assert draft.after[-2] == (State(-2, "Hai", 4, 10, "", "", DAY, None, THE_CHANGE),)
    assert (draft.touched, draft.ending) == ([-1, -2], [])


def test_names_and_faults_are_values() -> None:
    assert len({Names("Một"), Names("Một"), Names("Hai")}) == 2
    assert len({Fault("orphan", 1, 2, DAY), Fault("orphan", 1, 2, DAY)}) == 1


def test_a_new_name_leaves_its_place_and_those_below(draft: Draft) -> None:
    draft.rename(11, Names("Khác", "K", "Đảng ủy Khác"))
    old, new = draft.after[11]
    assert old == State(11, "T11", 4, 10, until=DAY)
    assert new == State(11, "Khác", 4, 10, "K", "Đảng ủy Khác", DAY, None, THE_CHANGE)
    assert draft.touched == [11]
    assert draft.before == whole()


def test_moving_keeps_the_level_unless_another_is_said(draft: Draft) -> None:
    draft.move([11, 12], 20)
    draft.move([21], 10, level=5)
    after = lineage.tree(draft.after, DAY)
    assert {one: (after[one].parent, after[one].level) for one in (11, 12, 21)} == {
        11: (20, 4),
        12: (20, 4),
        21: (10, 5),
    }
    assert paths(draft, EVE) == lineage.paths(lineage.tree(whole(), EVE))


def test_what_ends_goes_to_the_heir_that_is_named(draft: Draft) -> None:
    draft.dissolve([11], heir=21)
    after = lineage.tree(draft.after, DAY)
    assert (after[111].parent, after[111].level) == (21, 5)
    assert draft.ending == [11]
    assert draft.successions == []


def test_the_topmost_has_no_superior_left_to_give_over_to(draft: Draft) -> None:
    with pytest.raises(Highest) as told:
        draft.dissolve([1])
    assert told.value.organization == 1
    with pytest.raises(Highest) as told:
        draft.dissolve([10, 1])
    assert told.value.organization == 1
    with pytest.raises(Highest):
        draft.merge([1, 10], 10)


@pytest.mark.parametrize("going", [[1], [1, 2]])
def test_superiors_in_a_circle_are_each_passed_once(going: list[int]) -> None:
    draft = Draft({one: (State(one, f"T{one}", 1, 3 - one),) for one in (1, 2)}, DAY, RANKS)
    draft.dissolve(going)
    assert draft.ending == going


def test_a_split_says_who_follows_whom_and_sends_the_rest_to_the_first(draft: Draft) -> None:
    one, two = (draft.establish(Names(name), 1, 2) for name in ("Một", "Hai"))
    draft.split(10, [one, two], {}, ends=True)
    after = lineage.tree(draft.after, DAY)
    assert (after[11].parent, after[12].parent) == (one, one)
    assert draft.successions == [(10, one), (10, two)]
    with pytest.raises(NotThere) as told:
        draft.split(20, [one], {11: one}, ends=True)
    assert told.value.organization == 11


def test_what_is_below_is_looked_up_before_the_change(draft: Draft) -> None:
    draft.dissolve([11])
    assert [one.organization for one in draft.children(10)] == [11, 12]
    assert draft.children(111) == []


def test_what_was_changed_before_ends_like_any_other() -> None:
    tree = whole()
    tree[11] = lineage.altered(tree[11], EVE, 1, {"name": "Khác"})
    draft = Draft(tree, DAY, RANKS)
    draft.dissolve([11])
    assert draft.ending == [11]


def test_an_end_that_another_decision_made_is_no_end_by_this_change() -> None:
    tree = whole()
    tree[11] = lineage.ended(tree[11], DAY + timedelta(days=30), by=1)
    draft = Draft(tree, DAY, RANKS)
    draft.rename(11, Names("Khác"))
    assert (draft.touched, draft.ending) == ([11], [])


@pytest.mark.parametrize(
    ("level", "kinds"), [(1, ["level"]), (2, ["level"]), (3, []), (4, []), (5, ["level"])]
)
def test_a_level_lies_between_those_above_and_below(
    draft: Draft, level: int, kinds: list[str]
) -> None:
    draft.move([11], 10, level=level)  # 10 is of level 2, 111 below it of level 5
    assert [fault.kind for fault in draft.faults()] == kinds


def test_a_fault_is_told_once_with_the_first_day_it_holds(draft: Draft) -> None:
    later = DAY + timedelta(days=9)
    draft.after[11] = lineage.altered(draft.after[11], DAY, 5, {"parent": 999})
    draft.after[11] = lineage.altered(draft.after[11], later, 6, {"name": "Khác"})
    draft.after[12] = lineage.altered(draft.after[12], later, 7, {"parent": 12})
    draft.after[21] = lineage.altered(draft.after[21], EVE, 8, {"parent": 888})
    assert draft.faults() == [
        Fault("orphan", 11, 999, DAY),
        Fault("orphan", 21, 888, DAY),
        Fault("circle", 12, 12, later),
    ]


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["dissolve", "merge", "move", "rename"]),
        st.lists(st.sampled_from(list(PARENTS)), min_size=1, max_size=3, unique=True),
        st.sampled_from(list(PARENTS)),
    ),
    max_size=4,
)


@given(ACTS)
def test_whatever_is_done_yesterday_stays_and_without_faults_all_hang_together(
    acts: list[tuple[str, list[int], int]],
) -> None:
    draft = Draft(whole(), DAY, RANKS)
    for what, some, other in acts:
        try:
            do(draft, what, some, other)
        except NotThere:
            return
    assert lineage.paths(lineage.tree(draft.after, EVE)) == lineage.paths(
        lineage.tree(whole(), EVE)
    )
    if not draft.faults():
        after = lineage.tree(draft.after, DAY)
        roots = [one for one, path in lineage.paths(after).items() if path == f"/{one}/"]
        assert all(after[one].parent is None for one in roots)


def do(draft: Draft, what: str, some: list[int], other: int) -> Any:
    if what == "dissolve":
        return draft.dissolve(some)
    if what == "merge":
        return draft.merge(some, other)
    if what == "move":
        return draft.move(some, other)
    return draft.rename(other, Names("Khác"))

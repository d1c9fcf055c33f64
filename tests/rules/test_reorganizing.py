from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules import lineage
from webapp.rules.lineage import NotThere, State
from webapp.rules.reorganizing import THE_CHANGE, Draft, Names, faults

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

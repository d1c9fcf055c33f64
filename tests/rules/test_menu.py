"""What of a menu stands in sight."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.menu import MOST, MOST_IN_BAR, arrange

KEYS = st.lists(st.text("abcdefghijklmnop", min_size=1, max_size=1), unique=True)


@given(KEYS, st.lists(KEYS, max_size=3))
def test_every_entry_stands_once_and_in_its_order(
    declared: list[str], firsts: list[list[str]]
) -> None:
    found = arrange(declared, firsts)
    assert sorted([*found.main, *found.more]) == sorted(declared)
    for part in found.main, found.bar, found.more:
        assert list(part) == [key for key in declared if key in part]
    assert len(found.main) == min(len(declared), MOST)
    assert set(found.bar) <= set(found.main)
    # The bar has room for five: entries alone, or four and "Thêm".
    one_by_one = len(declared) <= MOST_IN_BAR + 1
    assert len(found.bar) == (len(declared) if one_by_one else MOST_IN_BAR)


@given(KEYS, st.lists(KEYS, max_size=3))
def test_nothing_behind_is_needed_before_what_is_in_sight(
    declared: list[str], firsts: list[list[str]]
) -> None:
    found = arrange(declared, firsts)

    def need(key: str) -> int:
        return min((one.index(key) if key in one else 99 for one in firsts), default=99)

    for seen, hidden in (
        (found.main, found.more),
        (found.bar, [key for key in declared if key not in found.bar]),
    ):
        worst = max(map(need, seen), default=0)
        assert all(need(key) >= worst for key in hidden)


def test_who_has_two_parts_has_first_what_either_needs_first() -> None:
    declared = "abcdefgh"
    assert arrange(declared, ["hab"]).main == ("a", "b", "c", "d", "e", "h")
    found = arrange(declared, ["ahbc", "agfe"])
    assert found.main == ("a", "b", "c", "f", "g", "h")
    assert found.bar == ("a", "b", "g", "h")
    assert found.more == ("d", "e")

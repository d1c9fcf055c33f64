"""What changed between looking at a page and pressing its button."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.looking_over import LONGEST_TOLD, MOST_TOLD, LookingOver, some

LINES = st.dictionaries(st.integers(1, 60).map(str), st.text(max_size=20), max_size=40)


def page(lines: dict[str, str]) -> LookingOver:
    return LookingOver("Gửi", lines=lines)


@given(LINES)
def test_what_was_shown_and_holds_is_no_change(lines: dict[str, str]) -> None:
    assert page(lines).changed(page(lines).mark) == []


@given(LINES, LINES)
def test_any_difference_is_told(shown: dict[str, str], now: dict[str, str]) -> None:
    assert bool(page(now).changed(page(shown).mark)) == (shown != now)


@given(st.text(max_size=60))
def test_a_mark_that_nobody_made_never_fails(mark: str) -> None:
    assert "Mới: Chi bộ 1" in page({"1": "Chi bộ 1"}).changed(mark.replace("1:", ""))


def test_each_kind_of_change_is_said() -> None:
    before, now = page({"1": "a", "2": "b", "3": "c"}), page({"1": "a", "2": "d", "4": "e"})
    assert now.changed(before.mark) == ["Mới: e", "Nay là: d", "Không còn: 1 dòng"]


def test_of_a_long_line_the_beginning_is_said_and_its_end_is_compared() -> None:
    line = "a" * LONGEST_TOLD
    assert page({"1": f"{line}c"}).changed(page({"1": f"{line}b"}).mark) == [f"Nay là: {line}…"]
    assert page({"1": line}).changed(page({"1": "b"}).mark) == [f"Nay là: {line}"]


def test_of_many_the_first_are_said_and_the_others_counted() -> None:
    names = [f"Chi bộ {number}" for number in range(MOST_TOLD + 3)]
    assert some(names) == [*names[:MOST_TOLD], "và 3 dòng khác"]
    assert some(names[:MOST_TOLD]) == names[:MOST_TOLD]

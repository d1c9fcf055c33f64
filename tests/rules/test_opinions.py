"""What several said in the same words is told once."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.opinions import Opinion, merged
from webapp.rules.text import fold


def test_the_same_words_are_told_once_with_all_who_said_them() -> None:
    told = [
        ("Chi đoàn A", "mong co san choi"),
        ("Chi đoàn B", "Thiếu kinh phí."),
        ("Chi đoàn C", "Mong có  sân chơi."),
        ("Chi đoàn A", "Mong có sân chơi"),
    ]
    assert merged(told) == [
        Opinion("Mong có  sân chơi.", ("Chi đoàn A", "Chi đoàn C")),
        Opinion("Thiếu kinh phí.", ("Chi đoàn B",)),
    ]
    assert merged([]) == []


def test_other_words_are_other_opinions() -> None:
    told = [("A", "Cần 2 lớp"), ("B", "Cần 3 lớp"), ("C", "?"), ("D", "!")]
    assert [one.text for one in merged(told)] == ["Cần 2 lớp", "Cần 3 lớp", "?", "!"]


words = st.text(alphabet="aáàâđd .,1", min_size=1, max_size=6)


@given(st.lists(st.tuples(st.sampled_from("ABC"), words), max_size=8))
def test_nothing_is_lost_and_nothing_told_twice(told: list[tuple[str, str]]) -> None:
    found = merged(told)
    assert {name for one in found for name in one.names} == {name for name, _ in told}
    assert {one.text for one in found} <= {text for _, text in told}
    assert {fold(text).strip(" .,") for _, text in told} <= {
        fold(one.text).strip(" .,") for one in found
    } | {fold(text).strip(" .,") for _, text in told if len(told) > len(found)}
    assert merged((name, one.text) for one in found for name in one.names) == found

"""Which shortcomings are answered by a recommendation (R7)."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.attending.models import Recommendation, Remark
from webapp.attending.papers.answering import shortened, unanswered


def left(shortcomings: list[int], answers: list[tuple[int | None, str]]) -> list[int]:
    rows = [Remark(id=key, text=f"Hạn chế {key}") for key in shortcomings]
    asked = [Recommendation(remark_id=of, text=text) for of, text in answers]
    return [row.id for row in unanswered(rows, asked)]


def test_each_shortcoming_wants_its_own_answer() -> None:
    assert left([1, 2], [(1, "Sửa")]) == [2]
    assert left([1, 2], [(1, "Sửa"), (2, "")]) == [2], "without words it answers nothing"
    assert left([1, 2], [(1, "Sửa"), (None, "Sửa chung")]) == []
    assert left([1, 2, 3], [(None, "Sửa chung"), (1, "Sửa")]) == [3]
    assert left([], [(None, "Làm tiếp")]) == left([], []) == []


@given(st.sets(st.integers(1, 6)), st.lists(st.none() | st.integers(1, 6), max_size=8))
def test_as_many_are_left_as_answers_are_lacking(
    shortcomings: set[int], answers: list[int | None]
) -> None:
    found = left(sorted(shortcomings), [(of, "Sửa") for of in answers])
    answered = shortcomings & set(answers)
    assert len(found) == max(0, len(shortcomings) - len(answered) - answers.count(None))
    assert not set(found) & answered


def test_a_gap_names_a_long_shortcoming_by_its_beginning() -> None:
    assert shortened("Sổ ghi thiếu") == "“Sổ ghi thiếu”"
    assert shortened("a " * 40).endswith("a…”")

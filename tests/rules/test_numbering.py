"""Headings are numbered in order, and a number that was typed is not doubled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.numbering import numbers, roman

VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def test_an_outline_is_numbered() -> None:
    outline = [
        (1, "Khái quát"),
        (2, "Đặc điểm"),
        (2, "Nhân sự"),
        (3, "Số liệu"),
        (3, "Văn bản"),
        (1, "Kết quả"),
        (3, "Số liệu"),
        (2, "Quán triệt"),
    ]
    assert numbers(outline) == ["I-", "1.", "2.", "2.1.", "2.2.", "II-", "1.", "1."]


@pytest.mark.parametrize(
    "title",
    ["I. KHÁI QUÁT", "IV- KẾT QUẢ", "1. Quán triệt", "2.1. Số liệu", "a) Ý nhỏ", "đ. Ý nhỏ"],
)
def test_a_typed_number_stays_alone_and_is_counted(title: str) -> None:
    level = 1 if title[0] in "IV" else 2
    assert numbers([(level, title), (level, "Khác")])[0] == ""
    assert numbers([(level, title), (level, "Khác")])[1] in ("II-", "2.")


@pytest.mark.parametrize(
    "title", ["Chi bộ", "Cấp ủy", "Vai trò", "Lãnh đạo", "Ý kiến", "12 chi bộ"]
)
def test_a_word_is_no_number(title: str) -> None:
    assert numbers([(2, title)]) == ["1."]


def test_what_is_below_begins_anew_with_each_heading_above() -> None:
    levels = [3, 3, 2, 3, 1, 3, 2, 2, 3, 3, 1, 2, 3]
    said = ["1.", "2.", "1.", "1.1.", "I-", "1.", "1.", "2.", "2.1.", "2.2.", "II-", "1.", "1.1."]
    assert numbers([(level, "Đề mục") for level in levels]) == said


def test_roman_numbers_one_by_one() -> None:
    known = {1: "I", 3: "III", 4: "IV", 5: "V", 8: "VIII", 9: "IX", 10: "X", 14: "XIV", 40: "XL"}
    known |= {44: "XLIV", 50: "L", 89: "LXXXIX", 90: "XC", 99: "XCIX", 100: "C", 399: "CCCXCIX"}
    assert {number: roman(number) for number in known} == known


def value(said: str) -> int:
    found = [VALUES[letter] for letter in said]
    pairs = zip(found, [*found[1:], 0], strict=True)
    return sum(-one if one < after else one for one, after in pairs)


@given(st.integers(1, 399))
def test_roman_numbers_say_what_they_are(number: int) -> None:
    said = roman(number)
    assert value(said) == number
    assert not any(letter * 4 in said for letter in "IXC")


@given(st.lists(st.tuples(st.integers(1, 3), st.just("Đề mục")), max_size=60))
def test_no_two_headings_of_one_section_share_a_number(outline: list[tuple[int, str]]) -> None:
    said = numbers(outline)
    assert len(said) == len(outline)
    assert all(said)
    main = [number for (level, _), number in zip(outline, said, strict=True) if level == 1]
    assert main == [f"{roman(n)}-" for n in range(1, len(main) + 1)]
    section: set[tuple[int, str]] = set()
    for (level, _), number in zip(outline, said, strict=True):
        if level == 1:
            section.clear()
        elif level == 2:
            section = {pair for pair in section if pair[0] != 3}
        assert (level, number) not in section
        section.add((level, number))

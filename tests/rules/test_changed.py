"""Words that say just what changed."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.changed import Held, change_words, changed_parts, team_words

HELD = Held("08:00 ngày 05/3/2024", "Hội trường ấp", "Sinh hoạt thường kỳ")
WORDS = st.sampled_from(["a", "b", ""])
MEETINGS = st.builds(Held, WORDS, WORDS, WORDS)


@pytest.mark.parametrize(
    ("now", "words", "parts"),
    [
        (HELD, "", ""),
        (
            Held(HELD.when, "Nhà văn hóa", HELD.content),
            "đổi địa điểm thành Nhà văn hóa (trước là Hội trường ấp)",
            "địa điểm",
        ),
        (
            Held("14:00 ngày 08/3/2024", "Nhà văn hóa", HELD.content),
            "đổi thời gian thành 14:00 ngày 08/3/2024 (trước là 08:00 ngày 05/3/2024); "
            "đổi địa điểm thành Nhà văn hóa (trước là Hội trường ấp)",
            "thời gian, địa điểm",
        ),
    ],
)
def test_only_what_changed_is_said(now: Held, words: str, parts: str) -> None:
    assert change_words(HELD, now) == words
    assert changed_parts(HELD, now) == parts


@given(MEETINGS, MEETINGS)
def test_a_part_is_said_for_each_thing_and_nothing_else(before: Held, now: Held) -> None:
    differ = sum(getattr(before, one.name) != getattr(now, one.name) for one in fields(Held))
    assert change_words(before, now).count("đổi ") == differ
    assert change_words(before, before) == ""


def test_who_comes_and_goes() -> None:
    before = {"A": "Tổ trưởng", "B": "Thành viên", "C": "Thành viên"}
    now = {"A": "Thành viên", "C": "Thành viên", "D": "Tổ trưởng"}
    assert team_words(before, now) == "thêm D (Tổ trưởng); thôi B; A nay là Thành viên"
    assert team_words(before, before) == ""

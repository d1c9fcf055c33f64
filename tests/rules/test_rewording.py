"""Which row a text stood for, and the day that a text says."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.rewording import day_said, deadline, which
from webapp.rules.text import short_date


@given(st.dates(date(1000, 1, 1)))
def test_every_printed_day_is_read_back(day: date) -> None:
    assert day_said(short_date(day)) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (" 15/7/2024 ", date(2024, 7, 15)),
        ("3.9.2024", date(2024, 9, 3)),
        ("31/4/2024", None),
        ("thường xuyên", None),
        ("15/7/2024, quý III", None),
        ("", None),
    ],
)
def test_what_is_no_day_is_none(text: str, day: date | None) -> None:
    assert day_said(text) == day


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("31/4/2024", "Không có ngày 31/4/2024"),
        ("00/1/2024", "Không có ngày 00/1/2024"),
        ("thường xuyên", "Thời hạn phải là một ngày"),
        ("15/7/2024, quý III", "Thời hạn phải là một ngày"),
    ],
)
def test_a_deadline_is_a_real_day(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        deadline(text)
    assert deadline(" 15/7/2024") == date(2024, 7, 15)


def test_a_row_is_found_by_what_it_says() -> None:
    assert which("Ghi  sổ", 0, ["Họp", "Ghi\nsổ"]) == 1
    assert which("Họp", 1, ["Họp", "Họp"]) == 1, "of two that say the same the one in its place"
    assert which("Họp", 5, [None, "Họp"]) == 1
    assert which("Khác", 0, ["Họp"]) is None

"""Lists of bodies as they are pasted from a sheet or typed."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.listed import Listed, lines_of, month_of, text_of

MARCH = date(2027, 3, 1)


def test_a_block_of_a_sheet_is_read_line_by_line() -> None:
    pasted = (
        "STT\tTên đơn vị\tTháng\tThực hiện\n"
        "1\tĐảng bộ xã Phú Vinh\t3\tDự\n"
        "\n"
        "2.\tĐảng bộ xã Phú Vĩnh\t\tTự báo cáo\n"
    )
    assert lines_of(pasted) == [
        Listed(2, "Đảng bộ xã Phú Vinh", "3", "Dự"),
        Listed(4, "Đảng bộ xã Phú Vĩnh", "", "Tự báo cáo"),
    ]


def test_typed_lines_may_hold_commas_and_their_superior() -> None:
    assert lines_of("ấp 1, xã Phú Hội; 4/2027\nấp 2 — Phú Hội | | tự giám sát") == [
        Listed(1, "ấp 1, xã Phú Hội", "4/2027"),
        Listed(2, "ấp 2 — Phú Hội", "", "tự giám sát"),
    ]


def test_only_the_first_line_may_be_a_head() -> None:
    assert [one.name for one in lines_of("Đơn vị\nA\nĐơn vị")] == ["A", "Đơn vị"]


@pytest.mark.parametrize(
    "typed",
    [
        "3",
        "03",
        "3/2027",
        "03-2027",
        "tháng 3",
        "Tháng 03/2027",
        "T3",
        "t.3",
        "2027-03",
        "1/3/2027",
        "46447",  # a day as a sheet counts it
    ],
)
def test_a_month_is_read_as_officials_write_it(typed: str) -> None:
    assert month_of(typed, 2027) == MARCH


def test_rows_of_a_sheet_become_lines_with_the_same_columns() -> None:
    rows = [("1", "xã A; huyện B", "3", "", ""), ("xã C", "", "Tự báo cáo")]
    assert text_of(rows) == "1 | xã A, huyện B | 3\nxã C |  | Tự báo cáo"
    assert lines_of(text_of(rows)) == [
        Listed(1, "xã A, huyện B", "3"),
        Listed(2, "xã C", "", "Tự báo cáo"),
    ]


@pytest.mark.parametrize("typed", ["", " ", "–", "-"])
def test_no_month_is_none(typed: str) -> None:
    assert month_of(typed, 2027) is None


@pytest.mark.parametrize("typed", ["13", "0", "ba", "3/2026", "2026-03", "1/13/2027", "quý 1"])
def test_what_is_no_month_of_the_year_is_said(typed: str) -> None:
    with pytest.raises(ValueError, match="tháng"):
        month_of(typed, 2027)


@given(st.text(max_size=200))
def test_any_text_is_taken_as_lines(text: str) -> None:
    found = lines_of(text)
    assert len(found) <= len(text.splitlines())
    for one in found:
        with suppress(ValueError):
            assert month_of(one.month, 2027) is None or one.month

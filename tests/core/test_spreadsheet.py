"""A person's text is never a formula, and every value keeps its kind."""

from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from webapp.core.spreadsheet import LONGEST_TEXT, Table, workbook
from webapp.rules import text as words


def read(content: bytes):  # type: ignore[no-untyped-def]
    return load_workbook(BytesIO(content))


@pytest.mark.parametrize("begins", ["=", "+", "-", "@"])
def test_text_that_looks_like_a_formula_stays_text(begins: str) -> None:
    typed = f"{begins}cmd|' /C calc'!A0"
    (sheet,) = read(workbook([Table("Bảng", [typed], [[typed]])])).worksheets
    for cell in (sheet["A1"], sheet["A2"]):
        assert (cell.value, cell.data_type, cell.quotePrefix) == (typed, "s", True)


@given(st.text(max_size=200))
@settings(max_examples=40, deadline=None)
def test_any_text_can_be_written(typed: str) -> None:
    (sheet,) = read(workbook([Table(typed, ["Cột"], [[typed]])])).worksheets
    assert (sheet["A2"].value or "") == words.clean(typed)
    assert sheet["A2"].data_type == ("s" if words.clean(typed) else "n")
    assert 0 < len(sheet.title) <= 31


def test_numbers_and_moments_keep_their_kind() -> None:
    moment = datetime(2024, 3, 8, 10, 1, tzinfo=UTC)
    rows = [[Decimal("1012.50"), 3, moment, None]]
    (sheet,) = read(workbook([Table("Bảng", list("abcd"), rows)])).worksheets
    assert [cell.value for cell in sheet[2]] == [1012.5, 3, datetime(2024, 3, 8, 17, 1), None]
    assert sheet["A2"].number_format == "#,##0.##"
    assert sheet["B2"].number_format == "#,##0"


def test_the_end_of_a_minute_is_not_the_next_minute() -> None:
    due = datetime(2023, 9, 11, 10, 0, 59, 999_999, tzinfo=UTC)
    (sheet,) = read(workbook([Table("Bảng", ["Hạn"], [[due]])])).worksheets
    assert sheet["A2"].value == datetime(2023, 9, 11, 17)


def test_a_long_text_is_cut_and_titles_do_not_meet() -> None:
    tables = [Table("x" * 40, ["a"], [["y" * 50_000]])] * 2
    first, second = read(workbook(tables)).worksheets
    assert len(first["A2"].value) == LONGEST_TEXT
    assert first.title != second.title

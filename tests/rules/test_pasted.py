"""Cells pasted from a spreadsheet, read as rows."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as some

from webapp.rules.pasted import COLUMNS, read_pasted

WHOLE = "Chi bộ ấp 1\t3/9/2024\t7h30\tNhà văn hóa\tChuyên đề\tHọc tập\tAnh Ba\t0251 1"


def test_without_a_head_the_columns_are_taken_in_order() -> None:
    [row] = read_pasted(WHOLE).rows
    assert list(row) == list(COLUMNS)
    assert (row["day"], row["hour"], row["phone"]) == ("3/9/2024", "7h30", "0251 1")


def test_running_numbers_in_front_are_no_column() -> None:
    rows = read_pasted(f"1\t{WHOLE}\r\n2.\t{WHOLE}\r\n").rows
    assert [row["organization"] for row in rows] == ["Chi bộ ấp 1", "Chi bộ ấp 1"]


def test_a_head_says_which_column_is_which() -> None:
    text = (
        "STT\tNgày họp chi bộ\tTên chi bộ\tĐiện thoại liên hệ\tGhi chú\n"
        "1\t3/9/2024\tChi bộ ấp 1\t0251 1\tmang sổ\n"
    )
    pasted = read_pasted(text)
    assert pasted.rows == ({"day": "3/9/2024", "organization": "Chi bộ ấp 1", "phone": "0251 1"},)
    assert pasted.left_out == ("Ghi chú",)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Tổ chức đảng", "organization"),
        ("Thời gian", "hour"),
        ("ĐỊA ĐIỂM", "place"),
        ("Nơi họp chi bộ", "place"),
        ("Loại hình sinh hoạt", "kind"),
        ("Tên chuyên đề", "topic"),
        ("Người liên hệ (điện thoại)", "contact"),
        ("SĐT", "phone"),
    ],
)
def test_heads_go_by_many_names(head: str, name: str) -> None:
    first = "Ngày" if name != "day" else "Giờ"
    assert read_pasted(f"{first}\t{head}\n3/9\tx").rows[0][name] == "x"


def test_a_cell_with_a_line_break_comes_in_quotes() -> None:
    [row] = read_pasted('Chi bộ 1\t3/9/2024\t08:00\t"Hội trường ""A""\nxã Phú Hội"').rows
    assert row["place"] == 'Hội trường "A" xã Phú Hội'


def test_a_lone_quote_is_a_quote() -> None:
    rows = read_pasted('Chi bộ "A\t3/9/2024\nChi bộ B\t4/9/2024').rows
    assert [row["organization"] for row in rows] == ['Chi bộ "A', "Chi bộ B"]


def test_cells_beyond_the_last_column_are_told() -> None:
    assert read_pasted(f"{WHOLE}\tmang sổ").left_out == ("mang sổ",)


@pytest.mark.parametrize("text", ["", " \n\t\t\n", "\x00"])
def test_nothing_is_no_row(text: str) -> None:
    assert read_pasted(text).rows == ()


@given(some.text(max_size=200))
def test_whatever_is_pasted_is_read(text: str) -> None:
    read_pasted(text)


CELL = some.text("aăâđ 1/:\"'", min_size=1, max_size=8).map(lambda text: f"x{text}".strip())


@given(some.lists(some.lists(CELL, min_size=8, max_size=8), min_size=1, max_size=4))
def test_nothing_is_lost(table: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter="\t", lineterminator="\r\n").writerows(table)
    rows = read_pasted(written.getvalue()).rows
    assert [list(row.values()) for row in rows] == [
        [" ".join(cell.split()) for cell in line] for line in table
    ]

"""What is read out of a spreadsheet that somebody sends, and why another is refused."""

import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, time
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from werkzeug.datastructures import FileStorage

from webapp.core import read_spreadsheet
from webapp.core.read_spreadsheet import MOST_ROWS, Rows, rows_of
from webapp.core.refusals import Refused
from webapp.core.spreadsheet import Table, workbook
from webapp.rules import text as words


def bytes_of(*made: Callable[[Worksheet], None]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, make in enumerate(made, 1):
        make(book.create_sheet(f"Trang {number}"))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def filled(*rows: Sequence[object], merged: str = "") -> Callable[[Worksheet], None]:
    def make(sheet: Worksheet) -> None:
        for row in rows:
            sheet.append(list(row))
        if merged:
            sheet.merge_cells(merged)

    return make


def is_head(row: Sequence[str]) -> bool:
    return row[:1] == ("Đơn vị",)


def read(content: bytes) -> Rows:
    rows = rows_of(FileStorage(BytesIO(content), "a.xlsx"), is_head)
    return [tuple(cell for cell in row if cell) for row in rows]


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read(content)
    return str(refused.value)


def test_cells_read_as_they_show() -> None:
    row = ["  Đảng bộ\nxã A ", 3, 3.0, 2.5, datetime(2024, 3, 1), datetime(2024, 3, 1, 7, 30)]
    assert read(bytes_of(filled([*row, time(7, 30), True]))) == [
        ("Đảng bộ xã A", "3", "3", "2.5", "01/03/2024", "01/03/2024 07:30", "07:30", "True")
    ]


def test_a_title_and_blank_rows_and_columns_are_passed_over() -> None:
    title, head = ["DANH SÁCH PHÂN CÔNG"], [None, None, "Đơn vị", "Tháng"]
    list_ = filled(title, [], head, [], [None, None, "A", 3], merged="A1:D1")
    rows = rows_of(FileStorage(BytesIO(bytes_of(list_)), "a.xlsx"), is_head)
    assert [row[:2] for row in rows] == [("Đơn vị", "Tháng"), ("A", "3")]


def test_the_sheet_with_the_head_is_meant_and_hidden_ones_are_not() -> None:
    def hidden(sheet: Worksheet) -> None:
        filled(["Đơn vị"], ["Z"])(sheet)
        sheet.sheet_state = "hidden"

    assert read(bytes_of(filled(["x"]), filled(["Đơn vị"], ["A"]), hidden)) == [("Đơn vị",), ("A",)]


@pytest.mark.parametrize(
    ("made", "told"),
    [
        ([filled()], "Tệp không có dòng nào có chữ."),
        ([filled(["A"]), filled(["B"])], "chưa rõ trang nào là danh sách: Trang 1; Trang 2."),
        ([filled(["Đơn vị"], ["A", 3], ["B"], merged="B2:B3")], "ô gộp trong danh sách: B2:B3."),
        ([filled(["Đơn vị", "Năm"], ["", ""], merged="B1:C1")], "ô gộp trong danh sách: B1:C1."),
        ([filled(["A", "=1+2"])], "Ô B1 của trang “Trang 1” là công thức chưa có kết quả."),
        ([filled(["A", "#REF!"])], "Ô B1 của trang “Trang 1” báo lỗi #REF!."),
        ([filled(*[["A"]] * (MOST_ROWS + 1))], f"có hơn {MOST_ROWS} dòng"),
    ],
)
def test_what_cannot_be_meant_is_told(made: list[Callable[[Worksheet], None]], told: str) -> None:
    assert told in refusal(bytes_of(*made))


def test_a_formula_reads_as_what_it_came_to() -> None:
    content, out = bytes_of(filled(["A", "=1+2"])), BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as was, zipfile.ZipFile(out, "w") as now:
        for name in was.namelist():
            now.writestr(
                name, was.read(name).replace(b"<v></v>", b"<v>3</v>").replace(b"<v />", b"<v>3</v>")
            )
    assert read(out.getvalue()) == [("A", "3")]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Tệp rỗng"),
        (b"STT;T\xc3\xaan", "không phải tệp Excel (.xlsx)"),
        (b"PK\x03\x04broken", "không phải tệp Excel (.xlsx)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "Excel đời cũ (.xls) hoặc có mật khẩu"),
        (b"x" * (read_spreadsheet.LARGEST + 1), "Tệp lớn hơn 2 MB"),
    ],
)
def test_other_files_are_told_apart(content: bytes, told: str) -> None:
    assert told in refusal(content)


def test_a_small_file_that_unpacks_to_a_huge_one_is_not_opened() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (read_spreadsheet.LARGEST_OPEN + 1))
    assert len(out.getvalue()) < 100_000
    assert "quá nhiều nội dung" in refusal(out.getvalue())


WORD = st.text(max_size=20).filter(lambda text: bool(words.clean(text).split()))


@given(st.lists(st.tuples(WORD, WORD), min_size=1, max_size=5))
@settings(max_examples=30, deadline=None)
def test_what_the_program_writes_it_reads(rows: list[tuple[str, str]]) -> None:
    content = workbook([Table("Bảng", ["Đơn vị", "Tháng"], rows)])
    shown = [tuple(" ".join(words.clean(cell).split()) for cell in row) for row in rows]
    assert read(content) == [("Đơn vị", "Tháng"), *shown]


WHOLE = bytes_of(filled(["Đơn vị", "Tháng"], ["A", 3]))


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=30))
@settings(max_examples=100, deadline=None)
def test_a_damaged_file_is_refused_or_read_and_never_breaks(at: int, put: bytes) -> None:
    with suppress(Refused):
        read(WHOLE[:at] + put + WHOLE[at + len(put) :])


with zipfile.ZipFile(BytesIO(WHOLE)) as packed:
    PARTS = {name: packed.read(name) for name in packed.namelist()}


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_file_with_a_damaged_part_is_refused_or_read(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(PARTS)))
    at = data.draw(st.integers(0, len(PARTS[name]) - 1))
    put, gone = data.draw(st.binary(max_size=8)), data.draw(st.integers(0, 20))
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for other, content in PARTS.items():
            damaged = content[:at] + put + content[at + gone :]
            packed.writestr(other, damaged if other == name else content)
    with suppress(Refused):
        read(out.getvalue())

"""Spreadsheets that people send (.xlsx): cells as the texts they show; nothing of them is kept."""

import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet
from werkzeug.datastructures import FileStorage

from webapp.core.refusals import Refused
from webapp.rules import text as words

LARGEST = 2 * 1024 * 1024  # bytes, as it is sent
LARGEST_OPEN = 16 * 1024 * 1024  # bytes, unpacked
MOST_ROWS, MOST_COLUMNS = 5000, 40
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"  # .xls, and any file behind a password
_BROKEN = (
    zipfile.BadZipFile,
    InvalidFileException,
    struct.error,
    zlib.error,
    SyntaxError,  # of XML, in either parser that may be there
    EOFError,
    OSError,
    LookupError,
    ArithmeticError,
    ValueError,
    TypeError,
    AttributeError,
    NotImplementedError,
    RuntimeError,
)

Rows = list[tuple[str, ...]]


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its rows as texts, and which rows merged cells cover (from 1)."""

    name: str
    rows: Rows
    merged: tuple[tuple[int, int, str], ...] = ()  # first row, last row, "A1:C1"


def rows_of(upload: FileStorage, is_head: Callable[[Sequence[str]], bool]) -> Rows:
    """Return the rows of the one sheet of an .xlsx file that holds a list, from its head on.

    *is_head* knows the row of heads, without the blank columns before it; what stands above it (a
    title, often of merged cells) is passed over, and so are blank rows and columns before the
    first. A day reads "03/09/2024", a whole number without point, a formula as what it came to.
    Raises `Refused` in Vietnamese, telling what to do.
    """
    sheets = [one for one in _sheets(_content(upload)) if one.rows]
    found = [one for one in sheets if _head_of(one, is_head) is not None] or sheets
    if not found:
        raise Refused("Tệp không có dòng nào có chữ.")
    if len(found) > 1:
        names = "; ".join(one.name for one in found)
        raise Refused(
            f"Tệp có nhiều trang tính, chưa rõ trang nào là danh sách: {names}. "
            "Chỉ giữ lại một trang rồi chọn lại tệp."
        )
    (sheet,) = found
    first = _head_of(sheet, is_head) or 0
    merged = [name for _, last, name in sheet.merged if last > first]
    if merged:
        some = "; ".join(merged[:3]) + ("; …" if merged[3:] else "")
        raise Refused(
            f"Trang “{sheet.name}” có ô gộp trong danh sách: {some}. "
            "Bỏ gộp ô, ghi đủ từng dòng rồi chọn lại tệp."
        )
    rows = [row for row in sheet.rows[first:] if any(row)]
    margin = min(_blanks(row) for row in rows)
    return [row[margin:] for row in rows]


def _head_of(sheet: Sheet, is_head: Callable[[Sequence[str]], bool]) -> int | None:
    """Return which row holds the heads, from 0."""
    at = (n for n, row in enumerate(sheet.rows) if is_head(row[_blanks(row) :]))
    return next(at, None)


def _blanks(row: Sequence[str]) -> int:
    return next((at for at, cell in enumerate(row) if cell), len(row))


def _content(upload: FileStorage) -> bytes:
    content = upload.stream.read(LARGEST + 1)
    if not content:
        raise Refused("Tệp rỗng, không có nội dung.")
    if len(content) > LARGEST:
        raise Refused(f"Tệp lớn hơn {LARGEST // 1024 // 1024} MB. Chỉ giữ lại danh sách trong tệp.")
    if content.startswith(_OLD_OR_LOCKED):
        raise Refused(
            "Tệp là Excel đời cũ (.xls) hoặc có mật khẩu. Mở bằng Excel, lưu thành .xlsx không có "
            "mật khẩu rồi chọn lại."
        )
    return content


def _sheets(content: bytes) -> list[Sheet]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > LARGEST_OPEN:
                raise Refused("Tệp có quá nhiều nội dung. Chỉ giữ lại danh sách trong tệp.")
        book = _opened(content)
        seen = [one for one in book.worksheets if one.sheet_state == "visible"]
        values = _opened(content, data_only=True) if any(map(_calculates, seen)) else book
        return [_sheet(one, values[one.title]) for one in seen]
    except Refused:
        raise
    except _BROKEN:
        raise Refused("Tệp không phải tệp Excel (.xlsx), hoặc đã hỏng.") from None


def _opened(content: bytes, *, data_only: bool = False) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what a sheet has beside its cells: lists, styles
        return load_workbook(BytesIO(content), data_only=data_only)


def _calculates(sheet: Worksheet) -> bool:
    return any(cell.data_type == "f" for cell in _cells(sheet))


def _cells(sheet: Worksheet) -> Iterator[Cell]:
    if sheet.max_row > MOST_ROWS:
        raise Refused(
            f"Trang “{sheet.title}” có hơn {MOST_ROWS} dòng, kể cả dòng trống có kẻ khung. "
            "Xóa các dòng thừa rồi chọn lại tệp."
        )
    for row in sheet.iter_rows(max_col=min(sheet.max_column, MOST_COLUMNS)):
        yield from (cell for cell in row if isinstance(cell, Cell))


def _sheet(sheet: Worksheet, values: Worksheet) -> Sheet:
    rows = [[""] * MOST_COLUMNS for _ in range(sheet.max_row)]
    for cell in _cells(sheet):
        value = values.cell(cell.row, cell.column).value
        if cell.data_type == "f" and value is None:
            raise Refused(
                f"Ô {cell.coordinate} của trang “{sheet.title}” là công thức chưa có kết quả. "
                "Mở bằng Excel rồi lưu lại, hoặc chép và dán giá trị vào ô."
            )
        if values.cell(cell.row, cell.column).data_type == "e":
            raise Refused(f"Ô {cell.coordinate} của trang “{sheet.title}” báo lỗi {value}.")
        rows[cell.row - 1][cell.column - 1] = _shown(value)
    merged = [(one.min_row, one.max_row, one.coord) for one in sheet.merged_cells.ranges]
    has_text = any(any(row) for row in rows)
    return Sheet(sheet.title, [tuple(row) for row in rows] if has_text else [], tuple(merged))


def _shown(value: object) -> str:
    if isinstance(value, datetime) and value.time() != time():
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):  # a moment is one, too
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(words.clean("" if value is None else str(value)).split())

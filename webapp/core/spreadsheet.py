"""Spreadsheets (.xlsx): typed cells under a frozen head; a person's text is never a formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from webapp.core import clock
from webapp.rules import text as words

Value = str | int | Decimal | datetime | None

LONGEST_TEXT = 32_000  # a cell holds 32,767
NARROWEST, WIDEST = 10, 60  # letters
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_HEAD = PatternFill("solid", fgColor="F7E9E8")
_LINE = Border(bottom=Side("thin", color="B0A8A0"))


@dataclass(frozen=True)
class Table:
    """One sheet: its name, the titles of its columns, rows as wide, and perhaps a row of totals."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]
    totals: Sequence[Value] = ()


def workbook(tables: Sequence[Table]) -> bytes:
    """Return the tables as the bytes of an .xlsx file, a sheet each, in order."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, table in enumerate(tables, 1):
        _write(book.create_sheet(_sheet_title(number, table.title)), table)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Worksheet, table: Table) -> None:
    _row(sheet, 1, table.columns, bold=True)
    for cell in sheet[1]:
        cell.fill, cell.border = _HEAD, _LINE
    for number, row in enumerate(table.rows, 2):
        _row(sheet, number, row)
    if table.totals:
        _row(sheet, len(table.rows) + 2, table.totals, bold=True)
    for number, title in enumerate(table.columns, 1):
        values = [title, *(row[number - 1] for row in table.rows)]
        longest = max(len(line) for value in values for line in _shown(value).split("\n"))
        width = min(max(longest + 2, NARROWEST), WIDEST)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "B2"


def _row(sheet: Worksheet, number: int, values: Sequence[Value], *, bold: bool = False) -> None:
    for column, value in enumerate(values, 1):
        cell = sheet.cell(number, column)
        assert isinstance(cell, Cell)  # no cells are merged here
        _fill(cell, value)
        cell.font = Font(bold=bold)
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _fill(cell: Cell, value: Value) -> None:
    """Write a value as what it is; a text that begins like a formula stays a text everywhere."""
    if isinstance(value, str):
        text = words.clean(value)[:LONGEST_TEXT]
        cell.value = text or None
        cell.data_type = "s" if text else "n"
        cell.quotePrefix = text.startswith(_BEGINS_FORMULA)
    elif isinstance(value, datetime):
        # Excel knows no zones; to the minute, as the end of 17:00 is not 17:01.
        cell.value = clock.local(value).replace(second=0, microsecond=0, tzinfo=None)
        cell.number_format = "hh:mm dd/mm/yyyy"
    elif value is not None:
        cell.value = value
        whole = value == int(value)
        cell.number_format = "#,##0" if whole else "#,##0.##"


def _shown(value: Value) -> str:
    return "00:00 00/00/0000" if isinstance(value, datetime) else str(value or "")


def _sheet_title(number: int, title: str) -> str:
    """Return a name that Excel takes: no signs of its own, at most 31 letters, none twice."""
    bare = " ".join(words.clean(title).translate(_NOT_IN_TITLES).split())
    return f"{number}. {bare}"[:31].strip()

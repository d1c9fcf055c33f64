"""Cells pasted from a spreadsheet: text in columns that tabs divide, read as rows of a list."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp.rules.text import fold

# What a column may be called, by the name of what it fills; in the order in which columns without
# a head are read. What comes first in a head is meant: "Ngày họp chi bộ" is a day.
COLUMNS: Mapping[str, Sequence[str]] = {
    "organization": ("to chuc", "chi bo", "chi doan", "don vi", "co so"),
    "day": ("ngay",),
    "hour": ("gio", "thoi gian"),
    "place": ("noi hop", "noi sinh hoat", "dia diem", "dia chi"),
    "kind": ("loai", "hinh thuc"),
    "topic": ("chuyen de", "noi dung", "chu de"),
    "contact": ("lien he", "phu trach", "bi thu"),
    "phone": ("dien thoai", "sdt", "so may"),
}
_NUMBER_HEADS = ("stt", "tt", "so tt", "so thu tu")
_LEAST_HEADS = 2  # of so many known words a first row is a head, and no meeting


@dataclass(frozen=True)
class Pasted:
    """The rows of what was pasted, each by the names of `COLUMNS`; what no column takes is told.

    `left_out` are heads of unknown columns, or how cells beyond the last column read.
    """

    rows: tuple[Mapping[str, str], ...]
    left_out: tuple[str, ...] = ()


def read_pasted(text: str) -> Pasted:
    """Read cells as a spreadsheet copies them: tabs between, one with a line break in quotes.

    A first row of heads says which column is which; without it they come in the order of
    `COLUMNS`, after a column of running numbers, if any. Rows without any text are passed over.
    """
    lines = [_cells(line) for line in _lines(text)]
    lines = [line for line in lines if any(line)]
    if not lines:
        return Pasted(())
    names = _heads(lines[0])
    if names is not None:
        unknown = tuple(head for head, name in zip(lines[0], names, strict=True) if not name)
        left = tuple(head for head in unknown if head and fold(head) not in _NUMBER_HEADS)
        return Pasted(tuple(_row(names, line) for line in lines[1:]), left)
    lines = _without_numbers(lines)
    beyond = tuple(cell for line in lines for cell in line[len(COLUMNS) :] if cell)
    return Pasted(tuple(_row(list(COLUMNS), line) for line in lines), beyond)


def _lines(text: str) -> list[list[str]]:
    """Return the cells; a quote that is never closed is a quote and no more."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").split("\n")
    if text.count('"') % 2:
        return [line.split("\t") for line in plain]
    try:
        return list(csv.reader([f"{line}\n" for line in plain], delimiter="\t"))
    except csv.Error:  # a cell too long for a cell
        return [line.split("\t") for line in plain]


def _cells(line: Sequence[str]) -> list[str]:
    return [" ".join(cell.split()) for cell in line]


def _heads(line: Sequence[str]) -> list[str] | None:
    """Return what each column of a row of heads fills ("" nothing known); None for a meeting."""
    found: list[str] = []
    for head in line:
        name = _named(fold(head))
        found.append("" if name in found else name)
    known = sum(bool(name) for name in found)
    is_dated = any(any(sign.isdigit() for sign in cell) for cell in line)
    return found if known >= _LEAST_HEADS and not is_dated else None


def _named(head: str) -> str:
    found = [
        (at, name)
        for name, words in COLUMNS.items()
        for word in words
        if (at := f" {head} ".find(f" {word} ")) >= 0
    ]
    return min(found)[1] if found else ""


def _without_numbers(lines: list[list[str]]) -> list[list[str]]:
    """Leave out a first column of running numbers."""
    if all(line[0].rstrip(".").isdecimal() for line in lines):
        return [line[1:] for line in lines]
    return lines


def _row(names: Sequence[str], line: Sequence[str]) -> Mapping[str, str]:
    return {name: cell for name, cell in zip(names, line, strict=False) if name and cell}

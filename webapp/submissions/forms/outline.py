"""What may come in for one part of an outline: a form made to its measure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

from wtforms import Field, HiddenField

from webapp.core.forms import SHORT, Form, Line, Lines, maybe
from webapp.rules.amounts import amount_text
from webapp.rules.outlines import Merged, OutlineColumn, OutlineRow, Rows, fresh_key, merged
from webapp.submissions.forms.figures import agree, figure_fields
from webapp.submissions.forms.reports import LONGEST, Wanted
from webapp.submissions.queries.outline import FREE, TEXT, Part, is_filled

MOST_ROWS = 200
LONGEST_CELL = 2_000
NEEDED = "Báo cáo đã gửi nên mục này không được để trống."
_CELL = re.compile(r"cell_([0-9]{1,9})_([0-9]{1,4})_([0-9]{1,4})", re.ASCII)
_DROP = re.compile(r"drop-([0-9]{1,9})-([0-9]{1,4})", re.ASCII)
_SEEN = re.compile(r"([0-9]{1,4}):([0-9a-f]{12})", re.ASCII)


class PartForm(Form):
    """The fields of one part (see `part_form`): a text, rows of cells, figures.

    All parts of a page are one HTML form, so every name has the part's id in it; a cell's field is
    named by the part, the key of its row and the key of its column. `seen` carries the rows that
    the page shows, each with its mark, so that two people can write at once; `shown` is the mark
    of its text and figures, by which a part that nobody touched is known.
    """

    seen = HiddenField()
    shown = HiddenField()
    part: Part
    cell_names: dict[str, list[str]]  # key of the row → names of its fields, by columns
    figure_names: dict[int, str]  # id of the figure → name of its field
    figure_labels: dict[int, str]
    text_name: str

    @property
    def text(self) -> str:
        return (self[self.text_name].data or "") if self.text_name else ""

    @property
    def rows(self) -> Rows:
        """The rows that say something, in order; what stands under columns that are gone stays."""
        kept = {row.key: row.cells for row in self.part.kept_rows}
        keys = [column.key for column in self.part.shape]
        typed = (
            OutlineRow(key, kept.get(key, {}) | dict(zip(keys, self._cells(names), strict=True)))
            for key, names in self.cell_names.items()
            # A row that somebody added meanwhile has fields here, but nobody sent them.
            if any(self._cells(names)) and any(self[name].raw_data for name in names)
        )
        return tuple(typed)

    def _cells(self, names: Sequence[str]) -> list[str]:
        return [self[name].data or "" for name in names]

    @property
    def figures(self) -> dict[int, Decimal | None]:
        return {key: self[name].data for key, name in self.figure_names.items()}

    @property
    def is_touched(self) -> bool:
        """True where somebody typed here: it says something else than its page showed at first."""
        if not self.version.raw_data:
            return False  # a part that came after the page was made
        shape = self.part.shape
        unseen = {row.key for row in self.part.kept_rows if not any(row.under(shape))}
        seen = dict(_SEEN.findall(self.seen.data or ""))
        rows = {key: mark for key, mark in seen.items() if key not in unseen}
        typed = [self[name] for name in self.figure_names.values() if self[name].raw_data]
        said = _mark(self.text, (str(field._value()) for field in typed))
        return said != self.shown.data or {row.key: row.mark for row in self.rows} != rows

    def validate(self, extra_validators: object = None) -> bool:
        return bool(super().validate(extra_validators)) and agree(self)

    def drop(self, do: str) -> None:
        """Empty the row that the button *do* ("drop-12-2") takes out, if it is of this part."""
        match = _DROP.fullmatch(do)
        is_mine = match is not None and int(match[1]) == self.part.id
        for name in self.cell_names.get(match[2], ()) if match and is_mine else ():
            self[name].data = ""

    def merge(self) -> Merged:
        """Put the rows that were typed together with those that are kept by now."""
        return merged(self.part.kept_rows, dict(_SEEN.findall(self.seen.data or "")), self.rows)

    def lost_cells(self, sent: Mapping[str, str]) -> list[tuple[str, str, str]]:
        """Return what was typed under columns that are gone by now, as clashes."""
        kept = {row.key: row.cells for row in self.part.kept_rows}
        titles = {one.key: one.title for one in self.part.row.kept_columns if one.is_gone}
        found = []
        for name, text in sent.items():
            match = _CELL.fullmatch(name)
            if not match or int(match[1]) != self.part.id or match[3] not in titles:
                continue
            theirs = kept.get(match[2], {}).get(match[3], "")
            if text.strip() and text.strip() != theirs:
                found.append((f"{titles[match[3]]} (cột đã bỏ)", "", text.strip()))
        return found

    def stays_filled(self, rows: Rows) -> bool:
        """Return True when a required part, with *rows*, still says all it must; else say so."""
        typed = list(self.figures.values())
        cells = [row.under(self.part.shape) for row in rows]
        if not self.part.is_required or is_filled(self.part.kind, self.text, cells, typed):
            return True
        asked = [f for f in self if not isinstance(f, HiddenField) and f.data in (None, "")]
        asked[0].errors = [NEEDED]
        return False


def part_form(
    part: Part, sent: Mapping[str, str] | None = None, rows: Rows | None = None
) -> PartForm:
    """Return the form of a part: with what was *sent*, or (None) with what is kept, or with *rows*.

    There is always one empty row more than is kept, so that a row can be added without a script.
    """
    shown_rows = part.kept_rows if rows is None else rows
    fields: dict[str, Any] = {"part": part, "text_name": "", "cell_names": {}}
    wanted = [Wanted()] if part.is_required else []
    if part.kind == TEXT:
        fields["text_name"] = f"text_{part.id}"
        fields[fields["text_name"]] = Lines(
            "Nội dung", [*wanted, *maybe(LONGEST)], render_kw={"rows": 6}
        )
    if part.has_rows:
        for place, key in enumerate(_keys(part, shown_rows, sent)[:MOST_ROWS]):
            fields |= (row := _row(part, key, place))
            fields["cell_names"][key] = list(row)
    fields |= figure_fields(part.figures, wanted)
    fields |= {key: HiddenField(name=f"{key}_{part.id}") for key in ("version", "seen", "shown")}
    kind = type("OnePartForm", (PartForm,), fields)
    data: dict[str, object] = {"obj": kept(part, rows)}
    form: PartForm = kind(**data | ({"formdata": None} if sent is None else {}))
    if sent is None:
        form.version.data = str(part.version)
    return form


def clashing(form: PartForm, found: Merged, lost: list[tuple[str, str, str]]) -> PartForm:
    """Return the form that shows the rows two people changed, both texts beside each other.

    It carries one's own rows and what is kept by now: sending it again is a decision.
    """
    part = form.part
    shown_form = part_form(part, rows=found.rows)
    places = [row.key for row in found.rows]
    clash = list(lost)
    for one in found.clashes:
        row = one.mine or one.theirs
        place = f"dòng {places.index(row.key) + 1}" if row and row.key in places else "dòng đã bỏ"
        for column in part.shape:
            theirs = one.theirs.cells.get(column.key, "") if one.theirs else ""
            mine = one.mine.cells.get(column.key, "") if one.mine else ""
            if theirs != mine:
                clash.append((f"{column.title}, {place}", theirs, mine))
    shown_form.clash = clash
    return shown_form


def kept(part: Part, rows: Rows | None = None) -> SimpleNamespace:
    """Return what is kept of a part under the names of the form's fields, perhaps other *rows*."""
    values: dict[str, object] = {f"text_{part.id}": part.text}
    for row in part.kept_rows if rows is None else rows:
        cells = zip(part.shape, row.under(part.shape), strict=True)
        values |= {_name(part, row.key, column): cell for column, cell in cells}
    values |= {f"figure_{figure.id}": part.values.get(figure.id) for figure in part.figures}
    seen = " ".join(f"{row.key}:{row.mark}" for row in part.kept_rows[:MOST_ROWS])
    figures = (amount_text(part.values.get(figure.id)) for figure in part.figures)
    shown_mark = _mark(part.text if part.kind == TEXT else "", figures)
    return SimpleNamespace(version=part.version, seen=seen, shown=shown_mark, **values)


def _mark(text: str, figures: Iterable[str]) -> str:
    said = (text, [figure.strip() for figure in figures])
    return sha256(repr(said).encode()).hexdigest()[:12]


def _keys(part: Part, rows: Rows, sent: Mapping[str, str] | None) -> list[str]:
    """Return the keys of the rows of a form: those kept, those sent, and one more."""
    cells = (_CELL.fullmatch(name) for name in sent or ())
    named = [match[2] for match in cells if match and int(match[1]) == part.id]
    keys = dict.fromkeys(row.key for row in rows) | dict.fromkeys(named)
    free = fresh_key([OutlineRow(key) for key in keys])
    return [*keys] if named else [*keys, free]


def _row(part: Part, key: str, place: int) -> dict[str, Field]:
    """Return the fields of one row by their names."""
    found: dict[str, Field] = {}
    for column in part.shape:
        what = "nội dung" if part.kind == FREE else "dòng"
        label, name = f"{column.title}, {what} {place + 1}", _name(part, key, column)
        if part.kind == FREE and column == part.shape[0]:
            found[name] = Line(label, maybe(SHORT))
        elif part.kind == FREE:
            found[name] = Lines(label, maybe(LONGEST), render_kw={"rows": 4})
        else:
            found[name] = Lines(label, maybe(LONGEST_CELL), render_kw={"rows": 2})
    return found


def _name(part: Part, key: str, column: OutlineColumn) -> str:
    return f"cell_{part.id}_{key}_{column.key}"

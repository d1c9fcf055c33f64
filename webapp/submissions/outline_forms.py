"""What may come in for one part of an outline: a form made to its measure."""

import re
from collections.abc import Mapping
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from webapp.core.forms import MACHINERY, SHORT, Amount, Form, Line, Lines, maybe
from webapp.submissions.forms import LONGEST, Wanted
from webapp.submissions.outline import FREE, TEXT, Part, is_filled

MOST_ROWS = 200
LONGEST_CELL = 2_000
NEEDED = "Báo cáo đã gửi nên mục này không được để trống."
_CELL = re.compile(r"cell_([0-9]{1,9})_([0-9]{1,3})_[0-9]{1,2}", re.ASCII)
_DROP = re.compile(r"drop-([0-9]{1,3})", re.ASCII)


class PartForm(Form):
    """The fields of one part (see `part_form`): a text, rows of cells, figures."""

    part: Part
    cell_names: list[list[str]]
    figure_names: dict[int, str]  # id of the figure → name of its field
    text_name: str

    @property
    def text(self) -> str:
        return (self[self.text_name].data or "") if self.text_name else ""

    @property
    def rows(self) -> list[list[str]]:
        """The rows that say something, in order."""
        rows = [[self[name].data or "" for name in names] for names in self.cell_names]
        return [row for row in rows if any(row)]

    @property
    def figures(self) -> dict[int, Decimal | None]:
        return {key: self[name].data for key, name in self.figure_names.items()}

    def drop(self, do: str) -> None:
        """Empty the row that the button *do* ("drop-2") takes out."""
        match = _DROP.fullmatch(do)
        if match and int(match[1]) < len(self.cell_names):
            for name in self.cell_names[int(match[1])]:
                self[name].data = ""

    def stays_filled(self) -> bool:
        """Return True when a required part still says all it must; else say so at a field."""
        typed = list(self.figures.values())
        if not self.part.is_required or is_filled(self.part.kind, self.text, self.rows, typed):
            return True
        asked = [f for f in self if f.name not in MACHINERY and f.data in (None, "")]
        asked[0].errors = [NEEDED]
        return False


def part_form(part: Part, sent: Mapping[str, str] | None = None) -> PartForm:
    """Return the form of a part: with what was *sent*, or (None) with what is kept.

    There is always one empty row more than is kept, so that a row can be added without a script.
    """
    fields: dict[str, Any] = {"part": part, "text_name": "", "cell_names": [], "figure_names": {}}
    wanted = [Wanted()] if part.is_required else []
    if part.kind == TEXT:
        fields["text_name"] = f"text_{part.id}"
        fields[fields["text_name"]] = Lines(
            "Nội dung", [*wanted, *maybe(LONGEST)], render_kw={"rows": 6}
        )
    if part.has_rows:
        count = max(len(part.rows) + 1, _rows_sent(part, sent))
        for number in range(min(count, MOST_ROWS)):
            fields |= (row := _row(part, number))
            fields["cell_names"].append(list(row))
    for figure in part.figures:
        label = f"{figure.label} ({figure.unit})" if figure.unit else figure.label
        fields["figure_names"][figure.id] = f"figure_{figure.id}"
        fields[f"figure_{figure.id}"] = Amount(label, wanted, render_kw={"inputmode": "decimal"})
    kind = type("OnePartForm", (PartForm,), fields)
    shown: dict[str, Any] = {"obj": kept(part)} | ({"formdata": None} if sent is None else {})
    form: PartForm = kind(**shown)
    return form


def kept(part: Part) -> SimpleNamespace:
    """Return what is kept of a part under the names of the form's fields."""
    values: dict[str, Any] = {f"text_{part.id}": part.text}
    for number, row in enumerate(part.rows):
        values |= {_name(part, number, column): cell for column, cell in enumerate(row)}
    values |= {f"figure_{figure.id}": part.values.get(figure.id) for figure in part.figures}
    return SimpleNamespace(version=part.version, **values)


def _row(part: Part, number: int) -> dict[str, Any]:
    """Return the fields of one row by their names."""
    found: dict[str, Any] = {}
    for column, title in enumerate(part.columns):
        label = f"{title}, {'nội dung' if part.kind == FREE else 'dòng'} {number + 1}"
        name = _name(part, number, column)
        if part.kind == FREE and column == 0:
            found[name] = Line(label, maybe(SHORT))
        elif part.kind == FREE:
            found[name] = Lines(label, maybe(LONGEST), render_kw={"rows": 4})
        else:
            found[name] = Lines(label, maybe(LONGEST_CELL), render_kw={"rows": 2})
    return found


def _name(part: Part, number: int, column: int) -> str:
    return f"cell_{part.id}_{number}_{column}"


def _rows_sent(part: Part, sent: Mapping[str, str] | None) -> int:
    found = (_CELL.fullmatch(name) for name in sent or ())
    return max((int(m[2]) + 1 for m in found if m and int(m[1]) == part.id), default=0)

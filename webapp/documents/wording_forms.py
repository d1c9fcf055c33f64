"""The wording of one paper as a form: its sections and tables, who signs, and who gets it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace

from flask import request
from sqlalchemy import select
from wtforms import Field, SelectField

from webapp.core.db import db
from webapp.core.forms import LONG, Form, Line, Lines, maybe, needed, options
from webapp.documents.forms import lines_of
from webapp.documents.models import Document
from webapp.documents.road import composing
from webapp.documents.road.recipients import Recipient, bound, of
from webapp.documents.road.services import paper_of
from webapp.documents.tree import Paper, Signature, words
from webapp.documents.tree.editing import (
    Segment,
    cell_label,
    cell_name,
    rebuild,
    tables_of,
    texts_of,
)
from webapp.organizations import naming
from webapp.organizations.models import Organization
from webapp.rules.text import clean

URGENCIES = {
    "": "Không",
    "KHẨN": "Khẩn",
    "THƯỢNG KHẨN": "Thượng khẩn",
    "HỎA TỐC": "Hỏa tốc",
}
SECTION = 20_000  # letters in one text of a paper
SCREEN, NARROWEST = 110, 6  # letters of a table's row on a screen, and of its narrowest cell
NEW_ROWS, MOST_ROWS = 3, 300  # of the list of recipients
LONGEST_LINE = 1000  # letters of one recipient


@dataclass(frozen=True)
class TablePart:
    """A table of the paper: the titles of its columns, and a field for each cell, row by row."""

    label: str
    titles: Sequence[str]
    rows: Sequence[Sequence[Field]]


class WordingForm(Form):
    """The wording of one paper; `wording_form` adds a field for each section and each cell."""

    summary = Lines("Trích yếu", needed(600))
    addressee = Line("Kính gửi", maybe())
    urgency = SelectField("Mức độ khẩn", choices=options(URGENCIES.items()), default="")

    texts: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    rows = 0  # of the list of recipients: "to_0", "body_0", …
    kept: tuple[Recipient, ...] = ()  # the list as it was when the page was opened
    names: Mapping[int, str] = {}  # of the bodies in it

    def recipients(self, issuer_id: int) -> list[Recipient] | None:
        """Return whom the paper goes to, or None with the reason beside a body's field.

        A body whose name was left as it stood stays the same; a new line without a body is bound
        to the one that it names.
        """
        read = [self._recipient(number, issuer_id) for number in range(self.rows)]
        if any(self[f"body_{number}"].errors for number in range(self.rows)):
            return None
        old = {one.text for one in self.kept}
        written = [one for one in read if one.text or one.organization_id]
        new = bound(issuer_id, [one for one in written if one.text not in old])
        by_text = {one.text: one for one in new if one.text}
        return [one if one.text in old else by_text.get(one.text, one) for one in written]

    def _recipient(self, number: int, issuer_id: int) -> Recipient:
        line = self.kept[number] if number < len(self.kept) else Recipient("")
        text, field = _typed(self[f"to_{number}"], line.text), self[f"body_{number}"]
        before = line.organization_id
        if not field.data:
            return Recipient(text)
        if before is not None and field.data == self.names[before]:
            return Recipient(text, before)
        try:
            return Recipient(text, naming.named(issuer_id, field.data).id)
        except naming.Unclear as unclear:
            field.errors = [str(unclear)]
            return Recipient(text)

    def parts(self, found: Sequence[Segment]) -> list[Field | TablePart | None]:
        """Return the fields of the paper's texts and tables in its order; None for a plot."""
        return [self._part(segment) for segment in found]

    def _part(self, segment: Segment) -> Field | TablePart | None:
        if segment.block is None:
            return self[segment.name]
        table = segment.table
        if table is None:
            return None
        columns = range(len(table.columns))
        rows = [
            [self[cell_name(segment.name, row, column)] for column in columns]
            for row in range(len(table.rows))
        ]
        return TablePart(_called(segment), [words(one.title) for one in table.columns], rows)

    @property
    def lines(self) -> list[tuple[Field, Field]]:
        """The list of recipients: for each row the field of its text and that of its body."""
        return [(self[f"to_{number}"], self[f"body_{number}"]) for number in range(self.rows)]

    def paper(self, before: Paper) -> Paper:
        """Return *before* with the wording of this form."""
        cells = {name: self[name].data or "" for name in self.cells}
        changed = rebuild(before, [self[name].data or "" for name in self.texts], cells)
        return replace(
            changed,
            summary=_typed(self.summary, before.summary),
            addressee=_typed(self.addressee, before.addressee or "") or None,
            urgency=self.urgency.data,
            signatures=self._signed(before),
            copied=self._copied(before),
        )

    def can_stand(self, document: Document) -> bool:
        """Return False, with the reason beside each field, where the wording says what can't be."""
        found = composing.faults(document, self.paper(paper_of(document)))
        for name, why in found.items():
            self[name].errors = [why]
        return not found

    def _copied(self, before: Paper) -> tuple[str, ...]:
        is_same = (self.copied.data or "") == clean("\n".join(before.copied))
        return before.copied if is_same else lines_of(self.copied)

    def _signed(self, before: Paper) -> tuple[Signature, ...]:
        if not before.sent:
            return before.signatures
        last = before.signatures[-1:] or (Signature("", "", "", style=before.style),)
        signed = replace(
            last[0],
            authority=_typed(self.authority, last[0].authority),
            position=_typed(self.position, last[0].position),
            name=_typed(self.signatory, last[0].name),
        )
        is_unsigned = not before.signatures and signed == last[0]
        return before.signatures if is_unsigned else (*before.signatures[:-1], signed)


def wording_form(document: Document) -> WordingForm:
    """Return the form for this paper, showing its wording where nothing was sent yet."""
    paper = paper_of(document)
    kept = of(document)
    fields: dict[str, object] = {"kept": kept, "names": _names(kept)}
    fields |= _rows(kept)
    fields |= _sections(paper) | _cells(paper)
    fields |= {
        "authority": Line("Quyền hạn ký", maybe()),
        "position": Line("Chức vụ người ký", maybe()),
        "signatory": Line("Người ký", maybe()),
        "copied": Lines("Đồng kính gửi (mỗi dòng một nơi)", maybe(LONG)),
    }
    form: WordingForm = type("PaperWordingForm", (WordingForm,), fields)(
        obj=_shown(document, paper)
    )
    return form


def _sections(paper: Paper) -> dict[str, object]:
    """Return a field for each text of the paper, and their names."""
    found = texts_of(paper)
    fields = {
        one.name: Lines(_title(one.text), maybe(SECTION), render_kw={"rows": _height(one.text)})
        for one in found
    }
    return {"texts": tuple(fields), **fields}


def _cells(paper: Paper) -> dict[str, object]:
    """Return a field for each cell of each table, and their names.

    A field is called by its row and column: so that who hears it knows where it is.
    """
    fields = {
        cell_name(segment.name, row, column): _cell(segment, row, column)
        for segment in tables_of(paper)
        for row, cells in enumerate(segment.table.rows if segment.table else ())
        for column in range(len(cells))
    }
    return {"cells": tuple(fields), **fields}


def _cell(segment: Segment, row: int, column: int) -> Lines:
    table = segment.table
    assert table
    shares = [one.width_share for one in table.columns]
    wide = max(NARROWEST, round(shares[column] / sum(shares) * SCREEN))
    lines = sum(1 + len(line) // wide for line in table.rows[row][column].split("\n"))
    return Lines(
        f"{_called(segment)}, {cell_label(table, row, column)}",
        maybe(LONG),
        render_kw={"rows": min(12, lines), "cols": wide},
    )


def _called(segment: Segment) -> str:
    """Return a table as people count it: "Bảng 1"."""
    return f"Bảng {int(segment.name.rpartition('_')[2]) + 1}"


def _typed(field: Field, before: str) -> str:
    """Return what was typed; what came back as it was shown, but for what no form sends, stays."""
    typed = str(field.data or "")
    return before if typed == clean(before) else typed


def _rows(kept: Sequence[Recipient]) -> dict[str, object]:
    """Return the fields of the list: a row for each line, some to add, and all that were sent."""
    sent = [name for name in request.form if name.startswith("to_") and name[3:].isdecimal()]
    rows = min(MOST_ROWS, max([len(kept) + NEW_ROWS, *(int(name[3:8]) + 1 for name in sent)]))
    fields: dict[str, object] = {"rows": rows}
    for number in range(rows):
        fields[f"to_{number}"] = Line(f"Nơi nhận, dòng {number + 1}", maybe(LONGEST_LINE))
        fields[f"body_{number}"] = Line(
            f"Nhận trên hệ thống, dòng {number + 1}", maybe(), render_kw={"list": "unit-names"}
        )
    return fields


def _names(kept: Sequence[Recipient]) -> dict[int, str]:
    ids = [one.organization_id for one in kept if one.organization_id is not None]
    rows = db.session.execute(
        select(Organization.id, Organization.name).where(Organization.id.in_(ids))
    )
    return {row.id: row.name for row in rows}


def _title(text: str) -> str:
    """Name a section by its heading, or by how it begins."""
    first = text.partition("\n")[0].lstrip("#- ")
    return f"Phần “{first if len(first) <= 60 else first[:59].rstrip() + '…'}”"


def _height(text: str) -> int:
    """Return how many lines of a screen a text takes, within reason."""
    return min(30, 2 + sum(1 + len(line) // 90 for line in text.splitlines()))


def shown_wording(document: Document) -> SimpleNamespace:
    """Return the stored wording under the form's field names, to compare with what was sent."""
    return _shown(document, paper_of(document))


def _shown(document: Document, paper: Paper) -> SimpleNamespace:
    texts = {one.name: one.text for one in texts_of(paper)}
    cells = {name: text for one in tables_of(paper) for name, text in one.cells().items()}
    signature = paper.signatures[-1] if paper.signatures else Signature("", "", "")
    to = of(document)
    names = _names(to)
    rows = {f"to_{number}": one.text for number, one in enumerate(to)}
    rows |= {f"body_{n}": names.get(one.organization_id or 0, "") for n, one in enumerate(to)}
    return SimpleNamespace(
        version=document.version,
        summary=paper.summary,
        addressee=paper.addressee or "",
        urgency=paper.urgency,
        authority=signature.authority,
        position=signature.position,
        signatory=signature.name,
        **rows,
        copied="\n".join(paper.copied),
        **texts,
        **cells,
    )

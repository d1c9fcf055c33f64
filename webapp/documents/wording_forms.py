"""The wording of one paper as a form: its paragraphs and tables, who signs, and who gets it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import SimpleNamespace

from flask import request
from sqlalchemy import select
from wtforms import Field, SelectField

from webapp.core.db import db
from webapp.core.forms import LONG, Form, Line, Lines, Saved, maybe, needed, options
from webapp.documents.forms import lines_of
from webapp.documents.models import Document
from webapp.documents.road import composing
from webapp.documents.road.recipients import Recipient, bound, of
from webapp.documents.road.services import paper_of
from webapp.documents.tree import Appendix, Paper, Signature
from webapp.documents.tree.editing import Line as Paragraph
from webapp.documents.tree.editing import is_line, rebuild
from webapp.documents.tree.editing import lines_of as paragraphs_of
from webapp.documents.wording_parts import (
    BodyPart,
    Order,
    arranged,
    body_fields,
    body_parts,
    both,
    ordered,
    shown_body,
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
NEW_ROWS, MOST_ROWS = 3, 300  # of the list of recipients
BODY = ("Đoạn ", "Kiểu của đoạn ", "Bỏ đoạn ", "Thứ tự ")  # how labels of a paragraph begin
LONGEST_LINE = 1000  # letters of one recipient


class WordingForm(Form):
    """The wording of one paper; `wording_form` adds fields for each paragraph and each cell."""

    summary = Lines("Trích yếu", needed(600))
    addressee = Line("Kính gửi", maybe())
    urgency = SelectField("Mức độ khẩn", choices=options(URGENCIES.items()), default="")

    body: Order = ()  # what stands in the paper, in the order of this form
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

    @property
    def is_shown_again(self) -> bool:
        """True as well where a button only moved a paragraph or made room for a new one."""
        return super().is_shown_again or (self.is_submitted() and "arrange" in request.form)

    @property
    def arranged(self) -> str:
        """The paragraph that such a button moved or made; "" for none."""
        return arranged(self.body, request.form)

    def is_current(self, row: Saved) -> bool:
        """Compare as every form does; of the paragraphs tell which differ, wherever they stand."""
        if super().is_current(row):
            return True
        told = [one for one in self.clash or [] if not one[0].startswith(BODY)]
        self.clash = [*told, *both(getattr(row, "paragraphs", ()), self._paragraphs())]
        return False

    def _paragraphs(self) -> list[Paragraph]:
        return [one for one in self._typed_body() if isinstance(one, Paragraph)]

    def _typed_body(self) -> list[Paragraph | str]:
        """Return the body as typed: its paragraphs, and the names of what stands between them."""
        return [
            Paragraph(name, self[f"kind_{name}"].data, self[name].data or "")
            if is_line(name)
            else name
            for name in self.body
            if not (is_line(name) and self[f"gone_{name}"].data)
        ]

    def parts(self, paper: Paper) -> tuple[list[BodyPart], list[BodyPart]]:
        """Return the parts of the body above the signatures, and those of what is laid to it."""
        found = body_parts(paper, self.body, self._fields)
        is_laid = [isinstance(getattr(one, "block", None), Appendix) for one in found]
        place = is_laid.index(True) if any(is_laid) else len(found)
        return found[:place], found[place:]

    @property
    def lines(self) -> list[tuple[Field, Field]]:
        """The list of recipients: for each row the field of its text and that of its body."""
        return [(self[f"to_{number}"], self[f"body_{number}"]) for number in range(self.rows)]

    def paper(self, before: Paper) -> Paper:
        """Return *before* with the wording of this form."""
        cells = {one.name: one.data or "" for one in self if one.name.startswith("table_")}
        changed = rebuild(before, self._typed_body(), cells)
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
    order = ordered(paper, request.form)
    fields |= {"body": order, **body_fields(paper, order)}
    fields |= {
        "authority": Line("Quyền hạn ký", maybe()),
        "position": Line("Chức vụ người ký", maybe()),
        "signatory": Line("Người ký", maybe()),
        "copied": Lines("Đồng kính gửi (mỗi dòng một nơi)", maybe(LONG)),
    }
    form: WordingForm = type("PaperWordingForm", (WordingForm,), fields)(
        obj=_shown(document, paper)
    )
    form.order.data = " ".join(form.body)
    return form


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


def shown_wording(document: Document) -> SimpleNamespace:
    """Return the stored wording under the form's field names, to compare with what was sent."""
    return _shown(document, paper_of(document))


def _shown(document: Document, paper: Paper) -> SimpleNamespace:
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
        paragraphs=paragraphs_of(paper),
        **shown_body(paper),
    )

"""What may come in about papers."""

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from wtforms import BooleanField, Field, FileField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.forms import LONG, Day, Form, Line, Lines, Search, Whole, maybe, needed, options
from webapp.documents import register
from webapp.documents.blueprint import STATES
from webapp.documents.editing import rebuild, segments
from webapp.documents.kinds import ALL_KINDS, COPIES, KINDS
from webapp.documents.models import Document
from webapp.documents.services import paper_of
from webapp.documents.tree import Paper, Signature, literal, words

URGENCIES = {
    "": "Không",
    "KHẨN": "Khẩn",
    "THƯỢNG KHẨN": "Thượng khẩn",
    "HỎA TỐC": "Hỏa tốc",
}
SECTION = 20_000  # letters in one text of a paper


NUMBERED = {key: kind for key, kind in KINDS.items() if kind.code}
SOUGHT = {key: kind.name for key, kind in ALL_KINDS.items() if kind.code}


class SearchForm(Search):
    """What is looked for in the register."""

    q = Line("Số, trích yếu", maybe(100))
    unit = Line("Đơn vị", maybe(100))
    kind = SelectField(
        "Loại",
        choices=options([("", "Tất cả"), *SOUGHT.items()]),
        default="",
    )
    state = SelectField(
        "Tình trạng",
        choices=options([("", "Tất cả"), *((key, words) for key, (words, _) in STATES.items())]),
        default="",
    )
    since = Day("Từ ngày", [Optional()])
    until = Day("Đến ngày", [Optional()])

    def validate_until(self, field: Field) -> None:
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError("Phải từ ngày đầu trở đi.")


class OnPaperForm(Form):
    """A paper that was issued outside the program."""

    kind = SelectField("Loại văn bản", choices=options((k, v.name) for k, v in NUMBERED.items()))
    number = Whole("Số", [InputRequired(), NumberRange(1, register.LARGEST)])
    issued_on = Day("Ngày ban hành", [InputRequired()])
    summary = Lines("Trích yếu", needed(600))
    unit = Line("Đơn vị nhận hoặc liên quan", needed(), render_kw={"list": "unit-names"})
    signatory = Line("Người ký", maybe())
    scan = FileField("Bản chụp có chữ ký, dấu")
    is_shown = BooleanField("Cho đơn vị này xem văn bản trên hệ thống")

    def validate_issued_on(self, field: Field) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError("Ngày này chưa đến.")


class CorrectionForm(OnPaperForm):
    """An entered paper as it should have been entered; its scan has a page of its own."""

    scan = None
    reason = Line("Lý do đính chính", needed())


def entered(document: Document) -> SimpleNamespace:
    """Return a paper from outside under the fields of `CorrectionForm`."""
    return SimpleNamespace(
        version=document.version,
        kind=document.kind,
        number=document.number,
        issued_on=document.issued_on,
        summary=document.summary,
        unit=document.organization.name,
        signatory=words(paper_of(document).signatures[0].name),
        is_shown=bool(document.recipients),
        reason="",
    )


class CommentForm(Form):
    comment = Lines("Ý kiến", needed(LONG))


class AskForm(Form):
    """Whom to ask for comments, and by when."""

    people = SelectMultipleField(
        "Xin góp ý của", [InputRequired("Phải chọn ít nhất một đồng chí.")], coerce=int
    )
    due_on = Day("Hạn góp ý", [InputRequired()])
    question = Lines("Đề nghị tập trung vào", maybe(1000), render_kw={"rows": 3})

    def set_people(self, people: Sequence[User]) -> None:
        self.people.choices = options((one.id, one.full_name) for one in people)

    def validate_due_on(self, field: Field) -> None:
        if field.data and field.data < clock.today():
            raise ValidationError("Hạn phải từ hôm nay trở đi.")


class AnswerForm(Form):
    text = Lines("Góp ý của đồng chí", needed(LONG), render_kw={"rows": 6})


class DecisionForm(Form):
    """What becomes of a comment; one that is not taken needs a reason."""

    decision = SelectField(
        "Xử lý", choices=options([("taken", "Tiếp thu"), ("refused", "Không tiếp thu")])
    )
    reason = Lines("Giải trình", maybe(1000), render_kw={"rows": 3})

    def validate(self, extra_validators: Any = None) -> bool:
        valid = bool(super().validate(extra_validators))
        if self.decision.data == "refused" and not self.reason.data:
            self.reason.errors = ["Không tiếp thu thì phải nêu lý do."]
            return False
        return valid


class ScanForm(Form):
    file = FileField("Bản chụp có chữ ký, dấu")


class CopyBlockForm(Form):
    """The block that certifies a copy: who answers for it, and who gets it."""

    authority = Line("Quyền hạn ký", maybe())
    position = Line("Chức vụ người ký", maybe())
    signatory = Line("Người ký bản sao", maybe())
    recipients = Lines("Nơi nhận bản sao (mỗi dòng một nơi)", maybe(LONG), render_kw={"rows": 3})

    def certified(self, copy: Paper) -> Paper:
        """Return the block with what was typed."""
        signed = Signature(
            literal(self.authority.data),
            literal(self.position.data),
            literal(self.signatory.data),
            style=copy.style,
        )
        recipients = tuple(literal(line) for line in _lines(self.recipients))
        return replace(copy, signatures=(signed,), recipients=recipients)


class CopyForm(CopyBlockForm):
    """A new copy: of the whole paper, or of the chosen parts."""

    kind = SelectField("Hình thức sao")
    parts = SelectMultipleField("Phần trích sao", coerce=int)
    units = Lines("Đơn vị nhận trên hệ thống (mỗi dòng một tên)", maybe(LONG))

    def set_kinds(self, kinds: Sequence[str]) -> None:
        self.kind.choices = options((key, COPIES[key].name) for key in kinds)

    def set_parts(self, parts: Sequence[tuple[int, str]]) -> None:
        self.parts.choices = options(parts)

    def validate_parts(self, field: Field) -> None:
        if self.kind.data == "part_copy" and not field.data:
            raise ValidationError("Trích sao thì phải chọn ít nhất một phần.")

    def unit_names(self) -> tuple[str, ...]:
        return _lines(self.units)


class TakeBackForm(Form):
    note = Line("Lý do", maybe())


class ReasonForm(Form):
    reason = Line("Lý do", needed())


class WordingForm(Form):
    """The wording of one paper; `for_paper` adds a text field for each of its sections."""

    summary = Lines("Trích yếu", needed(600))
    addressee = Line("Kính gửi", maybe())
    urgency = SelectField("Mức độ khẩn", choices=options(URGENCIES.items()), default="")

    texts: tuple[str, ...] = ()

    def paper(self, before: Paper) -> Paper:
        """Return *before* with the wording of this form."""
        right = before.signatures[-1:] or (Signature("", "", "", style=before.style),)
        signed = replace(
            right[0],
            authority=self.authority.data or "",
            position=self.position.data or "",
            name=self.signatory.data or "",
        )
        changed = rebuild(before, [self[name].data or "" for name in self.texts])
        return replace(
            changed,
            summary=self.summary.data,
            addressee=self.addressee.data or None,
            urgency=self.urgency.data,
            signatures=(*before.signatures[:-1], signed) if before.sent else before.signatures,
            recipients=_lines(self.recipients),
            copied=_lines(self.copied),
        )


def wording_form(document: Document) -> WordingForm:
    """Return the form for this paper, showing its wording where nothing was sent yet."""
    paper = paper_of(document)
    texts = [segment.text for segment in segments(paper) if segment.block is None]
    names = tuple(f"text_{number}" for number in range(len(texts)))
    fields: dict[str, Any] = {"texts": names}
    for name, text in zip(names, texts, strict=True):
        fields[name] = Lines(_title(text), maybe(SECTION), render_kw={"rows": _height(text)})
    fields |= {
        "authority": Line("Quyền hạn ký", maybe()),
        "position": Line("Chức vụ người ký", maybe()),
        "signatory": Line("Người ký", maybe()),
        "recipients": Lines("Nơi nhận (mỗi dòng một nơi)", maybe(LONG)),
        "copied": Lines("Đồng kính gửi (mỗi dòng một nơi)", maybe(LONG)),
    }
    form: WordingForm = type("PaperWordingForm", (WordingForm,), fields)(
        obj=_shown(document, paper)
    )
    return form


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
    texts = [segment.text for segment in segments(paper) if segment.block is None]
    signature = paper.signatures[-1] if paper.signatures else Signature("", "", "")
    return SimpleNamespace(
        version=document.version,
        summary=paper.summary,
        addressee=paper.addressee or "",
        urgency=paper.urgency,
        authority=signature.authority,
        position=signature.position,
        signatory=signature.name,
        recipients="\n".join(paper.recipients),
        copied="\n".join(paper.copied),
        **{f"text_{number}": text for number, text in enumerate(texts)},
    )


def _lines(field: Field) -> tuple[str, ...]:
    return tuple(line.strip() for line in (field.data or "").splitlines() if line.strip())

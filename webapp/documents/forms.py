"""What may come in about papers."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import SimpleNamespace

from wtforms import BooleanField, Field, FileField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from webapp.accounts.examples import Hint
from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.forms import (
    LONG,
    AtLeast,
    Choices,
    Day,
    Form,
    Line,
    Lines,
    Search,
    WholeNumber,
    maybe,
    needed,
    not_ahead,
    options,
)
from webapp.documents.copies.kinds import PART
from webapp.documents.kinds import PaperKind, composed, listed
from webapp.documents.models import Document
from webapp.documents.register import numbers as register
from webapp.documents.road.services import paper_of
from webapp.documents.standing import STANDINGS
from webapp.documents.tree import Paper, Signature, literal, words
from webapp.organizations import naming


def _numbered(kinds: Iterable[PaperKind]) -> list[tuple[str, str]]:
    return [(kind.key, kind.name) for kind in kinds if kind.code]


class SearchForm(Search):
    """What is looked for in the register."""

    q = Line("Số, trích yếu", maybe(100))
    unit = Line("Đơn vị", maybe(100))
    kind = SelectField(
        "Loại",
        choices=lambda: options([("", "Tất cả"), *_numbered(listed())]),
        default="",
    )
    state = SelectField(
        "Tình trạng",
        choices=options([("", "Tất cả"), *((key, one.words) for key, one in STANDINGS.items())]),
        default="",
    )
    since = Day("Từ ngày", [Optional()])
    until = Day("Đến ngày", [Optional(), AtLeast("since", "Phải từ ngày đầu trở đi.")])


class OnPaperForm(Form):
    """A paper that was issued outside the program."""

    kind = SelectField("Loại văn bản", choices=lambda: options(_numbered(composed())))
    number = WholeNumber("Số", [InputRequired(), NumberRange(1, register.LARGEST)])
    issued_on = Day("Ngày ban hành", [InputRequired(), not_ahead])
    summary = Lines("Trích yếu", needed(600))
    unit = Line(
        "Đơn vị nhận hoặc liên quan",
        needed(),
        description=Hint("Gõ tên tổ chức, ví dụ: {name}."),
        render_kw={"list": "unit-names"},
    )
    signatory = Line("Người ký", maybe())
    scan = FileField("Bản chụp có chữ ký, dấu")
    is_shown = BooleanField("Cho đơn vị này xem văn bản trên hệ thống")


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
        unit=naming.label_of(document.organization),
        signatory=words(paper_of(document).signatures[0].name),
        is_shown=bool(document.recipients),
        reason="",
    )


class CommentForm(Form):
    comment = Lines("Ý kiến", needed(LONG))


class AskForm(Form):
    """Whom to ask for comments, and by when."""

    refusal = "Chưa gửi được, cần sửa"

    people = Choices(
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
    refusal = "Chưa gửi được, cần sửa"

    text = Lines("Góp ý của đồng chí", needed(LONG), render_kw={"rows": 6})


class DecisionForm(Form):
    """What becomes of a comment; one that is not taken needs a reason."""

    decision = SelectField(
        "Xử lý", choices=options([("taken", "Tiếp thu"), ("refused", "Không tiếp thu")])
    )
    reason = Lines("Giải trình", maybe(1000), render_kw={"rows": 3})

    def validate(self, extra_validators: object = None) -> bool:
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
        recipients = tuple(literal(line) for line in lines_of(self.recipients))
        return replace(copy, signatures=(signed,), recipients=recipients)


class CopyForm(CopyBlockForm):
    """A new copy: of the whole paper, or of the chosen parts."""

    kind = SelectField("Hình thức sao")
    parts = SelectMultipleField("Phần trích sao", coerce=int)
    units = Lines(
        "Đơn vị nhận trên hệ thống (mỗi dòng một tên)",
        maybe(LONG),
        description="Ngoài những nơi nhận đã ghi đúng tên ở trên: các đơn vị này xem được bản sao "
        "sau khi ban hành.",
    )

    def set_kinds(self, kinds: Sequence[PaperKind]) -> None:
        self.kind.choices = options((kind.key, kind.name) for kind in kinds)

    def set_parts(self, parts: Sequence[tuple[int, str]]) -> None:
        self.parts.choices = options(parts)

    def validate_parts(self, field: Field) -> None:
        if self.kind.data == PART.key and not field.data:
            raise ValidationError("Trích sao thì phải chọn ít nhất một phần.")

    def unit_names(self) -> tuple[str, ...]:
        return lines_of(self.units)


class TakeBackForm(Form):
    note = Line("Lý do", maybe())


class DropForm(Form):
    why = Line("Lý do bỏ dự thảo", maybe())


class ReasonForm(Form):
    """Why a paper is withdrawn, and whether another is to take its place."""

    reason = Line("Lý do", needed())
    asks_anew = BooleanField("Giao người soạn chuẩn bị văn bản thay thế", default=True)


def lines_of(field: Field) -> tuple[str, ...]:
    """Return the lines of a field that say something."""
    return tuple(line.strip() for line in (field.data or "").splitlines() if line.strip())

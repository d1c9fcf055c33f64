"""What may come in about recommendations."""

from collections.abc import Sequence
from types import SimpleNamespace

from flask_wtf.file import MultipleFileField
from werkzeug.datastructures import FileStorage
from wtforms import SelectField, SubmitField
from wtforms.validators import InputRequired

from webapp.accounts.terms import worded
from webapp.attending.models import Recommendation
from webapp.core.forms import (
    LONG,
    SHORT,
    Choice,
    Day,
    Form,
    Line,
    Lines,
    Search,
    maybe,
    needed,
    options,
)
from webapp.followup.models import Answer


class CommitteeSearch(Search):
    """Whose recommendations are shown; "" is everybody's."""

    committee = Choice(worded("{Committee}"), default="", validate_choice=False)

    def offer(self, committees: Sequence[tuple[int, str]]) -> None:
        named = ((str(number), name) for number, name in committees)
        self.committee.choices = options([("", "Tất cả"), *named])

    @property
    def committee_id(self) -> int | None:
        typed = self.committee.data or ""
        return int(typed) if typed.isdecimal() and len(typed) < 10 else None


class AnswerForm(Form):
    text = Lines("Kết quả khắc phục", needed(LONG), render_kw={"rows": 6})
    files = MultipleFileField("Tệp kèm theo")

    @property
    def uploads(self) -> list[FileStorage]:
        return [upload for upload in self.files.data or [] if upload]


class DecisionForm(Form):
    note = Lines("Ý kiến", maybe(LONG), render_kw={"rows": 4})
    accept = SubmitField("Chấp nhận")
    send_back = SubmitField("Trả lại")

    def says_why(self) -> bool:
        """Return True unless an answer is sent back without a word, or nothing was decided."""
        if self.accept.data or (self.send_back.data and self.note.data):
            return True
        self.note.errors = ["Trả lại thì phải nêu rõ cần làm thêm gì."]
        return False


class ExtendForm(Form):
    """More time for a unit, with why and who agreed."""

    until = Day("Gia hạn đến ngày", [InputRequired()])
    agreed_by = Line("Người đồng ý", needed(SHORT))
    extend_reason = Lines("Lý do gia hạn", needed(LONG), render_kw={"rows": 2})


class MonitorForm(Form):
    """Another person who monitors it."""

    monitor_id = SelectField("Người theo dõi mới", coerce=int)
    monitor_reason = Lines("Lý do đổi", maybe(LONG), render_kw={"rows": 2})


class UndoForm(Form):
    """Why an acceptance was wrong."""

    undo_reason = Lines("Lý do rút lại", needed(LONG), render_kw={"rows": 2})


def answer_form(recommendation: Recommendation) -> AnswerForm:
    """Return the form for the next answer; it carries the version of the whole thread."""
    return AnswerForm(obj=SimpleNamespace(version=recommendation.version))


def decision_form(recommendation: Recommendation) -> DecisionForm:
    """Return the form that decides on the last answer."""
    return DecisionForm(obj=SimpleNamespace(version=recommendation.version))


def last_said(recommendation: Recommendation, answers: Sequence[Answer]) -> SimpleNamespace:
    """Return what stands last in the thread, to hold against what a stale page sent."""
    last = answers[-1] if answers else None
    said = "\n".join(filter(None, (last.text, last.note))) if last else ""
    return SimpleNamespace(version=recommendation.version, text=said, note=said)

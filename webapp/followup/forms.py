"""What may come in about recommendations."""

from collections.abc import Sequence
from types import SimpleNamespace

from flask_wtf.file import MultipleFileField
from werkzeug.datastructures import FileStorage
from wtforms import SubmitField

from webapp.attending.models import Recommendation
from webapp.core.forms import LONG, Form, Lines, maybe, needed
from webapp.followup.models import Answer


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

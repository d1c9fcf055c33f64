"""What may come in when papers are asked for and sent."""

from flask_wtf.file import MultipleFileField
from wtforms.validators import InputRequired, ValidationError

from webapp.core import clock
from webapp.core.forms import Clock, Day, Form, Lines, needed

LONGEST_REQUEST = 2_000


class RequestForm(Form):
    """A further paper that the team asks for, and until which minute."""

    text = Lines("Tài liệu cần cung cấp", needed(LONGEST_REQUEST), render_kw={"rows": 3})
    due_on = Day("Ngày phải gửi", [InputRequired()])
    due_time = Clock("Chậm nhất lúc", [InputRequired()])

    def validate_due_time(self, field: Clock) -> None:
        """A request that could not be met any more is no request."""
        day, hour = self.due_on.data, field.data
        if day and hour and clock.at(day, hour.hour, hour.minute) <= clock.now():
            raise ValidationError("Thời hạn phải sau lúc này.")


class AnswerForm(Form):
    """The unit's answer to a request, perhaps with files."""

    answer = Lines("Trả lời", needed(5_000), render_kw={"rows": 5})
    files = MultipleFileField("Tệp gửi kèm")

"""What may come in about what nobody can do any more."""

from collections.abc import Iterable

from wtforms import SelectMultipleField

from webapp.core.forms import LONG, SHORT, Form, Line, Lines, needed

GONE = "Có việc không còn mở: đã làm, đã chuyển giao hoặc đã khép lại."
NOTHING = "Chọn ít nhất một việc để khép lại."


class CloseForm(Form):
    """Why what is owed is closed, and who agreed."""

    closed_with = Line("Người đồng ý khép lại", needed(SHORT))
    close_reason = Lines("Lý do khép lại", needed(LONG), render_kw={"rows": 2})


class ReopenForm(Form):
    """Why what was closed is open again."""

    reopen_reason = Lines("Lý do mở lại", needed(LONG), render_kw={"rows": 2})


class OverdueForm(CloseForm):
    """Which of what is past its day is closed."""

    due = SelectMultipleField("Việc quá hạn", coerce=int, validate_choice=False)

    def judge(self, found: Iterable[int]) -> bool:
        """Return True where something was ticked, and all of it was *found* to be still open."""
        chosen = set(self.due.data or ())
        if not chosen:
            self.due.errors = [NOTHING]
        elif chosen != set(found):
            self.due.errors = [GONE]
        return not self.due.errors

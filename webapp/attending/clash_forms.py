"""What may come in to decide between two texts of a field."""

from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired

from webapp.attending.queries.clashes import HOW
from webapp.core.forms import LONG, Form, Lines, maybe, options


class SettleForm(Form):
    """How to decide, by which button was pressed; `shown` is the text that stood there."""

    refusal = "Chưa quyết định được"

    how = RadioField("Cách quyết định", [InputRequired()], choices=options(HOW.items()))
    shown = HiddenField()
    merged = Lines("Sửa thành một bản", maybe(LONG), render_kw={"rows": 5})

"""What may come in about a synthesis: its span, its plans, whom it is for."""

from collections.abc import Sequence

from wtforms import Field, SelectMultipleField
from wtforms.validators import InputRequired, ValidationError

from webapp.core.forms import AtLeast, Day, Form, Line, maybe, options
from webapp.plans.models import Plan


class SpanForm(Form):
    """From when to when, of which plans, and who is reported to."""

    from_on = Day("Từ ngày", [InputRequired()])
    to_on = Day(
        "Đến hết ngày",
        [InputRequired(), AtLeast("from_on", "Ngày cuối phải từ ngày đầu trở đi.")],
    )
    plan_ids = SelectMultipleField(
        "Kế hoạch được tổng hợp", [InputRequired("Chọn ít nhất một kế hoạch.")], coerce=int
    )
    recipient = Line("Báo cáo với", maybe())

    years: dict[int, int]

    def set_plans(self, plans: Sequence[Plan]) -> None:
        self.plan_ids.choices = options((one.id, f"{one.year}: {one.title}") for one in plans)
        self.years = {one.id: one.year for one in plans}

    def validate_plan_ids(self, field: Field) -> None:
        if not self.from_on.data or not self.to_on.data:
            return
        first, last = self.from_on.data.year, self.to_on.data.year
        for chosen in field.data:
            year = self.years.get(chosen, first)
            if not first <= year <= last:
                raise ValidationError(f"Kế hoạch năm {year} nằm ngoài khoảng thời gian này.")

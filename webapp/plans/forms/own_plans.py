"""What may come in about by when committees have plans of their own."""

from datetime import date

from wtforms import Field
from wtforms.validators import Optional, ValidationError

from webapp.core.forms import Day, Form, maybe
from webapp.plans.forms.plans import RuleField


class OwnPlansDue(Form):
    """A day, or a rule that counts from the day of issue; neither sets none."""

    own_plan_on = Day("Chậm nhất ngày", [Optional()])
    own_plan_rule = RuleField(
        "Hoặc tính từ ngày ban hành",
        maybe(),
        description="Ví dụ: sau 15 ngày; sau 10 ngày làm việc.",
    )

    def validate_own_plan_rule(self, field: Field) -> None:
        if field.data and self.own_plan_on.data:
            raise ValidationError("Chỉ ghi một cách: một ngày, hoặc tính từ ngày ban hành.")
        if field.data and "before" in field.data:
            raise ValidationError("Hạn không thể trước ngày ban hành kế hoạch.")


class OwnPlansDueForm(OwnPlansDue):
    """The same beside a plan that is there, of *year*."""

    year: int | None = None

    def validate_own_plan_on(self, field: Field) -> None:
        within(field.data, self.year)


def within(day: date | None, year: int | None) -> None:
    """Refuse a day that is neither in the plan's year nor in the one before."""
    if day and year and not year - 1 <= day.year <= year:
        raise ValidationError(f"Hạn phải trong năm {year} hoặc năm trước đó.")

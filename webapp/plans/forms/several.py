"""What may come in where many units are assigned at once."""

from collections.abc import Sequence
from datetime import date

from flask_wtf.file import FileField
from werkzeug.datastructures import MultiDict
from wtforms import Field, RadioField, SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from webapp.core.forms import Form, Lines, needed, options
from webapp.core.read_spreadsheet import rows_of
from webapp.core.refusals import Refused
from webapp.organizations import naming
from webapp.organizations.models import Organization
from webapp.plans.forms.plans import months_of
from webapp.plans.kinds import ACTIVITIES
from webapp.plans.models import Activity, Plan
from webapp.rules.listed import is_head, text_of

TICKED, LEFT, ALL = "ticked", "left", "all"
WHOM = {
    TICKED: "Các đơn vị đã đánh dấu ở dưới",
    LEFT: "Mọi đơn vị chưa có phân công",
    ALL: "Tất cả đơn vị",
}
LONGEST_LIST = 200_000  # signs: some thousands of lines


def offered(plan: Plan) -> list[Activity]:
    """Return the activities that units are assigned to."""
    return [one for one in plan.activities if not ACTIVITIES[one.kind].has_topics]


def several_form(plan: Plan, committees: Sequence[Organization]) -> type[Form]:
    """Return the form that gives several units one month, or the year to themselves."""
    activities = offered(plan)
    monthly = {one.id for one in activities if ACTIVITIES[one.kind].is_monthly}
    months = [(str(first), f"Tháng {first:%m/%Y}") for first in months_of(plan.year)]

    class SeveralForm(Form):
        activity_id = SelectField(
            "Hoạt động", choices=options((one.id, one.title) for one in activities), coerce=int
        )
        month = SelectField("Tháng", choices=options([("", "Không theo tháng"), *months]))
        whom = RadioField("Giao cho", choices=options(WHOM.items()), default=TICKED)
        organization_ids = SelectMultipleField(
            "Đơn vị", choices=options(naming.choices(committees, short=True)), coerce=int
        )

        def validate_month(self, field: Field) -> None:
            if self.activity_id.data in monthly and not field.data:
                raise ValidationError("Hoạt động theo tháng thì phải chọn tháng.")

        def validate_organization_ids(self, field: Field) -> None:
            if self.whom.data == TICKED and not field.data:
                raise ValidationError("Hãy đánh dấu ít nhất một đơn vị.")

        @property
        def first_of_month(self) -> date | None:
            """The month asked for, where the activity is done by months."""
            by_month = self.activity_id.data in monthly and self.month.data
            return date.fromisoformat(self.month.data) if by_month else None

    return SeveralForm


class Pasted(Lines):
    """A block of a sheet: its columns, which come apart by tabs, are shown apart by "|"."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        super().process_formdata([one.replace("\t", " | ") for one in valuelist])


class ListForm(Form):
    """A list of units: what a chosen file holds comes into the text, where it can be mended."""

    file = FileField(
        "Tệp Excel",
        description="Tệp .xlsx có các cột như ở dưới. Nội dung tệp được đưa vào ô “Danh sách” để "
        "xem lại và sửa; tệp không được lưu.",
    )
    text = Pasted(
        "Danh sách",
        needed(LONGEST_LIST),
        description="Mỗi dòng một đơn vị: tên, tháng, ai thực hiện. Dán thẳng từ Excel, hoặc ngăn "
        "các cột bằng dấu “;” hay “|”. Cột thứ ba ghi “Dự”, “Tự báo cáo” hoặc tên hoạt động; bỏ "
        "trống thì có tháng là dự theo tháng, không tháng là tự báo cáo.",
        render_kw={"rows": 8},
    )

    def take_file(self) -> None:
        """Read the chosen file, if any, into the text; what is wrong with it stands beside it."""
        if not self.file.data:
            return
        try:
            text = text_of(rows_of(self.file.data, is_head))
        except Refused as refused:
            self.file.process_errors.append(str(refused))
        else:
            self.text.process(MultiDict({self.text.name: text}))

    def validate(self, extra_validators: object = None) -> bool:
        """Return True when both are right; of a wrong file alone it is told what is wrong."""
        valid = super().validate(extra_validators)
        if self.file.errors:
            self.text.errors = []
        return valid

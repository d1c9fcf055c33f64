"""What may come in about plans."""

from collections.abc import Sequence
from datetime import date

from flask_wtf.file import FileField
from wtforms import BooleanField, Field, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from webapp.accounts.terms import worded
from webapp.core.forms import (
    LONG,
    AtLeast,
    AtMost,
    Choice,
    Day,
    Form,
    Line,
    Lines,
    Values,
    WholeNumber,
    maybe,
    needed,
    not_ahead,
    options,
)
from webapp.documents.measures import PARTY, STYLES
from webapp.organizations import naming
from webapp.organizations.models import Organization
from webapp.plans import rule_words
from webapp.plans.kinds import ACTIVITIES, DUTIES, activity_kinds
from webapp.plans.models import (
    ANCHORS,
    DUTY_OWNERS,
    Plan,
)
from webapp.rules.deadlines import RuleError
from webapp.rules.text import short_date

AGAIN = "Vẫn lập thêm kế hoạch cùng năm, cùng trích yếu này"
YEARS = (1990, 2080)  # the longest rule still ends within the calendar, which ends in 2100


class RuleField(Line):
    """A deadline rule: shown and typed in Vietnamese, kept as `rules.deadlines` reads it."""

    def _value(self) -> str:
        return rule_words.shown(self.data) if self.data else ""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        super().process_formdata(valuelist)
        if not self.data:
            return
        try:
            self.data = rule_words.stored(self.data)
        except RuleError as error:
            raise ValueError(str(error)) from None


def new_plan_form(sources: Sequence[tuple[str, str]]) -> type[Form]:
    """Return the form of a new plan, which may begin from one of *sources*."""

    class NewPlanForm(HeadForm):
        begin_from = SelectField("Bắt đầu từ", choices=options(sources), default="")
        again = BooleanField(AGAIN)

    return NewPlanForm


class HeadForm(Form):
    year = WholeNumber("Năm", [InputRequired(), NumberRange(*YEARS)])
    title = Lines("Trích yếu", needed(), description="In đậm dưới chữ KẾ HOẠCH.")


class PlanForm(HeadForm):
    opening = Lines("Lời dẫn", maybe(LONG), description="Đứng sau các căn cứ, trước mục I.")
    closing = Lines("Lời kết", maybe(LONG))
    authority = Line("Thể thức ký", maybe(), description="Ví dụ: K/T TRƯỞNG BAN")
    signing_position = Line("Chức vụ người ký", maybe(), description="Ví dụ: PHÓ TRƯỞNG BAN")
    signatory = Line("Người ký", maybe(), description="Họ và tên, không ghi học hàm, học vị.")
    co_authority = Line(
        "Thể thức ký của cấp phê duyệt",
        maybe(),
        description="Chỉ khi cấp trên cùng ký phê duyệt kế hoạch. Ví dụ: T/M BAN THƯỜNG VỤ",
    )
    co_position = Line("Chức vụ người phê duyệt", maybe())
    co_signatory = Line("Người phê duyệt", maybe())
    co_style = SelectField(
        "Thể thức của cấp phê duyệt", choices=options(STYLES.items()), default=PARTY
    )
    reaches_all = BooleanField("Phải phân công hết các đơn vị; đơn vị bị bỏ sót là thiếu")


class LineForm(Form):
    text = Lines("Nội dung", needed(LONG))


class GroupForm(Form):
    title = Lines("Tên nhóm nội dung", needed(1000))


class ItemForm(Form):
    text = Lines("Nội dung giám sát", needed(LONG))
    is_record_book = BooleanField("Là sổ sách phải xuất trình")


class EditPlanForm(PlanForm):
    """The head of a plan that is there; the box belongs to no column."""

    again = BooleanField(AGAIN)

    def head(self) -> Values:
        return {name: value for name, value in self.values().items() if name != "again"}


class NewActivityForm(Form):
    kind = SelectField(
        "Loại", choices=lambda: options((one.key, one.title) for one in activity_kinds())
    )
    title = Lines("Tên hoạt động", needed(1000))


class ActivityForm(Form):
    title = Lines("Tên hoạt động", needed(1000))


class VisitsForm(ActivityForm):
    wanted = WholeNumber("Số buổi dự mỗi tháng", [Optional(), NumberRange(1, 999)])


NO_MORE_THEMATIC = AtMost("wanted", "Không thể nhiều hơn số buổi dự mỗi tháng.")


class AttendForm(VisitsForm):
    minimum_thematic = WholeNumber(
        "Số buổi chuyên đề ít nhất mỗi tháng",
        [InputRequired(), NumberRange(0, 99), NO_MORE_THEMATIC],
        default=0,
    )


def duty_form(kind: str, of: str | None = None, year: int | None = None) -> type[Form]:
    """Return the form of what an activity of this kind makes somebody owe.

    *of* is the duty's own kind once it is kept: then the form does not ask for it. *year* is the
    plan's: what it has done may begin in the year before, and be reported in the year after.
    """

    duties, anchors = ACTIVITIES[kind].duties, ACTIVITIES[kind].anchors

    class DutyForm(Form):
        kind = SelectField("Việc", choices=options((one.key, one.label) for one in duties))
        label = Line("Tên việc", needed(), description="Hiện ở danh sách việc cần làm.")
        owner = SelectField("Người thực hiện", choices=options(DUTY_OWNERS.items()))
        rule = RuleField("Thời hạn", needed(), description=rule_words.EXAMPLES)
        anchor = SelectField("Tính từ", choices=options((one, ANCHORS[one]) for one in anchors))
        fixed_on = Day("Ngày ấn định", [Optional()], description="Chỉ khi tính từ ngày ấn định.")

        def validate_anchor(self, field: Field) -> None:
            if field.data == "fixed" and not self.fixed_on.data and not self.fixed_on.errors:
                raise ValidationError("Tính từ ngày ấn định thì phải nhập ngày đó.")
            kind = DUTIES.get((self.kind.data if self.kind else of) or "")
            if kind is not None and field.data not in kind.anchors:
                raise ValidationError("Việc này có một hạn chung: hãy tính từ một ngày khác.")

        def validate_fixed_on(self, field: Field) -> None:
            if field.data and not YEARS[0] <= field.data.year <= YEARS[1]:
                raise ValidationError(f"Năm phải từ {YEARS[0]} đến {YEARS[1]}.")
            if field.data and year and not year - 1 <= field.data.year <= year + 1:
                raise ValidationError(
                    f"Kế hoạch năm {year} không thể có hạn vào năm {field.data.year}."
                )

    return DutyForm


class BasisForm(Form):
    kind = Line("Loại văn bản", needed(100), description="Ví dụ: Hướng dẫn, Quy định")
    symbol = Line("Số, ký hiệu", needed(100), description="Ví dụ: 12-HD/BTCTW")
    issued_on = Day("Ngày ban hành", [InputRequired(), not_ahead])
    issued_by = Line("Cơ quan ban hành", needed())
    about = Lines("Về việc", needed(1000), description="Ví dụ: về nâng cao chất lượng …")


SPREAD_LATER = AtLeast("issued_on", "Không thể quán triệt trước ngày ban hành kế hoạch.")


class CommitteePlanForm(Form):
    """A committee's own plan; `since`: when the plan that it carries out was first issued."""

    since: date | None = None
    symbol = Line(worded("Số, ký hiệu kế hoạch của {committee}"), maybe(100))
    issued_on = Day("Ngày ban hành", [Optional(), not_ahead])
    spread_on = Day(worded("Ngày quán triệt đến {cell}"), [Optional(), not_ahead, SPREAD_LATER])
    note = Lines("Ghi chú", maybe(LONG))
    file = FileField("Tệp kế hoạch", description="PDF, Word, Excel hoặc ảnh, dưới 15 MB.")

    def validate_issued_on(self, field: Day) -> None:
        """No plan carries out one that was not there yet."""
        if field.data and self.since and field.data < self.since:
            raise ValidationError(self._too_early("Không thể ban hành"))

    def validate_spread_on(self, field: Day) -> None:
        """It holds where nobody wrote when the own plan was issued, too."""
        if field.data and self.since and field.data < self.since:
            raise ValidationError(self._too_early("Không thể quán triệt"))

    def _too_early(self, what: str) -> str:
        day = short_date(self.since) if self.since else ""
        return f"{what} trước ngày ban hành kế hoạch mà kế hoạch này thực hiện ({day})."

    def validate(self, extra_validators: object = None) -> bool:
        valid = bool(super().validate(extra_validators))
        if valid and not (self.symbol.data or self.spread_on.data or self.note.data):
            self.symbol.errors = ["Hãy ghi ít nhất ký hiệu kế hoạch hoặc ngày quán triệt."]
            return False
        return valid

    def values(self) -> Values:
        return {name: value for name, value in super().values().items() if name != "file"}


def months_of(year: int) -> list[date]:
    """Return the first days of a year's months."""
    return [date(year, month, 1) for month in range(1, 13)]


def assignment_form(plan: Plan, committees: Sequence[Organization]) -> type[Form]:
    """Return the form of an assignment, offering this plan's activities and these committees."""
    offered = [activity for activity in plan.activities if not ACTIVITIES[activity.kind].has_topics]
    monthly = {activity.id for activity in offered if ACTIVITIES[activity.kind].is_monthly}

    class AssignmentForm(Form):
        organization_id = Choice(
            "Đơn vị", choices=options(naming.choices(committees, short=True)), coerce=int
        )
        activity_id = SelectField(
            "Hoạt động", choices=options((one.id, one.title) for one in offered), coerce=int
        )
        month = SelectField(
            "Tháng",
            choices=options(
                [
                    ("", "Không theo tháng (đợt, tự giám sát)"),
                    *((str(first), f"Tháng {first:%m/%Y}") for first in months_of(plan.year)),
                ]
            ),
        )

        def validate_month(self, field: Field) -> None:
            if self.activity_id.data in monthly and not field.data:
                raise ValidationError("Hoạt động theo tháng thì phải chọn tháng.")

        def values(self) -> Values:
            typed = super().values()
            by_month = typed["activity_id"] in monthly and typed["month"]
            return typed | {"month": date.fromisoformat(typed["month"]) if by_month else None}

    return AssignmentForm


def assign_all_form(plan: Plan) -> type[Form] | None:
    """Return the form that gives every unit every month of a visit to the grassroots, if any."""
    offered = [one for one in plan.activities if ACTIVITIES[one.kind].has_calendar]
    if not offered:
        return None
    offer = [(str(first), f"Tháng {first:%m/%Y}") for first in months_of(plan.year)]

    class AssignAllForm(Form):
        visited_id = SelectField(
            "Hoạt động", choices=options((one.id, one.title) for one in offered), coerce=int
        )
        first_month = SelectField("Từ tháng", choices=options(offer), default=offer[1][0])
        last_month = SelectField("Đến tháng", choices=options(offer), default=offer[-1][0])

        def validate_last_month(self, field: Field) -> None:
            if not self.months:
                raise ValidationError("Tháng cuối không được trước tháng đầu.")

        @property
        def months(self) -> list[date]:
            """The first days of the months asked for."""
            first, last = str(self.first_month.data), str(self.last_month.data)
            return [month for month in months_of(plan.year) if first <= str(month) <= last]

    return AssignAllForm

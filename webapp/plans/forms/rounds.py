"""What may come in about the parts of a round, and the topics of ongoing supervision."""

from collections.abc import Sequence

from wtforms import BooleanField, Field, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from webapp.accounts.examples import Hint
from webapp.accounts.models import User
from webapp.core.forms import (
    LONG,
    SHORT,
    AtLeast,
    AtMost,
    Choice,
    Day,
    Form,
    Instant,
    Line,
    Lines,
    Listed,
    WholeNumber,
    maybe,
    needed,
    options,
)
from webapp.plans.round_models import OUTLINE_KINDS, SEAT_ROLES, OutlinePart

MOST_COLUMNS = 8  # of a table in an outline: more do not fit across a page
LEVELS = {1: "Mục lớn (I, II, III)", 2: "Mục (1, 2, 3)", 3: "Ý nhỏ"}


class RoundForm(Form):
    year: int | None = None  # the plan's, where it is known

    topic = Lines("Nội dung", maybe(LONG), description="Mỗi dòng một nội dung của đợt.")
    opens_on = Day("Từ ngày", [InputRequired()])
    closes_on = Day(
        "Đến ngày",
        [InputRequired(), AtLeast("opens_on", "Ngày kết thúc không được trước ngày bắt đầu.")],
        description="Một ngày thì ghi cùng ngày đó.",
    )
    units_wanted = WholeNumber(
        "Số đơn vị",
        [Optional(), NumberRange(1, 999)],
        description="Số đơn vị sẽ được chọn. Để trống thì kế hoạch ghi “các đơn vị được chọn sẽ có "
        "thông báo riêng”.",
    )
    covered_from = Day("Thời hiệu giám sát từ ngày", [Optional()])
    covered_to = Day(
        "Thời hiệu giám sát đến ngày",
        [
            Optional(),
            AtLeast("covered_from", "Thời hiệu phải kết thúc sau khi bắt đầu."),
            AtMost("closes_on", "Thời hiệu không thể kết thúc sau ngày cuối của đợt."),
        ],
    )
    kick_off_at = Instant(
        "Giờ, ngày triển khai kế hoạch",
        [
            Optional(),
            AtMost("closes_on", "Không thể triển khai kế hoạch sau ngày cuối của đợt."),
        ],
    )
    kick_off_place = Line("Địa điểm triển khai", maybe())
    kick_off_people = Lines(
        "Thành phần dự triển khai", maybe(LONG), description="Mỗi dòng một thành phần."
    )

    def validate_opens_on(self, field: Field) -> None:
        if field.data and self.year and field.data.year > self.year:
            raise ValidationError(f"Đợt của kế hoạch năm {self.year} không thể bắt đầu sau năm đó.")

    def validate_closes_on(self, field: Field) -> None:
        if field.data and self.year and field.data.year < self.year:
            raise ValidationError(
                f"Đợt của kế hoạch năm {self.year} không thể kết thúc trước năm đó."
            )

    def validate(self, extra_validators: object = None) -> bool:
        valid = bool(super().validate(extra_validators))
        if valid and bool(self.covered_from.data) != bool(self.covered_to.data):
            lacking = self.covered_to if self.covered_from.data else self.covered_from
            lacking.errors = ["Thời hiệu phải có cả ngày đầu và ngày cuối."]
            return False
        return valid


def round_form(year: int | None) -> type[RoundForm]:
    """Return the form of a round of a plan of this *year*."""
    return type("RoundFormOfYear", (RoundForm,), {"year": year})


def seat_form(people: Sequence[User], has_other_head: bool) -> type[Form]:
    """Return the form of a place in the team, offering *people* with accounts."""

    class SeatForm(Form):
        role = SelectField("Vai trò trong đoàn", choices=options(SEAT_ROLES.items()))
        user_id = Choice(
            "Người có tài khoản",
            choices=options([("", "Không chọn"), *((one.id, one.full_name) for one in people)]),
            coerce=_number,
        )
        full_name = Line("Họ và tên người chưa có tài khoản", maybe())
        title = Line("Chức vụ, cơ quan", maybe(), description=Hint("Ví dụ: Chuyên viên {body}"))
        body = Line(
            "Cơ quan được mời cử người",
            maybe(),
            description="Khi chưa biết ai được cử thì chỉ ghi tên cơ quan.",
        )

        def validate_role(self, field: Field) -> None:
            if field.data == "head" and has_other_head:
                raise ValidationError("Đoàn đã có Trưởng đoàn.")

        def validate_user_id(self, field: Field) -> None:
            if field.data and self.full_name.data:
                raise ValidationError("Chọn người có tài khoản hoặc ghi họ tên, không cả hai.")
            if not (field.data or self.full_name.data or self.body.data):
                raise ValidationError("Hãy chọn một người, ghi họ tên hoặc ghi cơ quan được mời.")

    return SeatForm


def _number(value: str | int | None) -> int | None:
    return int(value) if value else None


class AttendeeGroupForm(Form):
    label = Line("Thành phần", needed(), description="Ví dụ: Bí thư chi bộ trực thuộc")
    least = WholeNumber("Ít nhất", [InputRequired(), NumberRange(0, 999)], default=1)
    most = WholeNumber(
        "Nhiều nhất",
        [
            Optional(),
            NumberRange(0, 999),
            AtLeast("least", "Nhiều nhất không được nhỏ hơn ít nhất."),
        ],
    )
    is_required = BooleanField("Bắt buộc phải mời: chưa mời thì chưa sẵn sàng làm việc")


class AgendaStepForm(Form):
    text = Lines("Việc", needed(1000))
    speaker = Line("Người thực hiện", maybe())
    minutes = WholeNumber("Số phút dự kiến", [Optional(), NumberRange(1, 600)])


class RequiredPaperForm(Form):
    label = Lines("Tài liệu đơn vị phải gửi", needed(1000))
    is_optional = BooleanField("Chỉ gửi nếu có")


class OutlinePartForm(Form):
    level = SelectField("Cấp đề mục", choices=options(LEVELS.items()), coerce=int, default=2)
    kind = SelectField("Loại", choices=options(OUTLINE_KINDS.items()), default="text")
    title = Lines("Đề mục, câu hỏi", needed(1000))
    hint = Lines("Gợi ý trả lời", maybe(LONG))
    columns = Listed("Các cột của bảng kê", description="Mỗi dòng một cột. Chỉ dùng cho bảng kê.")
    is_optional = BooleanField("Không bắt buộc trả lời")

    def validate_columns(self, field: Field) -> None:
        if self.kind.data != "table":
            field.data = []
            return
        columns = field.data or []
        if not 1 <= len(columns) <= MOST_COLUMNS:
            raise ValidationError(f"Bảng kê phải có từ 1 đến {MOST_COLUMNS} cột.")
        if any(len(column) > SHORT for column in columns):
            raise ValidationError(f"Tên cột không được dài quá {SHORT} ký tự.")


class TopicForm(Form):
    text = Lines("Nội dung giám sát thường xuyên", needed(LONG))
    basis = Lines("Văn bản làm căn cứ", maybe(1000))


def figure_form(parts: Sequence[OutlinePart]) -> type[Form]:
    """Return the form of a figure, which may stand under one of an outline's *parts*."""

    class FigureForm(Form):
        label = Line("Số liệu cần báo cáo", needed())
        unit = Line("Đơn vị tính", maybe(50))
        if parts:
            part_id = SelectField(
                "Thuộc phần của đề cương",
                choices=options([("", "Không"), *((one.id, one.title) for one in parts)]),
                coerce=_number,
            )

    return FigureForm


class TeamNameForm(Form):
    """What one of several teams is called: as any text that papers print."""

    name = Line("Tên Đoàn", needed(100))

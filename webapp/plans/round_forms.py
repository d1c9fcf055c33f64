"""What may come in about the parts of a round, and the topics of ongoing supervision."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from webapp.accounts.models import User
from webapp.core.forms import (
    LONG,
    SHORT,
    Day,
    Form,
    Instant,
    Line,
    Lines,
    Listed,
    Whole,
    maybe,
    needed,
    options,
)
from webapp.plans.round_models import OUTLINE_KINDS, SEAT_ROLES, OutlinePart

MOST_COLUMNS = 8  # of a table in an outline: more do not fit across a page
LEVELS = {1: "Mục lớn (I, II, III)", 2: "Mục (1, 2, 3)", 3: "Ý nhỏ"}


class RoundForm(Form):
    topic = Lines("Nội dung", maybe(LONG), description="Mỗi dòng một nội dung của đợt.")
    opens_on = Day("Từ ngày", [InputRequired()])
    closes_on = Day("Đến ngày", [InputRequired()], description="Một ngày thì ghi cùng ngày đó.")
    units_wanted = Whole(
        "Số đơn vị",
        [Optional(), NumberRange(1, 999)],
        description="Số đơn vị sẽ được chọn. Để trống nếu chưa định.",
    )
    covered_from = Day("Thời hiệu giám sát từ ngày", [Optional()])
    covered_to = Day("Thời hiệu giám sát đến ngày", [Optional()])
    kick_off_at = Instant("Giờ, ngày triển khai kế hoạch", [Optional()])
    kick_off_place = Line("Địa điểm triển khai", maybe())
    kick_off_people = Lines(
        "Thành phần dự triển khai", maybe(LONG), description="Mỗi dòng một thành phần."
    )

    def validate_closes_on(self, field: Any) -> None:
        if field.data and self.opens_on.data and field.data < self.opens_on.data:
            raise ValidationError("Ngày kết thúc không được trước ngày bắt đầu.")

    def validate_covered_to(self, field: Any) -> None:
        if field.data and self.covered_from.data and field.data < self.covered_from.data:
            raise ValidationError("Thời hiệu phải kết thúc sau khi bắt đầu.")

    def validate(self, extra_validators: Any = None) -> bool:
        valid = bool(super().validate(extra_validators))
        if valid and bool(self.covered_from.data) != bool(self.covered_to.data):
            lacking = self.covered_to if self.covered_from.data else self.covered_from
            lacking.errors = ["Thời hiệu phải có cả ngày đầu và ngày cuối."]
            return False
        return valid


def seat_form(people: Sequence[User], has_other_head: bool) -> type[Form]:
    """Return the form of a place in the team, offering *people* with accounts."""

    class SeatForm(Form):
        role = SelectField("Vai trò trong đoàn", choices=options(SEAT_ROLES.items()))
        user_id = SelectField(
            "Người có tài khoản",
            choices=options([("", "Không chọn"), *((one.id, one.full_name) for one in people)]),
            coerce=_number,
        )
        full_name = Line("Họ và tên người chưa có tài khoản", maybe())
        title = Line("Chức vụ, cơ quan", maybe(), description="Ví dụ: Phó Bí thư Đoàn khối")
        body = Line(
            "Cơ quan được mời cử người",
            maybe(),
            description="Khi chưa biết ai được cử thì chỉ ghi tên cơ quan.",
        )

        def validate_role(self, field: Any) -> None:
            if field.data == "head" and has_other_head:
                raise ValidationError("Đoàn đã có Trưởng đoàn.")

        def validate_user_id(self, field: Any) -> None:
            if field.data and self.full_name.data:
                raise ValidationError("Chọn người có tài khoản hoặc ghi họ tên, không cả hai.")
            if not (field.data or self.full_name.data or self.body.data):
                raise ValidationError("Hãy chọn một người, ghi họ tên hoặc ghi cơ quan được mời.")

    return SeatForm


def _number(value: Any) -> int | None:
    return int(value) if value else None


class AttendeeGroupForm(Form):
    label = Line("Thành phần", needed(), description="Ví dụ: Bí thư chi bộ trực thuộc")
    least = Whole("Ít nhất", [InputRequired(), NumberRange(0, 999)], default=1)
    most = Whole("Nhiều nhất", [Optional(), NumberRange(0, 999)])
    is_required = BooleanField("Bắt buộc phải mời: chưa mời thì chưa sẵn sàng làm việc")

    def validate_most(self, field: Any) -> None:
        if field.data is not None and self.least.data is not None and field.data < self.least.data:
            raise ValidationError("Nhiều nhất không được nhỏ hơn ít nhất.")


class AgendaStepForm(Form):
    text = Lines("Việc", needed(1000))
    speaker = Line("Người thực hiện", maybe())
    minutes = Whole("Số phút dự kiến", [Optional(), NumberRange(1, 600)])


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

    def validate_columns(self, field: Any) -> None:
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

"""What may come in: who goes to a meeting, wishes, a no-show, the report of a meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from webapp.accounts.models import User
from webapp.core.forms import LONG, Day, Form, Line, Lines, Whole, maybe, needed, options
from webapp.grassroots.models import ABSENT, WISH_KINDS


@dataclass(frozen=True)
class Going:
    """Who goes to a meeting, as a form row: `version` tells one state from another."""

    version: str
    person: str


class GoingForm(Form):
    """Who goes to a meeting; "" is nobody."""

    person = RadioField("Người dự", validate_choice=True, default="")

    @property
    def user_id(self) -> int | None:
        return int(self.person.data) if self.person.data else None


def going_form(people: Sequence[User], going: Going) -> GoingForm:
    """Return the form that offers *people* and nobody, filled from *going*."""
    form = GoingForm(obj=going)
    named = ((str(one.id), one.full_name) for one in people)
    form.person.choices = options([("", "Không bố trí người dự"), *named])
    return form


class WishForm(Form):
    """An absence, or days or a unit to avoid or to have."""

    user_id = SelectField("Đồng chí", coerce=int)
    kind = SelectField("Nội dung", choices=options(WISH_KINDS.items()), default=ABSENT)
    starts_on = Day("Từ ngày", [InputRequired()])
    ends_on = Day("Đến ngày", [Optional()], description="Bỏ trống nếu chỉ một ngày.")
    organization_id = SelectField(
        "Đơn vị", coerce=int, description="Khi chỉ mong muốn hoặc muốn tránh một đơn vị."
    )
    note = Line("Ghi chú", maybe())

    def offer(self, people: Sequence[User], units: Sequence[Any]) -> None:
        """Say whom and which units the form offers."""
        self.user_id.choices = options((one.id, one.full_name) for one in people)
        named = ((one.id, one.name) for one in units)
        self.organization_id.choices = options([(0, "Mọi đơn vị"), *named])

    def validate_ends_on(self, field: Any) -> None:
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError("Ngày kết thúc phải từ ngày bắt đầu trở đi.")

    def validate_organization_id(self, field: Any) -> None:
        if field.data and self.kind.data == ABSENT:
            raise ValidationError("Báo vắng là vắng với mọi đơn vị.")

    def values(self) -> dict[str, Any]:
        typed = super().values()
        return typed | {
            "ends_on": typed["ends_on"] or typed["starts_on"],
            "organization_id": typed["organization_id"] or None,
        }


class ReportForm(Form):
    """The report of a meeting attended, short enough for a telephone (46-KH/ĐTN, II.3)."""

    members = Whole("Tổng số đoàn viên", [InputRequired(), NumberRange(0, 9999)])
    present = Whole("Số có mặt", [InputRequired(), NumberRange(0, 9999)])
    composition = Lines("Thành phần khác", maybe(LONG), description="Cấp ủy, khách mời…")
    course = Lines("Nội dung triển khai", needed(LONG))
    strength = Lines("Ưu điểm", maybe(LONG), description="Mỗi dòng một ý.")
    shortcoming = Lines("Hạn chế", maybe(LONG), description="Mỗi dòng một ý.")
    opinion = Lines("Tâm tư, ý kiến của đoàn viên", maybe(LONG), description="Mỗi dòng một ý.")
    proposal = Lines("Đề xuất, kiến nghị của cơ sở", maybe(LONG), description="Mỗi dòng một ý.")
    good_model = Lines("Mô hình, cách làm hay", maybe(LONG), description="Mỗi dòng một ý.")

    def validate_present(self, field: Any) -> None:
        if None not in (field.data, self.members.data) and field.data > self.members.data:
            raise ValidationError("Số có mặt nhiều hơn tổng số.")


class NoShowForm(Form):
    """Who did not come, why, and who went instead."""

    user_id = SelectField("Người không tham dự", coerce=int)
    reason = Line("Lý do", needed())
    replacement_id = SelectField("Người thay", coerce=int)

    def offer(
        self, team: Sequence[User], people: Sequence[User], kept: Mapping[int, Sequence[str]]
    ) -> None:
        """Say who was assigned and who may go instead: those whom something keeps come last.

        *kept* says by person what keeps them: an absence they reported, another meeting.
        """
        self.user_id.choices = options((one.id, one.full_name) for one in team)
        others = (
            (one.id, "; ".join([one.full_name, *kept.get(one.id, ())]))
            for one in sorted(people, key=lambda one: one.id in kept)
            if one not in team
        )
        self.replacement_id.choices = options([(0, "Không bố trí được"), *others])

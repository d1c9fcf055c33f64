"""What may come in: who goes to a meeting, wishes, a no-show, the report of a meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wtforms import Field, RadioField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from webapp.accounts.models import User
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
    Search,
    Values,
    WholeNumber,
    maybe,
    needed,
    options,
)
from webapp.grassroots.models import ABSENT, WISH_KINDS
from webapp.organizations import naming
from webapp.organizations.models import Organization


@dataclass(frozen=True)
class Going:
    """Who goes to a meeting, as a form row: `version` tells one state from another.

    Of a meeting of which nothing is decided `person` is None.
    """

    version: str
    person: str | None


class PersonSearch(Search):
    """Whose meetings are shown; "" is everybody's."""

    person = Choice("Người dự", default="")

    def offer(self, people: Sequence[User]) -> None:
        named = ((str(one.id), one.full_name) for one in people)
        self.person.choices = options([("", "Tất cả"), *named])

    @property
    def user_id(self) -> int | None:
        return int(self.person.data) if self.person.data and not self.person.errors else None


class GoingForm(Form):
    """Who goes to a meeting; "" is nobody. What is undecided is not chosen by itself."""

    is_only_searched = False
    person = RadioField("Người dự", validate_choice=False)

    def validate_person(self, field: Field) -> None:
        if field.data is None:
            raise ValidationError("Hãy chọn người dự, hoặc chọn không bố trí người dự.")
        if field.data not in {one.value for one in field.choices}:
            raise ValidationError("Lựa chọn không có trong danh sách.")

    @property
    def user_id(self) -> int | None:
        return int(self.person.data) if self.person.data else None


def going_form(people: Sequence[User], going: Going) -> GoingForm:
    """Return the form that offers *people* and nobody, filled from *going*."""
    form = GoingForm(obj=going)
    named = ((str(one.id), one.full_name) for one in people)
    form.person.choices = options([("", "Không bố trí người dự"), *named])
    return form


class WithdrawForm(Form):
    """Withdrawing what was published of a month."""

    refusal = "Chưa rút được, cần sửa"

    reason = Lines("Lý do rút công bố", needed(LONG))


class WishForm(Form):
    """An absence, or days or a unit to avoid or to have."""

    user_id = Choice("Đồng chí", coerce=int)
    kind = SelectField("Nội dung", choices=options(WISH_KINDS.items()), default=ABSENT)
    starts_on = Day("Từ ngày", [InputRequired()])
    ends_on = Day(
        "Đến ngày",
        [Optional(), AtLeast("starts_on", "Ngày kết thúc phải từ ngày bắt đầu trở đi.")],
        description="Bỏ trống nếu chỉ một ngày.",
    )
    organization_id = Choice(
        "Đơn vị", coerce=int, description="Khi chỉ mong muốn hoặc muốn tránh một đơn vị."
    )
    note = Line("Ghi chú", maybe())

    def offer(self, people: Sequence[User], units: Sequence[Organization]) -> None:
        """Say whom and which units the form offers."""
        self.user_id.choices = options((one.id, one.full_name) for one in people)
        self.organization_id.choices = options([(0, "Mọi đơn vị"), *naming.choices(units)])

    def validate_organization_id(self, field: Field) -> None:
        if field.data and self.kind.data == ABSENT:
            raise ValidationError("Báo vắng là vắng với mọi đơn vị.")

    def values(self) -> Values:
        typed = super().values()
        return typed | {
            "ends_on": typed["ends_on"] or typed["starts_on"],
            "organization_id": typed["organization_id"] or None,
        }


class ReportForm(Form):
    """The report of a meeting attended, short enough for a telephone (46-KH/ĐTN, II.3)."""

    members = WholeNumber(worded("Tổng số {member}"), [InputRequired(), NumberRange(0, 9999)])
    present = WholeNumber(
        "Số có mặt",
        [InputRequired(), NumberRange(0, 9999), AtMost("members", "Số có mặt nhiều hơn tổng số.")],
    )
    composition = Lines("Thành phần khác", maybe(LONG), description="Đại diện cấp trên, khách mời…")
    course = Lines("Nội dung triển khai", needed(LONG))
    strength = Lines("Ưu điểm", maybe(LONG), description="Mỗi dòng một ý.")
    shortcoming = Lines("Hạn chế", maybe(LONG), description="Mỗi dòng một ý.")
    opinion = Lines(
        worded("Tâm tư, ý kiến của {member}"), maybe(LONG), description="Mỗi dòng một ý."
    )
    proposal = Lines("Đề xuất, kiến nghị của cơ sở", maybe(LONG), description="Mỗi dòng một ý.")
    good_model = Lines("Mô hình, cách làm hay", maybe(LONG), description="Mỗi dòng một ý.")


class NoShowForm(Form):
    """Who did not come, why, and who went instead."""

    user_id = Choice("Người không tham dự", coerce=int)
    reason = Line("Lý do", needed())
    replacement_id = Choice("Người thay", coerce=int)

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

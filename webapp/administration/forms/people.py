"""What may come in from an administrator."""

import re
from collections.abc import Sequence

from wtforms import BooleanField, Field, SelectField, SelectMultipleField
from wtforms.validators import (
    InputRequired,
    NumberRange,
    Optional,
    Regexp,
    ValidationError,
)

from webapp.accounts.examples import Hint
from webapp.accounts.models import ROLES, User
from webapp.accounts.posts import POSTS, Service
from webapp.accounts.terms import worded
from webapp.administration.forms.told_apart import IS_OTHER, ToldApart
from webapp.core.forms import Choice, Day, Form, Line, Lines, WholeNumber, maybe, needed, options
from webapp.documents.kinds import PaperKind
from webapp.documents.measures import STYLES
from webapp.documents.texts import wording
from webapp.organizations import naming
from webapp.organizations.models import Level, Organization
from webapp.rules.reorganizing import Names

PHRASE_KINDS = {
    "strength": "Ưu điểm",
    "shortcoming": "Hạn chế, tồn tại",
    "cause": "Nguyên nhân",
    "recommendation": "Kiến nghị",
}
USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,38}[a-z0-9])")
USERNAME_WORDS = "Chỉ dùng chữ thường không dấu, chữ số, dấu chấm, gạch; từ 3 đến 40 ký tự."
CODE = r"[A-ZĐ0-9]+(?:[-/.][A-ZĐ0-9]+)*"


def _yes_or_no(value: object) -> bool:
    if str(value) not in ("True", "False"):
        raise ValueError("neither True nor False")
    return str(value) == "True"


class PersonForm(Form):
    full_name = Line("Họ và tên", needed())
    position = Line("Chức vụ", maybe())
    organization_id = Choice("Tổ chức", coerce=int)
    roles = SelectMultipleField(
        "Vai trò", [InputRequired("Phải chọn ít nhất một vai trò.")], choices=options(ROLES.items())
    )
    posts = SelectMultipleField("Chức danh", choices=options(POSTS.items()))
    serves_from = Day(
        "Nhận công tác từ ngày",
        [Optional()],
        description="Người mới về không phải bù các tháng trước khi chia đều số buổi dự. Bỏ trống "
        "nếu đã công tác từ trước khi dùng chương trình.",
    )
    active = BooleanField("Được đăng nhập", default=True)

    def set_workplaces(self, organizations: Sequence[Organization]) -> None:
        self.organization_id.choices = options(naming.choices(organizations))

    @property
    def service(self) -> Service:
        """What the person serves as, and since when."""
        return Service(tuple(self.posts.data or ()), self.serves_from.data)

    def keeps_in(self, person: User, who: User) -> bool:
        """Return True unless administrators would lock themselves out."""
        if person.id != who.id or (self.active.data and "administrator" in self.roles.data):
            return True
        self.roles.errors = ["Đồng chí không thể tự bỏ vai trò Quản trị hoặc tự khóa mình."]
        return False


class NewPersonForm(PersonForm):
    username = Line("Tên đăng nhập", needed(40), description=USERNAME_WORDS)

    def validate_username(self, field: Field) -> None:
        field.data = field.data.casefold()
        if not USERNAME.fullmatch(field.data):
            raise ValidationError(USERNAME_WORDS)


class OrganizationForm(ToldApart, Form):
    """Mends what was mistyped; a change by a decision has forms of its own."""

    name = Line("Tên đầy đủ", needed(), description=Hint("Ví dụ: {name}."))
    short_name = Line(
        "Tên ngắn", maybe(100), description=Hint("Hiện trong bảng, ví dụ: {short_name}.")
    )
    committee_name = Line(
        worded("Tên {board}"), maybe(), description=Hint("Nơi gửi văn bản, ví dụ: {committee}.")
    )
    place = Line("Nơi sinh hoạt thường lệ", maybe())
    level_id = SelectField("Cấp", coerce=int)
    is_other = BooleanField(IS_OTHER)

    def set_levels(self, levels: Sequence[Level], above: int, below: int) -> None:
        """Offer the levels between the superior's position and the highest one below."""
        self.level_id.choices = options(
            (level.id, level.name) for level in levels if above < level.position < below
        )

    def names(self) -> Names:
        """Return what the organization is called."""
        texts = (self.name, self.short_name, self.committee_name, self.place)
        return Names(*(one.data or "" for one in texts))


class CalendarDayForm(Form):
    day = Day("Ngày", [InputRequired()])
    is_working = SelectField(
        "Ngày này",
        choices=options([(True, "Làm việc (làm bù)"), (False, "Nghỉ (nghỉ bù, nghỉ lễ)")]),
        coerce=_yes_or_no,
    )
    note = Line("Căn cứ", maybe(), description="Ví dụ: số, ký hiệu văn bản hoán đổi ngày làm việc.")


LETTERHEAD = (
    "Góc trái trên văn bản. Ở đây sửa chỗ ghi nhầm; thay đổi từ một ngày thì ghi ở mục Đầu văn bản."
)


class SettingsForm(Form):
    name = Line("Tên cơ quan ban hành", needed())
    superior_line = Line("Dòng cơ quan cấp trên", needed(), description=LETTERHEAD)
    own_line = Line("Dòng tên cơ quan", needed(), description="Ngay dưới dòng cấp trên.")
    code = Line(
        "Ký hiệu cơ quan",
        [*needed(30), Regexp(f"^{CODE}$", message="Chỉ dùng chữ in hoa, chữ số, dấu gạch.")],
        description=Hint("Phần cuối của ký hiệu văn bản: {code} trong 73-KH/{code}."),
    )
    place = Line("Địa danh", needed(100), description="Trước ngày tháng trên văn bản.")
    style = SelectField("Thể thức văn bản", choices=options(STYLES.items()))
    travel_minutes = WholeNumber(
        "Thời gian đi lại giữa hai buổi (phút)",
        [InputRequired(), NumberRange(0, 600)],
        description="Hai buổi của một người cách nhau ít hơn thì báo trùng.",
    )
    clear_days = BooleanField("Đếm ngày làm việc trọn (chặt hơn một ngày)")
    help_contact = Line(
        "Người giúp khi quên mật khẩu",
        maybe(),
        description=(
            "Hiện ở trang đăng nhập cho mọi người đọc, kể cả người lạ. Ví dụ: Phòng Tổng hợp, "
            "điện thoại nội bộ 102. Không ghi tên đăng nhập của ai."
        ),
    )
    training_day = Day(
        "Ngày tập huấn",
        [Optional()],
        description=(
            "Đặt một ngày thì mọi người thấy chương trình ở ngày đó, kèm dải vàng báo trên mọi "
            "trang. Để trống: chạy theo ngày thật."
        ),
    )


class PhraseForm(Form):
    kind = SelectField("Loại", choices=options(PHRASE_KINDS.items()))
    text = Lines("Câu mẫu", needed(1000), render_kw={"rows": 3})


class StandingTextForm(Form):
    """The wording of one standing text; `about` is its kind of paper and part."""

    about: tuple[PaperKind, str]
    text = Lines("Lời văn", needed(2000), render_kw={"rows": 5})

    def validate_text(self, field: Field) -> None:
        if problem := wording.problem(*self.about, field.data):
            raise ValidationError(problem)


class RemoveForm(Form):
    """Carries only the version of what is to be removed."""

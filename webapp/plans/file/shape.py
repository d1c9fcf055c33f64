"""What the file of a plan looks like: its entries, and what each field is called there.

An entry is checked by the form that checks the same row on the screen, so that what cannot be
typed cannot be read from a file either.
"""

from dataclasses import dataclass
from functools import cache

from wtforms import Field, SelectField
from wtforms.validators import NumberRange, Optional, ValidationError

from webapp.core.forms import Form, Line, Lines, WholeNumber, maybe, needed, options
from webapp.plans.forms.eligible import eligible_form
from webapp.plans.forms.own_plans import OwnPlansDue, within
from webapp.plans.forms.plans import (
    NO_MORE_THEMATIC,
    BasisForm,
    ItemForm,
    LineForm,
    PlanForm,
    duty_form,
)
from webapp.plans.forms.rounds import (
    AgendaStepForm,
    AttendeeGroupForm,
    OutlinePartForm,
    RequiredPaperForm,
    RoundForm,
    TeamNameForm,
    TopicForm,
    figure_form,
    round_form,
)
from webapp.plans.kinds import activity_kinds
from webapp.plans.models import PARTS
from webapp.plans.round_models import SEAT_ROLES

PLAIN = {"csrf": False}  # a form that reads no request
VERSION = "1"
FORMAT, BASES, LINES, GROUPS, WORKS = (
    "phiên bản tệp",
    "căn cứ",
    "các phần",
    "nội dung giám sát",
    "hoạt động",
)
ITEMS, FIGURES, DUTIES, UNITS, UNIT, MONTHS = (
    "các ý",
    "số liệu",
    "thời hạn",
    "phân công",
    "đơn vị",
    "tháng",
)
OUTLINE, SEATS, TEAMS, ROUND_KEY = "đề cương", "đoàn", "các đoàn", "đợt"
PART_KEYS = {name: label.lower() for name, label in PARTS.items()}


class HeadEntry(PlanForm, OwnPlansDue):
    """The head of a plan, and by when committees have plans of their own."""

    def validate_own_plan_on(self, field: Field) -> None:
        within(field.data, self.year.data)


class GroupEntry(Form):
    title = Lines("Tên nhóm nội dung", needed(1000))


class ActivityEntry(Form):
    kind = SelectField(
        "Loại", choices=lambda: options((one.key, one.title) for one in activity_kinds())
    )
    title = Lines("Tên hoạt động", needed(1000))
    minimum_thematic = WholeNumber(
        "Số buổi chuyên đề", [Optional(), NumberRange(0, 99), NO_MORE_THEMATIC], default=0
    )
    wanted = WholeNumber("Số buổi dự mỗi tháng", [Optional(), NumberRange(1, 999)])


class SeatEntry(Form):
    """People are known by their titles only: accounts and names stay at home."""

    role = SelectField("Vai trò", choices=options(SEAT_ROLES.items()), default="member")
    title = Line("Chức vụ", maybe())
    body = Line("Cơ quan", maybe())
    team = Line("Thuộc đoàn", maybe(100))  # of a round with several, the name of one

    def validate_role(self, field: Field) -> None:
        if not (self.title.data or self.body.data):
            raise ValidationError("Phải có chức vụ hoặc cơ quan.")


@dataclass(frozen=True)
class Shape:
    """One kind of entry: the form that checks it, and its fields by their names in the file."""

    form: type[Form]
    keys: dict[str, str]


HEAD = Shape(
    HeadEntry,
    {
        "year": "năm",
        "title": "trích yếu",
        "reaches_all": "phân công hết đơn vị",
        "own_plan_on": "hạn kế hoạch của đơn vị",
        "own_plan_rule": "hạn kế hoạch của đơn vị, tính từ ngày ban hành",
        "opening": "lời dẫn",
        "closing": "lời kết",
        "authority": "thể thức ký",
        "signing_position": "chức vụ người ký",
        "signatory": "người ký",
        "co_authority": "thể thức ký phê duyệt",
        "co_position": "chức vụ người phê duyệt",
        "co_signatory": "người phê duyệt",
        "co_style": "thể thức văn bản phê duyệt",
    },
)
BASIS = Shape(
    BasisForm,
    {
        "kind": "loại",
        "symbol": "số ký hiệu",
        "issued_on": "ngày",
        "issued_by": "cơ quan",
        "about": "về việc",
    },
)
LINE = Shape(LineForm, {"text": "dòng"})
GROUP = Shape(GroupEntry, {"title": "nhóm"})
ITEM = Shape(ItemForm, {"text": "ý", "is_record_book": "sổ sách"})
ACTIVITY = Shape(
    ActivityEntry,
    {
        "kind": "loại",
        "title": "tên",
        "minimum_thematic": "chuyên đề ít nhất mỗi tháng",
        "wanted": "số buổi dự mỗi tháng",
    },
)
ROUND = Shape(
    RoundForm,
    {
        "topic": "nội dung",
        "opens_on": "từ ngày",
        "closes_on": "đến ngày",
        "units_wanted": "số đơn vị",
        "covered_from": "thời hiệu từ",
        "covered_to": "thời hiệu đến",
        "kick_off_at": "triển khai lúc",
        "kick_off_place": "triển khai tại",
        "kick_off_people": "thành phần triển khai",
    },
)
SEAT = Shape(
    SeatEntry,
    {"role": "vai trò", "title": "chức vụ", "body": "cơ quan", "team": "thuộc đoàn"},
)
TEAM = Shape(TeamNameForm, {"name": "tên"})
ATTENDEE = Shape(
    AttendeeGroupForm,
    {
        "label": "thành phần",
        "least": "ít nhất",
        "most": "nhiều nhất",
        "is_required": "bắt buộc mời",
    },
)
STEP = Shape(AgendaStepForm, {"text": "việc", "speaker": "người thực hiện", "minutes": "phút"})
PAPER = Shape(RequiredPaperForm, {"label": "tài liệu", "is_optional": "nếu có"})
PART = Shape(
    OutlinePartForm,
    {
        "level": "cấp",
        "kind": "loại",
        "title": "đề mục",
        "hint": "gợi ý",
        "columns": "cột",
        "is_optional": "nếu có",
    },
)
FIGURE = Shape(figure_form([]), {"label": "tên", "unit": "đơn vị tính"})
ELIGIBLE = Shape(
    eligible_form(), {"post": "chức danh", "share": "mức phân công", "most": "nhiều nhất mỗi tháng"}
)
TOPIC = Shape(TopicForm, {"text": "nội dung", "basis": "căn cứ"})
# The plain lists of an activity by their names in the file: what `whole.Work`, and `Pieces`, call
# them, and the shape of their entries.
LISTS = {
    "thành phần mời": ("attendees", ATTENDEE),
    "chương trình": ("steps", STEP),
    "tài liệu": ("papers", PAPER),
    "giám sát thường xuyên": ("topics", TOPIC),
    "người được cử": ("eligible", ELIGIBLE),
}


@cache
def round_of(year: int | None) -> Shape:
    """Return the shape of a round, judged by the plan's *year* where that could be read."""
    return Shape(round_form(year), ROUND.keys)


@cache
def duty(kind: str, year: int | None = None) -> Shape:
    """Return the shape of what an activity of this kind makes somebody owe, as `round_of`."""
    return Shape(
        duty_form(kind, year=year),
        {
            "kind": "việc",
            "label": "tên việc",
            "owner": "ai làm",
            "rule": "thời hạn",
            "anchor": "tính từ",
            "fixed_on": "ngày ấn định",
        },
    )

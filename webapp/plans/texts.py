"""Every text of a plan, wherever it stands: what is printed of it, and what units are asked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from webapp.plans.eligible_models import EligiblePost
from webapp.plans.models import (
    PARTS,
    Activity,
    ActivityFigure,
    BasisPaper,
    ChecklistItem,
    ContentGroup,
    Duty,
    Plan,
    PlanLine,
)
from webapp.plans.paper.pieces import Pieces
from webapp.plans.paper.plan import cited
from webapp.plans.round_models import (
    AgendaStep,
    AttendeeGroup,
    OutlinePart,
    RequiredPaper,
    Round,
    Seat,
    Topic,
)
from webapp.rules.text import short_date
from webapp.rules.zone import to_local

Row = (
    PlanLine | ContentGroup | ChecklistItem | Activity | Duty | ActivityFigure | Round | Seat
    | AttendeeGroup | AgendaStep | RequiredPaper | OutlinePart | Topic | EligiblePost | BasisPaper
)  # fmt: skip

# What a person wrote in each kind of row.
FIELDS: dict[type[Row], tuple[str, ...]] = {
    PlanLine: ("text",),
    ContentGroup: ("title",),
    ChecklistItem: ("text",),
    Activity: ("title",),
    Duty: ("label",),
    ActivityFigure: ("label", "unit"),
    Round: ("topic", "kick_off_place", "kick_off_people"),
    Seat: ("full_name", "title", "body"),
    AttendeeGroup: ("label",),
    AgendaStep: ("text", "speaker"),
    RequiredPaper: ("label",),
    OutlinePart: ("title", "hint", "columns"),
    Topic: ("text", "basis"),
}
# The days on which something is held or due. Not the period that a round looks back on: that is of
# other years by its nature.
DAYS: dict[type[Row], tuple[str, ...]] = {
    Duty: ("fixed_on",),
    Round: ("opens_on", "closes_on", "kick_off_at"),
}
KINDS: dict[type[Row], str] = {  # as `plans.parts` and the addresses of pages name them
    PlanLine: "line",
    ContentGroup: "group",
    ChecklistItem: "item",
    Activity: "activity",
    Duty: "duty",
    ActivityFigure: "figure",
    Round: "round",
    Seat: "seat",
    AttendeeGroup: "attendee_group",
    AgendaStep: "agenda_step",
    RequiredPaper: "required_paper",
    EligiblePost: "eligible_post",
    OutlinePart: "outline_part",
    Topic: "topic",
    BasisPaper: "basis",
}
# The plan's own texts, each a place of its own: what it is called.
HEAD = {
    "title": "Trích yếu",
    "opening": "Lời dẫn",
    "closing": "Lời kết",
    "authority": "Quyền hạn ký",
    "signing_position": "Chức vụ người ký",
    "signatory": "Người ký",
    "co_authority": "Quyền hạn người phê duyệt",
    "co_position": "Chức vụ người phê duyệt",
    "co_signatory": "Người phê duyệt",
}
_CALLED = {
    "duty": "việc và thời hạn",
    "figure": "số liệu",
    "round": "thời gian, nội dung của đợt",
    "seat": "thành viên đoàn",
    "attendee_group": "thành phần mời",
    "agenda_step": "bước làm việc",
    "required_paper": "tài liệu phải gửi",
    "outline_part": "đề cương báo cáo",
    "topic": "nội dung giám sát thường xuyên",
    "activity": "tên hoạt động",
}


@dataclass(frozen=True)
class PlanText:
    """One text: its place ("line-12", "opening"), what that is called, and the row it is of.

    `days` are those that the row holds beside what somebody wrote.
    """

    place: str
    where: str
    text: str
    row: Row | None = None
    days: str = ""

    @property
    def whole(self) -> str:
        return "\n".join(filter(None, (self.text, self.days)))


def place_of(row: Row) -> str:
    """Return the place of a row's text, which is also its anchor on the page that lists it."""
    return f"{KINDS[type(row)]}-{row.id}"


def texts_of(plan: Plan, made_of: dict[int, Pieces]) -> list[PlanText]:
    """Return all that a plan says, in the order of its paper. It is loaded whole."""
    return [
        *head_texts(plan),
        *texts_in(plan.bases),
        *texts_in(plan.lines),
        *texts_in(grouped(plan.groups)),
        *(one for activity in plan.activities for one in _of(activity, made_of[activity.id])),
    ]


def head_texts(plan: Plan) -> list[PlanText]:
    """Return the texts of the plan's own row."""
    return [PlanText(name, where, getattr(plan, name)) for name, where in HEAD.items()]


def texts_in(rows: Iterable[Row], title: str = "") -> list[PlanText]:
    """Return the texts of rows; *title* is the activity's under which they stand."""
    return [
        PlanText(place_of(row), _where(row, title), _text(row), row, _days(row)) for row in rows
    ]


def activity_texts(
    activity: Activity, made_of: Pieces, groups: Sequence[ContentGroup]
) -> list[PlanText]:
    """Return the texts of one activity, with the contents that it alone looks at."""
    return [*texts_in(grouped(groups)), *_of(activity, made_of)]


def _of(activity: Activity, made_of: Pieces) -> list[PlanText]:
    rows: list[Row] = [activity, *([made_of.round] if made_of.round else [])]
    for listed in (made_of.seats, made_of.attendees, made_of.steps, made_of.papers):
        rows += listed
    rows += [*made_of.outline, *made_of.topics, *made_of.figures, *activity.duties]
    return texts_in(rows, activity.title)


def grouped(groups: Iterable[ContentGroup]) -> Iterator[Row]:
    """Yield groups of contents, each with its items after it."""
    for group in groups:
        yield group
        yield from group.items


def _where(row: Row, title: str) -> str:
    if isinstance(row, BasisPaper):
        return "Văn bản căn cứ"
    if isinstance(row, PlanLine):
        return PARTS[row.part]
    if isinstance(row, ContentGroup | ChecklistItem):
        return "Nội dung giám sát"
    called = _CALLED[KINDS[type(row)]]
    return f"{title}: {called}" if title else called.capitalize()


def _text(row: Row) -> str:
    """Return what a row says, each of its fields on a line of its own."""
    if isinstance(row, BasisPaper):
        return cited(row)
    values = (getattr(row, name) for name in FIELDS[type(row)])
    told = (value if isinstance(value, str) else "; ".join(value) for value in values)
    return "\n".join(filter(None, told))


def _days(row: Row) -> str:
    values: Iterable[date | None] = [getattr(row, name) for name in DAYS.get(type(row), ())]
    return "; ".join(dict.fromkeys(short_date(_day(value)) for value in values if value))


def _day(value: date) -> date:
    return to_local(value).date() if isinstance(value, datetime) else value

"""What this room declares."""

from webapp.accounts.models import PLANNER
from webapp.documents.kinds import PaperKind, Subject
from webapp.milestones.kinds import MilestoneKind
from webapp.notices.kinds import NOTICE_DUTY
from webapp.plans.kinds import ActivityKind, Beginning, DutyKind, Step, UsualDuty, YearPart
from webapp.visits.papers import samples, texts

CHOICE = MilestoneKind(
    "choice", "Lựa chọn buổi dự", "visits.choose", "assignment_id", ends_filing=True
)
ANNOUNCEMENT_DUE = MilestoneKind(
    "announcement", "Thông báo lịch dự", "visits.choose", "assignment_id"
)
MILESTONE_KINDS = (CHOICE, ANNOUNCEMENT_DUE)

CHOICE_DUTY = DutyKind(
    "Lựa chọn buổi dự",
    CHOICE,
    owner=PLANNER,
    step=Step("Lựa chọn", "Đã lựa chọn", "Chờ lựa chọn", "Trễ lựa chọn"),
    is_due_from_issue=True,
)
ANNOUNCEMENT_DUTY = DutyKind(
    "Thông báo lịch dự",
    ANNOUNCEMENT_DUE,
    owner=PLANNER,
    step=Step("Thông báo", "Đã thông báo", "Chờ thông báo", "Trễ thông báo"),
)
DUTY_KINDS = (CHOICE_DUTY, ANNOUNCEMENT_DUTY)

# Meetings of a committee's month are attended (73-KH/BTCTU).
ATTEND = ActivityKind(
    "attend",
    "Dự, giám sát theo tháng",
    place=1,
    year=YearPart.COMMITTEES,
    page="visits.index",
    anchors=("meeting", "visit", "month", "month_before", "month_after", "fixed"),
    duties=[NOTICE_DUTY, CHOICE_DUTY, ANNOUNCEMENT_DUTY],
    usual=[
        UsualDuty(
            NOTICE_DUTY, "unit", "Đăng ký lịch sinh hoạt của tháng", "30 days before", "meeting"
        ),
        UsualDuty(CHOICE_DUTY, "planner", "Lựa chọn buổi dự của tháng", "20 days before", "month"),
        UsualDuty(ANNOUNCEMENT_DUTY, "planner", "Thông báo lịch dự", "10 days before", "meeting"),
    ],
    begins=Beginning("Dự, giám sát sinh hoạt thường kỳ", minimum_thematic=1),
    needed=(
        "requirement",
        "method",
        "attendee_upper",
        "attendee_lower",
        "duty_lower",
        "duty_board",
    ),
    counted="phân công dự theo tháng",
    is_monthly=True,
    attends=True,
)

# The papers that this room composes; rounds and the bloc's month add parts to the texts of two.
ANNOUNCEMENT = PaperKind(
    "announcement",
    "Thông báo lịch dự",
    "THÔNG BÁO",
    "TB",
    place=2,
    sample=samples.announcement,
    texts=texts.ANNOUNCEMENT,
    places=texts.PLACES,
)
INVITATION = PaperKind(
    "invitation",
    "Giấy mời",
    "GIẤY MỜI",
    "GM",
    place=3,
    sample=samples.invitation,
    texts=texts.INVITATION,
    places=texts.PLACES,
)
AMENDMENT = PaperKind(
    "amendment",
    "Thông báo điều chỉnh",
    "THÔNG BÁO",
    "TB",
    place=4,
    sample=samples.amendment,
    texts=texts.AMENDMENT,
    places=texts.PLACES,
    amends=(ANNOUNCEMENT, INVITATION),
)

# The rows that papers are about.
ASSIGNMENT = Subject(
    "assignment", "visits.choose", "assignment_id", "Mở lựa chọn và Tổ công tác của tháng"
)

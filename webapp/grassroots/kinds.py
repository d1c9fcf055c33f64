"""What this room declares."""

from webapp.accounts.models import PLANNER
from webapp.attending.kinds import FINDINGS_DUTY
from webapp.documents.kinds import PaperKind, Subject
from webapp.grassroots.papers import in_plan, samples, texts
from webapp.milestones.kinds import MilestoneKind
from webapp.notices.kinds import NOTICE_DUTY
from webapp.plans.kinds import ActivityKind, DutyKind, Step, UsualDuty, YearPart

MONTH_CALENDAR = MilestoneKind(
    "month_calendar", "Phân công dự sinh hoạt trong tháng", "grassroots.month", "calendar_id"
)
MONTH_REPORT_DUE = MilestoneKind(
    "month_report", "Báo cáo đi cơ sở hằng tháng", "grassroots.month", "calendar_id"
)
MILESTONE_KINDS = (MONTH_CALENDAR, MONTH_REPORT_DUE)

MONTH_CALENDAR_DUTY = DutyKind(
    "Phân công dự sinh hoạt trong tháng",
    MONTH_CALENDAR,
    owner=PLANNER,
    step=Step("Lịch của khối", "Xong", "Chờ", "Trễ"),
)
MONTH_REPORT_DUTY = DutyKind(
    "Báo cáo đi cơ sở hằng tháng",
    MONTH_REPORT_DUE,
    owner=PLANNER,
    step=Step("Báo cáo tháng", "Xong", "Chờ", "Trễ"),
)
DUTY_KINDS = (MONTH_CALENDAR_DUTY, MONTH_REPORT_DUTY)

# Somebody of the bloc visits units every month (46-KH/ĐTN, II.3).
GRASSROOTS = ActivityKind(
    "grassroots",
    "Đi cơ sở hằng tháng",
    place=4,
    year=YearPart.GRID,
    page="grassroots.index",
    anchors=("month", "month_before", "month_after", "meeting", "visit", "fixed"),
    duties=[NOTICE_DUTY, MONTH_CALENDAR_DUTY, FINDINGS_DUTY, MONTH_REPORT_DUTY],
    usual=[
        UsualDuty(NOTICE_DUTY, "unit", "Gửi lịch sinh hoạt", "before day 20", "month_before"),
        UsualDuty(
            MONTH_CALENDAR_DUTY, "planner", "Phân công dự sinh hoạt", "on day 25", "month_before"
        ),
        UsualDuty(
            FINDINGS_DUTY, "member", "Báo cáo buổi dự sinh hoạt", "3 working days after", "meeting"
        ),
        UsualDuty(
            MONTH_REPORT_DUTY, "planner", "Báo cáo đi cơ sở của tháng", "on day 5", "month_after"
        ),
    ],
    needed=("duty_lower",),
    counted="lượt đi cơ sở",
    is_monthly=True,
    has_calendar=True,
    has_own_contents=True,
    asks_phone=True,
    line_page="grassroots.line",
    report_page="grassroots.report",
    draw=in_plan.visits_told,
)

# The papers that this room composes; to the month's announcement it adds parts of its own.
QUICK_REPORT = PaperKind(
    "quick_report",
    "Báo cáo nhanh",
    "BÁO CÁO NHANH",
    "BC",
    place=7,
    sample=samples.quick_report,
    texts=texts.QUICK_REPORT,
    places=texts.PLACES,
)
MONTH_REPORT = PaperKind(
    "month_report",
    "Báo cáo tháng",
    "BÁO CÁO",
    "BC",
    place=9,
    sample=samples.month_report,
    texts=texts.MONTH_REPORT,
    places=texts.PLACES,
)

# The rows that papers are about.
CALENDAR = Subject(
    "monthly_calendar", "grassroots.month", "calendar_id", "Mở lịch đi cơ sở của tháng"
)

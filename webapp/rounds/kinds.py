"""What this room declares."""

from webapp.accounts.models import MEMBER
from webapp.attending.kinds import FINDINGS_DUTY, PREPARATION_DUTY, RESULT_LETTER_DUTY
from webapp.documents.kinds import Approver, PaperKind, Subject
from webapp.milestones.kinds import MilestoneKind, SubjectPage
from webapp.plans.kinds import ActivityKind, DutyKind, Step, UsualDuty, YearPart
from webapp.rounds.papers import samples, texts
from webapp.submissions.kinds import PAPERS_DUTY, SELF_REPORT_DUTY
from webapp.visits.kinds import ANNOUNCEMENT_DUTY

ROUND_REPORT_DUE = MilestoneKind(
    "round_report", "Báo cáo kết quả đợt", "rounds.show", "activity_id"
)
MILESTONE_KINDS = (ROUND_REPORT_DUE,)

ROUND_REPORT_DUTY = DutyKind(
    "Báo cáo kết quả đợt",
    ROUND_REPORT_DUE,
    owner=MEMBER,
    step=Step("Báo cáo kết quả", "Đã báo cáo", "Chờ báo cáo", "Trễ báo cáo"),
)
DUTY_KINDS = (ROUND_REPORT_DUTY,)

# Units are inspected or supervised in a window, by a team (46-KH/ĐTN, II; 65-KH/ĐTN).
ROUND = ActivityKind(
    "round",
    "Kiểm tra, giám sát theo đợt",
    place=3,
    year=YearPart.ROUNDS,
    page="rounds.index",
    anchors=("round_start", "round_end", "meeting", "visit", "fixed"),
    duties=[
        ANNOUNCEMENT_DUTY,
        SELF_REPORT_DUTY,
        PAPERS_DUTY,
        PREPARATION_DUTY,
        FINDINGS_DUTY,
        RESULT_LETTER_DUTY,
        ROUND_REPORT_DUTY,
    ],
    usual=[  # 46-KH/ĐTN, III
        UsualDuty(
            ANNOUNCEMENT_DUTY,
            "planner",
            "Thông báo đợt giám sát",
            "5 working days before",
            "round_start",
        ),
        UsualDuty(
            PREPARATION_DUTY, "unit", "Chuẩn bị tài liệu", "2 working days before", "meeting"
        ),
        UsualDuty(
            FINDINGS_DUTY,
            "member",
            "Hoàn thành ghi nhận buổi làm việc",
            "3 working days after",
            "meeting",
        ),
        UsualDuty(
            ROUND_REPORT_DUTY, "member", "Báo cáo kết quả đợt", "7 working days after", "round_end"
        ),
    ],
    needed=("duty_lower",),
    counted="lượt được chọn trong các đợt",
    unit_words="Đơn vị được chọn: ",
    has_window=True,
    has_own_contents=True,
    has_figures=True,
)

# The papers that this room composes; to announcement and invitation it adds parts of its own.
ROUND_REPORT = PaperKind(
    "round_report",
    "Báo cáo kết quả đợt",
    "BÁO CÁO",
    "BC",
    place=8,
    sample=samples.round_report,
    approver=Approver.NAMED,  # its head confirms what the team's secretary compiled
    texts=texts.REPORT,
    places=texts.PLACES,
)

# The rows that papers are about: the id is the activity's.
ROUND_SUBJECT = Subject("round", "rounds.show", "activity_id", "Mở đợt kiểm tra, giám sát")

ABOUT = "round"  # the subject of a round's papers and milestones; its id is the activity's
ROUND_PAGE = SubjectPage(ABOUT, "rounds.show", "activity_id")

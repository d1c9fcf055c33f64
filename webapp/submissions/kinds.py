"""What this room declares."""

from webapp.documents.kinds import PaperKind
from webapp.milestones.kinds import MilestoneKind
from webapp.plans.kinds import (
    EACH,
    EVERY,
    ActivityKind,
    Beginning,
    DutyKind,
    Step,
    UsualDuty,
    YearPart,
)
from webapp.submissions.papers import samples, texts

SELF_REPORT_DUE = MilestoneKind(
    "self_report", "Báo cáo của đơn vị", "submissions.show_papers", "assignment_id"
)
PAPERS_DUE = MilestoneKind("papers", "Gửi tài liệu", "submissions.show_papers", "assignment_id")
PAPER_REQUEST = MilestoneKind(
    "paper_request", "Cung cấp thêm tài liệu", "submissions.show_request", "request_id"
)
MILESTONE_KINDS = (SELF_REPORT_DUE, PAPERS_DUE, PAPER_REQUEST)

SELF_REPORT_DUTY = DutyKind(
    "Báo cáo của đơn vị",
    SELF_REPORT_DUE,
    owner="unit",
    step=Step("Báo cáo", "Đã báo cáo", "Chờ báo cáo", "Chưa báo cáo"),
    anchors=EVERY - EACH,
    is_due_from_issue=True,
    begun="Đơn vị đã nộp báo cáo",
)
PAPERS_DUTY = DutyKind(
    "Gửi tài liệu",
    PAPERS_DUE,
    owner="unit",
    step=Step("Tài liệu", "Đã gửi tài liệu", "Chờ tài liệu", "Trễ tài liệu"),
    anchors=EVERY - EACH,
    is_due_from_issue=True,
    takes_papers=True,
    begun="Đơn vị đã gửi đủ tài liệu",
)
DUTY_KINDS = (SELF_REPORT_DUTY, PAPERS_DUTY)

FIGURES = (  # words, unit
    ("Số {grassroots} được dự", "tổ chức"),
    ("Số {cell} được dự", "{cell}"),
    ("Số buổi sinh hoạt chuyên đề được dự", "buổi"),
    ("Số buổi xếp loại Tốt", "buổi"),
    ("Số buổi xếp loại Khá", "buổi"),
    ("Số buổi xếp loại Trung bình", "buổi"),
    ("Số buổi xếp loại Kém", "buổi"),
    ("Số hạn chế đã phát hiện", "hạn chế"),
    ("Số hạn chế đã khắc phục", "hạn chế"),
)
# Units supervise themselves, and report by a day.
SELF_RUN = ActivityKind(
    "self_run",
    "Tự giám sát cả năm",
    place=2,
    year=YearPart.COMMITTEES,
    page="submissions.index",
    anchors=("fixed",),
    duties=[SELF_REPORT_DUTY],
    begins=Beginning(
        "Tự tổ chức dự, giám sát trong {body}",
        report=UsualDuty(
            SELF_REPORT_DUTY, "unit", "Báo cáo kết quả tự giám sát", "on the day", "fixed"
        ),
        figures=FIGURES,
    ),
    needed=("duty_lower",),
    counted="tự giám sát",
    is_own=True,
    has_figures=True,
)

# The papers that this room composes, or that units send by it.
SELF_REPORT = PaperKind(
    "self_report",
    "Báo cáo tự giám sát",
    "BÁO CÁO",
    "BC",
    place=11,
    sample=samples.self_report,
)
OUTLINE_REPORT = PaperKind(
    "outline_report",
    "Báo cáo theo đề cương",
    "BÁO CÁO",
    "",
    place=12,
    sample=samples.outline_report,
    texts=texts.OUTLINE_REPORT,
    places=texts.PLACES,
)

"""What this room declares."""

from webapp.documents.kinds import PaperKind
from webapp.milestones.kinds import MilestoneKind
from webapp.notices.papers import samples
from webapp.plans.kinds import DutyKind, Step

# The papers that this room composes.
RECEIPT = PaperKind(
    "receipt", "Giấy xác nhận", "GIẤY XÁC NHẬN", "", place=15, sample=samples.receipt
)

NOTICE = MilestoneKind(
    "notice",
    "Đăng ký lịch sinh hoạt",
    "notices.edit",
    "assignment_id",
    follows_calendar=True,
    is_filing=True,
)
# Of each meeting filed: until when its day had to be told, and when it was.
MEETING_NOTICE = MilestoneKind(
    "meeting_notice", "Báo ngày họp", "notices.change", "meeting_id", follows_calendar=True
)
MILESTONE_KINDS = (NOTICE, MEETING_NOTICE)

NOTICE_DUTY = DutyKind(
    "Đăng ký lịch sinh hoạt",
    NOTICE,
    owner="unit",
    step=Step("Đăng ký", "Đã đăng ký", "Chờ đăng ký", "Trễ đăng ký"),
    is_due_from_issue=True,
    is_filing=True,
    begun="Đơn vị đã gửi đăng ký lịch sinh hoạt của tháng này",
)
DUTY_KINDS = (NOTICE_DUTY,)

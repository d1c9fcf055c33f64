"""What this room declares."""

from webapp.accounts.models import MEMBER, PLANNER
from webapp.attending.papers import samples, texts
from webapp.documents.kinds import PaperKind, Subject
from webapp.documents.measures import PARTY, YOUTH
from webapp.milestones.kinds import MilestoneKind
from webapp.plans.kinds import DutyKind, Step, UsualDuty

# Whose part in a team it is to decide between two texts of one field.
LEADS = ("head", "deputy", "secretary")

# The papers that this room composes.
RESULT_LETTER = PaperKind(
    "result_letter",
    "Thông báo kết quả",
    "THÔNG BÁO",
    "TB",
    place=5,
    sample=samples.result_letter,
    texts=texts.RESULT_LETTER,
    places=texts.PLACES,
    pictured=(PARTY, YOUTH),
)
MINUTES = PaperKind(
    "minutes",
    "Biên bản",
    "BIÊN BẢN",
    "BB",
    place=6,
    sample=samples.minutes,
    texts=texts.MINUTES,
    places=texts.PLACES,
)
NOTE_FORM = PaperKind(
    "note_form",
    "Phiếu ghi chép",
    "PHIẾU GHI CHÉP",
    "",
    place=13,
    sample=samples.note_form,
    texts=texts.NOTE_FORM,
    places=texts.PLACES,
)

# The rows that papers are about.
VISIT = Subject("visit", "attending.show", "visit_id", "Mở buổi dự, giám sát")

PREPARATION = MilestoneKind("preparation", "Chuẩn bị tài liệu", "attending.prepare", "visit_id")
FINDINGS = MilestoneKind("findings", "Ghi nhận kết quả dự", "attending.findings", "visit_id")
RESULT_LETTER_DUE = MilestoneKind(
    "result_letter", "Thông báo kết quả", "attending.show", "visit_id"
)
ACKNOWLEDGE = MilestoneKind(
    "acknowledge", "Xác nhận đã nhận thông báo kết quả", "documents.show", "document_id"
)
MILESTONE_KINDS = (PREPARATION, FINDINGS, RESULT_LETTER_DUE, ACKNOWLEDGE)

PREPARATION_DUTY = DutyKind(
    "Chuẩn bị tài liệu",
    PREPARATION,
    owner="unit",
    step=Step("Chuẩn bị", "Đã chuẩn bị", "Chờ chuẩn bị", "Trễ chuẩn bị"),
    is_of_visit=True,
    ends_when_held=True,
)
FINDINGS_DUTY = DutyKind(
    "Ghi nhận kết quả dự",
    FINDINGS,
    owner=MEMBER,
    step=Step("Ghi kết quả", "Đã ghi kết quả", "Chờ ghi kết quả", "Trễ ghi kết quả"),
    is_of_visit=True,
    is_by_head=True,
    ends_when_held=True,
)
RESULT_LETTER_DUTY = DutyKind(
    "Thông báo kết quả",
    RESULT_LETTER_DUE,
    owner=PLANNER,
    step=Step("Kết quả", "Đã thông báo kết quả", "Chờ kết quả", "Trễ thông báo kết quả"),
    is_of_visit=True,
)
DUTY_KINDS = (PREPARATION_DUTY, FINDINGS_DUTY, RESULT_LETTER_DUTY)

# When it usually is where meetings are attended.
USUAL = (
    UsualDuty(PREPARATION_DUTY, "unit", "Chuẩn bị tài liệu", "2 working days before", "meeting"),
    UsualDuty(
        FINDINGS_DUTY, "member", "Hoàn thành ghi nhận kết quả dự", "3 working days after", "meeting"
    ),
    UsualDuty(
        RESULT_LETTER_DUTY, "planner", "Thông báo kết quả dự", "7 working days after", "meeting"
    ),
)

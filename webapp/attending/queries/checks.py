"""What is still missing in a visit's findings. It is told, and seldom refused."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.attending.models import ASSESSMENTS, Recommendation
from webapp.attending.queries.attendance import impossible
from webapp.attending.queries.ratings import content_of
from webapp.attending.queries.session import SessionRecord
from webapp.attending.queries.visit import VisitRecord
from webapp.core import clock
from webapp.plans.kinds import ACTIVITIES
from webapp.visits.papers.in_force import is_announced

SHOWN = 4  # of the contents that nobody rated; the page of findings is long enough


@dataclass(frozen=True)
class Missing:
    """Something missing, where on the page to mend it, and whether nothing goes on without it.

    `asks`: without it the findings are completed with a reason only. `is_unrated`: it is one of
    the contents that nobody rated.
    """

    text: str
    anchor: str
    blocks: bool = False
    asks: bool = False
    is_unrated: bool = False

    @property
    def must(self) -> str:
        """How much it is needed, in words; "" where it is only told."""
        if self.blocks:
            return "(bắt buộc)"
        return "(thiếu thì phải nêu lý do)" if self.asks else ""


def missing(record: VisitRecord) -> list[Missing]:
    """Return what is missing in the findings: first what holds them up (attendance, one remark),
    then what asks for a reason (not ready, not rated), then the rest.
    """
    found = [
        *_of_readiness(record),
        *_of_clashes(record),
        *_of_attendance(record),
        *_of_contents(record),
        *_of_remarks(record),
        *_of_recommendations(record),
        *_of_score(record),
    ]
    return sorted(found, key=lambda one: (not one.blocks, not one.asks))


def folded(found: Sequence[Missing]) -> Sequence[Missing]:
    """Return what of the list folds: of many contents that nobody rated all but the first."""
    unrated = [one for one in found if one.is_unrated]
    return unrated[SHOWN:] if len(unrated) > SHOWN + 1 else ()


def _of_readiness(record: VisitRecord) -> list[Missing]:
    """What a visit goes through before it is held: told to the unit, arranged, its hour come."""
    found = []
    visit = record.visit
    if visit.meeting.starts_at > clock.now():
        found.append(Missing("Buổi này chưa đến giờ theo lịch", "attendance", asks=True))
    if isinstance(record, SessionRecord):
        found += [Missing(f"Buổi làm việc {one}", "attendance", asks=True) for one in record.lacks]
    elif not ACTIVITIES[visit.assignment.activity.kind].has_calendar and not is_announced(
        visit.assignment_id
    ):
        words = "Lịch dự và Tổ công tác chưa được thông báo đến đơn vị"
        found.append(Missing(words, "attendance", asks=True))
    return found


def _of_clashes(record: VisitRecord) -> list[Missing]:
    """What of two texts nobody decided: who completes all the same says why."""
    return [
        Missing(f"Ô có hai bản chưa quyết định: {one.label}", f"cell-{one.name}", asks=True)
        for one in record.clashes
        if not one.is_of_unit
    ]


def _of_attendance(record: VisitRecord) -> list[Missing]:
    row = record.attendance
    member = record.terms.member
    needed = {"members": f"tổng số {member}", "present": f"số {member} có mặt"}
    absent = {"excused": "số vắng có lý do", "unexcused": "số vắng không lý do"}
    if record.visit.meeting.is_session:
        needed, absent = {"present": "số người dự"}, {"composition": "thành phần dự"}
    wanted = absent | {
        "opened_at": "giờ khai mạc",
        "closed_at": "giờ kết thúc",
        "chair": "người chủ trì",
    }
    found = []
    for column, words in (needed | wanted).items():
        if row is None or getattr(row, column) in (None, ""):
            anchor = f"cell-attendance-{column}"
            found.append(Missing(f"Tham dự: {words}", anchor, column in needed))
    wrong = impossible(row, record.terms)
    found += [Missing(f"Tham dự: {hint}", "attendance", True) for hint in wrong]
    return found


def _of_contents(record: VisitRecord) -> list[Missing]:
    found = []
    for item in record.items:
        content = content_of(record, item)
        if not content.is_written:
            words = f"Chưa đánh giá: {item.text}"
            found.append(Missing(words, f"item-{item.id}", asks=True, is_unrated=True))
        elif content.is_unexplained:
            rated = ASSESSMENTS[content.rating]
            words = f"Đánh giá “{rated}” mà chưa ghi hạn chế, cũng chưa nêu vì sao: {item.text}"
            found.append(Missing(words, f"item-{item.id}", asks=True))
    return found


def _of_remarks(record: VisitRecord) -> list[Missing]:
    found = []
    if not record.strengths and not record.shortcomings_found:
        found.append(Missing("Nhận xét: ít nhất một ưu điểm hoặc hạn chế", "general", True))
    for row in record.shortcomings_found:
        at = f"row-remark-{row.id}"
        if not row.cause:
            found.append(
                Missing(f"Hạn chế chưa có nguyên nhân: {record.shortcomings[str(row.id)]}", at)
            )
        if not any(one.text for one in record.recommendations_on(row.id)):
            found.append(
                Missing(f"Hạn chế chưa có kiến nghị: {record.shortcomings[str(row.id)]}", at)
            )
    return found


def _of_recommendations(record: VisitRecord) -> list[Missing]:
    found = []
    for row in record.recommendations.values():
        for words in _recommendation_lacks(row):
            found.append(Missing(f"Kiến nghị {words}", f"row-recommendation-{row.id}"))
    return found


def _recommendation_lacks(row: Recommendation) -> list[str]:
    if not row.text:
        return ["chưa có nội dung"]
    named = f"“{row.text[:60]}{'…' if len(row.text) > 60 else ''}”"
    lacks = {
        "chưa gắn với hạn chế nào": row.remark_id is None,
        "chưa có người thực hiện": not row.owner,
        "chưa có thời hạn": row.due_on is None,
        "chưa có người theo dõi": row.monitor_id is None,
    }
    return [f"{named} {words}" for words, lacking in lacks.items() if lacking]


def _of_score(record: VisitRecord) -> list[Missing]:
    if not record.is_scored:
        return []
    open_ones = [
        criterion
        for criterion, mark in record.scored
        if mark is None or (mark.points is None and not mark.is_not_applicable)
    ]
    if not open_ones:
        return []
    anchor = f"cell-mark-{open_ones[0].id}-points"
    return [Missing(f"Chấm điểm: còn {len(open_ones)} tiêu chí chưa có điểm", anchor)]

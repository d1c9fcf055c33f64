"""What is still missing in a visit's findings. It is told, and seldom refused."""

from dataclasses import dataclass

from webapp.attending.models import Recommendation
from webapp.attending.sheets import Sheet
from webapp.core import clock


@dataclass(frozen=True)
class Missing:
    """Something missing, where on the page to mend it, and whether nothing goes on without it."""

    text: str
    anchor: str
    blocks: bool = False


def missing(sheet: Sheet) -> list[Missing]:
    """Return what is missing in the findings; only attendance and one remark hold them up."""
    return [
        *_of_attendance(sheet),
        *_of_contents(sheet),
        *_of_remarks(sheet),
        *_of_recommendations(sheet),
        *_of_score(sheet),
    ]


def _of_attendance(sheet: Sheet) -> list[Missing]:
    row = sheet.attendance
    needed = {"members": "tổng số đảng viên", "present": "số đảng viên có mặt"}
    absent = {"excused": "số vắng có lý do", "unexcused": "số vắng không lý do"}
    if sheet.visit.meeting.is_session:
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
    if sheet.visit.meeting.starts_at > clock.now():
        found.append(Missing("Buổi này chưa đến giờ theo lịch", "attendance"))
    return found


def _of_contents(sheet: Sheet) -> list[Missing]:
    said = {row.item_id for row in sheet.remarks.values() if row.text}
    found = []
    for item in sheet.items:
        finding = sheet.findings.get(item.id)
        if item.id not in said and not (finding and finding.assessment):
            found.append(Missing(f"Chưa đánh giá: {item.text}", f"item-{item.id}"))
    return found


def _of_remarks(sheet: Sheet) -> list[Missing]:
    found = []
    if not sheet.strengths and not sheet.shortcomings_found:
        found.append(Missing("Nhận xét: ít nhất một ưu điểm hoặc hạn chế", "general", True))
    for row in sheet.shortcomings_found:
        at = f"row-remark-{row.id}"
        if not row.cause:
            found.append(
                Missing(f"Hạn chế chưa có nguyên nhân: {sheet.shortcomings[str(row.id)]}", at)
            )
        if not any(one.text for one in sheet.recommendations_on(row.id)):
            found.append(
                Missing(f"Hạn chế chưa có kiến nghị: {sheet.shortcomings[str(row.id)]}", at)
            )
    return found


def _of_recommendations(sheet: Sheet) -> list[Missing]:
    found = []
    for row in sheet.recommendations.values():
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


def _of_score(sheet: Sheet) -> list[Missing]:
    open_ones = [
        criterion
        for criterion, mark in sheet.scored
        if mark is None or (mark.points is None and not mark.is_not_applicable)
    ]
    if not open_ones:
        return []
    anchor = f"cell-mark-{open_ones[0].id}-points"
    return [Missing(f"Chấm điểm: còn {len(open_ones)} tiêu chí chưa có điểm", anchor)]

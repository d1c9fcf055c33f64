"""What is looked over before a month's choice is closed."""

from collections.abc import Sequence

from webapp.accounts.models import OFFICE
from webapp.core import clock
from webapp.milestones.services import people_of
from webapp.notices.models import MEETING_KINDS
from webapp.plans.models import Assignment
from webapp.rules.looking_over import LookingOver, some
from webapp.rules.text import short_date
from webapp.visits.queries.filed_meetings import FiledMeeting, meetings_alone, quota_of


def look_over(assignment: Assignment) -> LookingOver:
    """Return what closing the choice answers, to whom, and what is missing: two queries.

    The assignment comes with its organization and its activity.
    """
    meetings = meetings_alone(assignment)
    chosen = [one for one in meetings if one.is_chosen]
    others = [one for one in meetings if not one.is_chosen and not one.is_cancelled]
    office = people_of(assignment.issuer_id, OFFICE, organization=assignment.organization)
    quota = quota_of(meetings, assignment.activity)
    name = assignment.organization.name
    missing = [
        *([] if quota.met else [f"{quota.text}. Muốn chốt, phải nêu lý do."]),
        *([] if meetings else [f"{name} chưa đăng ký buổi sinh hoạt nào cho tháng này."]),
        *([] if office else [f"{name} chưa có tài khoản văn phòng nào để nhận trả lời."]),
    ]
    return LookingOver(
        _button(len(chosen), len(others)),
        (
            (f"Được chọn dự ({len(chosen)})", _said(chosen)),
            (f"Không chọn ({len(others)})", _said(others)),
            ("Trả lời cho", [f"{name}: {len(office)} tài khoản văn phòng"]),
        ),
        missing,
        {str(one.meeting_id): f"{_words(one)}, {_answer(one)}" for one in meetings},
    )


def _button(chosen: int, others: int) -> str:
    attended = f"Chốt: dự {chosen} buổi" if chosen else "Chốt: không dự buổi nào"
    return f"{attended}, không dự {others} buổi" if chosen and others else attended


def _said(meetings: Sequence[FiledMeeting]) -> list[str]:
    return some([_words(one) for one in meetings]) or ["Không có buổi nào"]


def _words(one: FiledMeeting) -> str:
    kind = MEETING_KINDS.get(one.kind, one.kind).lower()
    topic = f" “{one.topic}”" if one.topic else ""
    when = f"{clock.local(one.starts_at):%H:%M} ngày {short_date(one.day)}"
    return f"{one.name}, {when}, {one.place}, {kind}{topic}"


def _answer(one: FiledMeeting) -> str:
    if one.is_cancelled:
        return "đã hủy"
    return "được chọn" if one.is_chosen else "không chọn"

"""Whether the figures of attendance add up. What does not is told, never refused."""

from webapp.visits.models import Attendance


def attendance_hints(attendance: Attendance | None) -> list[str]:
    """Return, in Vietnamese, what in the figures of attendance does not add up."""
    if attendance is None:
        return []
    a, found = attendance, []
    if a.members is not None and (a.probationary or 0) > a.members:
        found.append(f"Đảng viên dự bị ({a.probationary}) nhiều hơn tổng số ({a.members}).")
    if a.members is not None and (a.present or 0) > a.members:
        found.append(f"Có mặt ({a.present}) nhiều hơn tổng số đảng viên ({a.members}).")
    if None not in (a.members, a.present, a.excused, a.unexcused):
        found += _sum_hint(a)
    if a.opened_at and a.closed_at and a.closed_at <= a.opened_at:
        found.append("Giờ kết thúc không sau giờ khai mạc.")
    return found


def _sum_hint(a: Attendance) -> list[str]:
    # A member who is exempt may still come, so the sum may hold with the exempt or without.
    counted = (a.present or 0) + (a.excused or 0) + (a.unexcused or 0)
    if a.members in (counted, counted + (a.exempt or 0)):
        return []
    return [
        f"Có mặt {a.present or 0} + vắng có lý do {a.excused or 0} + "
        f"vắng không lý do {a.unexcused or 0} + miễn sinh hoạt {a.exempt or 0} = "
        f"{counted + (a.exempt or 0)}, khác tổng số {a.members} đảng viên."
    ]

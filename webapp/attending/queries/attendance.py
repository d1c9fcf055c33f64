"""Whether the figures of attendance add up.

Fields save one by one, so what does not add up is told beside them; what cannot be is refused when
the findings are completed.
"""

from webapp.rules.terms import PARTY, Terms
from webapp.visits.models import Attendance


def attendance_hints(attendance: Attendance | None, terms: Terms = PARTY) -> list[str]:
    """Return, in Vietnamese, what in the figures of attendance does not add up."""
    a, found = attendance, impossible(attendance, terms)
    if a is not None and None not in (a.members, a.present, a.excused, a.unexcused):
        found += _sum_hint(a, terms)
    return found


def impossible(attendance: Attendance | None, terms: Terms = PARTY) -> list[str]:
    """Return what cannot both be true, whatever else is written."""
    if attendance is None:
        return []
    a, found = attendance, []
    if a.members is not None and (a.probationary or 0) > a.members:
        found.append(f"Đảng viên dự bị ({a.probationary}) nhiều hơn tổng số ({a.members}).")
    if a.members is not None and (a.present or 0) > a.members:
        found.append(f"Có mặt ({a.present}) nhiều hơn tổng số {terms.member} ({a.members}).")
    found += _too_many_absent(a, terms)
    if a.opened_at and a.closed_at and a.closed_at <= a.opened_at:
        found.append("Giờ kết thúc không sau giờ khai mạc.")
    return found


def _too_many_absent(a: Attendance, terms: Terms) -> list[str]:
    absent = {"Miễn sinh hoạt": a.exempt, "Vắng có lý do": a.excused}
    absent |= {"Vắng không lý do": a.unexcused}
    return [
        f"{label} ({count}) nhiều hơn tổng số {terms.member} ({a.members})."
        for label, count in absent.items()
        if a.members is not None and (count or 0) > a.members
    ]


def _sum_hint(a: Attendance, terms: Terms) -> list[str]:
    # A member who is exempt may still come, so the sum may hold with the exempt or without.
    counted = (a.present or 0) + (a.excused or 0) + (a.unexcused or 0)
    if a.members in (counted, counted + (a.exempt or 0)):
        return []
    return [
        f"Có mặt {a.present or 0} + vắng có lý do {a.excused or 0} + "
        f"vắng không lý do {a.unexcused or 0} + miễn sinh hoạt {a.exempt or 0} = "
        f"{counted + (a.exempt or 0)}, khác tổng số {a.members} {terms.member}."
    ]

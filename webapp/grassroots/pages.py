"""What this room has of a visit's menu."""

from webapp.attending.can import CanAttend
from webapp.grassroots.kinds import GRASSROOTS
from webapp.visits.menu import NONE_YET, Lead, Seen, VisitPage


def _report(seen: Seen) -> Lead | None:
    visit = seen.visit
    if visit.assignment.activity.kind != GRASSROOTS.key or not CanAttend(seen.who, visit).oversee:
        return None
    return Lead("grassroots.report", "đã báo cáo" if visit.held_at else NONE_YET)


REPORT = VisitPage("report", "Báo cáo", 4, _report)

"""What this room has of a visit's menu."""

from sqlalchemy import func, select

from webapp.plans.kinds import ACTIVITIES
from webapp.visits.attendee_models import Attendee
from webapp.visits.menu import Lead, Seen, VisitPage
from webapp.visits.models import Visit

_PEOPLE = select(func.count(Attendee.id)).where(Attendee.visit_id == Visit.id).correlate(Visit)


def _people(seen: Seen) -> Lead | None:
    if not ACTIVITIES[seen.visit.assignment.activity.kind].attends:
        return None
    return Lead("visits.people", seen.of("answered", "people"))


PEOPLE = VisitPage(
    "people",
    "Thành phần",
    3,
    _people,
    {
        "people": _PEOPLE.scalar_subquery(),
        "answered": _PEOPLE.where(Attendee.answer != "").scalar_subquery(),
    },
)

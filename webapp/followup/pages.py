"""What this room has of a visit's menu."""

from sqlalchemy import func, or_, select

from webapp.attending.can import CanAttend
from webapp.attending.kinds import RESULT_LETTER
from webapp.attending.models import Recommendation
from webapp.attending.pages import out
from webapp.followup.models import ACCEPTED
from webapp.followup.queries import last_decision
from webapp.visits.menu import Lead, Seen, VisitPage
from webapp.visits.models import Visit

_TOLD = (
    select(func.count(Recommendation.id))
    .where(Recommendation.visit_id == Visit.id, Recommendation.text != "")
    .correlate(Visit)
)


def _recommendations(seen: Seen) -> Lead | None:
    sees = CanAttend(seen.who, seen.visit).oversee or seen.figures[out(RESULT_LETTER)]
    if not (sees and seen.figures["recommendations"]):
        return None
    at = {"visit_id": seen.visit.id, "_anchor": "recommendations"}
    return Lead("attending.show", seen.of("mended", "recommendations"), at)


_OVER = _TOLD.where(or_(Recommendation.closed_at.is_not(None), last_decision() == ACCEPTED))
RECOMMENDATIONS = VisitPage(
    "recommendations",
    "Kiến nghị",
    7,
    _recommendations,
    {"recommendations": _TOLD.scalar_subquery(), "mended": _OVER.scalar_subquery()},
)

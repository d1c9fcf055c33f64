"""What this room has for the house."""

from webapp.core.house import House
from webapp.documents.kinds import PAPERS
from webapp.milestones.kinds import MILESTONES
from webapp.milestones.signals import begun
from webapp.notices import kinds, views
from webapp.notices.queries.drafts import begun_by
from webapp.plans.kinds import DUTIES


def register(house: House) -> None:
    """Open the pages on which units send their meetings."""
    house.declare(PAPERS, kinds.RECEIPT)
    house.declare(MILESTONES, *kinds.MILESTONE_KINDS)
    house.declare(DUTIES, *kinds.DUTY_KINDS)
    house.pages(views.bp, views)
    house.answer(begun, begun_by)

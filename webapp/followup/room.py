"""What this room has for the house."""

from webapp.accounts.holdings import HOLDINGS
from webapp.attending.signals import taken_along
from webapp.core.house import House
from webapp.documents.kinds import PAPERS
from webapp.documents.signals import issued, withdrawn
from webapp.followup import kinds, leaving, pages, queries, services, views
from webapp.milestones.kinds import MILESTONES
from webapp.visits.menu import VISIT_PAGES


def register(house: House) -> None:
    """Open the pages of recommendations."""
    house.declare(PAPERS, kinds.LETTER)
    house.declare(MILESTONES, *kinds.MILESTONE_KINDS)
    house.declare(HOLDINGS, *leaving.HOLDINGS)
    house.declare(VISIT_PAGES, pages.RECOMMENDATIONS)
    house.pages(views.bp, views)
    house.answer(taken_along, queries.open_at)
    house.listen(issued, services.letter_issued)
    house.listen(withdrawn, services.letter_withdrawn)

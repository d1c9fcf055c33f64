"""What this room has for the house."""

from webapp.accounts.holdings import HOLDINGS
from webapp.core.house import House
from webapp.documents import cli, kinds
from webapp.documents.copies.kinds import FURTHER, PART, WHOLE
from webapp.documents.kinds import PAPERS
from webapp.documents.road import leaving
from webapp.documents.views import copies, issuing, recompose, road, show, unprintable
from webapp.documents.views import register as register_views
from webapp.documents.views.blueprint import bp
from webapp.milestones.kinds import MILESTONES


def register(house: House) -> None:
    """Open the pages of papers, and offer their commands."""
    house.declare(PAPERS, WHOLE, PART, FURTHER)
    house.declare(MILESTONES, *kinds.MILESTONE_KINDS)
    house.declare(HOLDINGS, *leaving.HOLDINGS)
    house.pages(bp, show, issuing, road, register_views, copies, recompose, unprintable)
    house.commands(cli.documents)

"""What this room has for the house."""

from webapp.core.house import House
from webapp.milestones import closing_views, views


def register(house: House) -> None:
    """Open the first screen, and the pages of what is past its day."""
    house.pages(views.bp, views)
    house.pages(closing_views.bp, closing_views)

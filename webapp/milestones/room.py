"""What this room has for the house."""

from webapp.core.house import House
from webapp.milestones import views


def register(house: House) -> None:
    """Open the first screen."""
    house.pages(views.bp, views)

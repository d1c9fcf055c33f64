"""What this room has for the house."""

from webapp.accounts.removed import UNDOABLE
from webapp.core.house import House
from webapp.observations import views
from webapp.observations.kinds import ONGOING
from webapp.plans.kinds import ACTIVITIES


def register(house: House) -> None:
    """Open the pages of ongoing supervision."""
    house.declare(ACTIVITIES, ONGOING)
    house.pages(views.bp, views)
    house.declare(UNDOABLE, views.NOTE)

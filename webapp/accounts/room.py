"""What this room has for the house."""

from webapp.accounts import services, undo_views, unsent_views, views
from webapp.core.house import House
from webapp.organizations.signals import own_bodies


def register(house: House) -> None:
    """Open the pages of signing in, and tell which bodies are the issuer's own."""
    house.pages(views.bp, views)
    house.pages(unsent_views.bp, unsent_views)
    house.pages(undo_views.bp, undo_views)
    house.answer(own_bodies, services.own_bodies_of)

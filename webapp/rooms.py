"""The rooms of the house, in the order the work flows, and the menu that leads to them."""

from flask import Flask
from flask_login import current_user

from webapp.accounts import views as accounts
from webapp.accounts.models import BOARD, OFFICE
from webapp.core.health import bp as health
from webapp.milestones import views as milestones

BLUEPRINTS = (health, accounts.bp, milestones.bp)

# (endpoint, words, icon, who sees it)
MENU = (
    ("milestones.home", "Việc của tôi", "house", frozenset({*BOARD, OFFICE})),
)


def init_app(app: Flask) -> None:
    """Register every room and hand the menu to the templates."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.context_processor(lambda: {"menu": menu()})


def menu() -> list[tuple[str, str, str]]:
    """Return the (endpoint, words, icon) that the signed-in person has use for."""
    if not current_user.is_authenticated:
        return []
    return [
        (endpoint, words, icon)
        for endpoint, words, icon, roles in MENU
        if not roles.isdisjoint(current_user.roles)
    ]

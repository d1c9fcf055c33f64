"""The rooms of the house, in the order the work flows."""

from functools import cache

from flask import Flask

from webapp.accounts import room as accounts
from webapp.administration import room as administration
from webapp.attending import room as attending
from webapp.core import health
from webapp.core.house import House
from webapp.documents import room as documents
from webapp.followup import room as followup
from webapp.grassroots import room as grassroots
from webapp.menu import menu
from webapp.milestones import room as milestones
from webapp.milestones.kinds import link_to
from webapp.notices import room as notices
from webapp.observations import room as observations
from webapp.plans import room as plans
from webapp.reports import room as reports
from webapp.rounds import room as rounds
from webapp.submissions import room as submissions
from webapp.visits import room as visits
from webapp.visits.menu import visit_menu

ROOMS = (
    health,
    accounts,
    milestones,
    documents,
    plans,
    observations,
    notices,
    visits,
    attending,
    grassroots,
    submissions,
    followup,
    rounds,
    reports,
    administration,
)


@cache
def house() -> House:
    """Return the house with every room in it: kinds, questions and signals are filled once."""
    built = House()
    for room in ROOMS:
        room.register(built)
    return built


def init_app(app: Flask) -> None:
    """Open the house in an application, and hand the menu to the templates."""
    house().open(app)
    app.context_processor(lambda: {"menu": menu, "visit_menu": visit_menu, "link_to": link_to})

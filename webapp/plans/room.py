"""What this room has for the house."""

from webapp.accounts.removed import UNDOABLE
from webapp.core.house import House
from webapp.documents.kinds import PAPERS
from webapp.documents.road.composing import COMPOSERS, Composer
from webapp.documents.signals import issued
from webapp.milestones.kinds import MILESTONES
from webapp.organizations.signals import took_effect
from webapp.plans import kinds, old_words
from webapp.plans.models import PLAN
from webapp.plans.paper import composition
from webapp.plans.services import editing, own_plans
from webapp.plans.views import (
    assigning,
    assignments,
    committee_plans,
    files,
    plans,
    removing,
)
from webapp.plans.views import old_words as old_words_views


def register(house: House) -> None:
    """Open the pages of plans; what a plan asks for is due once it is issued."""
    house.declare(PAPERS, kinds.PLAN_PAPER)
    house.declare(MILESTONES, kinds.OWN_PLAN_DUE)
    composer = Composer(
        kinds.PLAN_PAPER,
        PLAN,
        composition.composition,
        composition.is_over,
        obstacles=old_words.obstacles,
    )
    house.declare(COMPOSERS, composer)
    house.pages(
        plans.bp,
        plans,
        assignments,
        assigning,
        committee_plans,
        files,
        removing,
        old_words_views,
    )
    house.declare(UNDOABLE, *removing.UNDOABLE_ROWS.values(), assignments.ASSIGNMENT)
    house.listen(issued, editing.plan_issued)
    house.listen(took_effect, own_plans.let_go)

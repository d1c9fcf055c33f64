"""What this room has for the house."""

from webapp.core.house import House
from webapp.documents.kinds import PAPERS
from webapp.milestones.kinds import MILESTONES
from webapp.milestones.signals import preparing
from webapp.plans import signals as plans
from webapp.plans.kinds import ACTIVITIES, DUTIES
from webapp.submissions import kinds
from webapp.submissions.queries.owed import preparing_for
from webapp.submissions.queries.written import written
from webapp.submissions.views import outline, owed, papers, reports, side_by_side
from webapp.submissions.views.blueprint import bp


def register(house: House) -> None:
    """Open the pages of what units send."""
    house.declare(ACTIVITIES, kinds.SELF_RUN)
    house.declare(PAPERS, kinds.SELF_REPORT, kinds.OUTLINE_REPORT)
    house.declare(MILESTONES, *kinds.MILESTONE_KINDS)
    house.declare(DUTIES, *kinds.DUTY_KINDS)
    house.answer(plans.written, written)
    house.answer(preparing, preparing_for)
    house.pages(bp, reports, outline, papers, side_by_side, owed)

"""What this room has for the house."""

from webapp.accounts.holdings import HOLDINGS
from webapp.accounts.removed import UNDOABLE
from webapp.core.house import House
from webapp.documents.kinds import PAPERS, SUBJECTS
from webapp.documents.road.composing import COMPOSERS
from webapp.documents.signals import concerned, issued, withdrawn
from webapp.milestones.kinds import MILESTONES, SUBJECT_PAGES
from webapp.milestones.signals import coming
from webapp.plans.kinds import ACTIVITIES, DUTIES
from webapp.plans.signals import duty_changed, round_changed
from webapp.rounds import handover_views, kinds, team_views, undoing, views
from webapp.rounds.papers import texts
from webapp.rounds.queries.announced import session_told_in
from webapp.rounds.queries.coming import kick_offs_of
from webapp.rounds.services import (
    adjusting,
    announcing,
    composing,
    dues,
    leaving,
    reporting,
    seating,
)
from webapp.visits.kinds import AMENDMENT, ANNOUNCEMENT, INVITATION
from webapp.visits.signals import announced_in, visit_held


def register(house: House) -> None:
    """Open the pages of rounds, and follow their plan, their papers and their teams."""
    house.declare(ACTIVITIES, kinds.ROUND)
    house.declare(PAPERS, kinds.ROUND_REPORT)
    house.declare(SUBJECTS, kinds.ROUND_SUBJECT)
    house.declare(MILESTONES, *kinds.MILESTONE_KINDS)
    house.declare(DUTIES, *kinds.DUTY_KINDS)
    house.declare(SUBJECT_PAGES, kinds.ROUND_PAGE)
    ANNOUNCEMENT.add_texts(texts.ANNOUNCEMENT, texts.PLACES)
    INVITATION.add_texts(texts.INVITATION, texts.PLACES)
    AMENDMENT.add_texts(texts.AMENDMENT, texts.PLACES)
    house.declare(UNDOABLE, *undoing.KINDS)
    house.declare(HOLDINGS, *leaving.HOLDINGS)
    house.pages(views.bp, views)
    house.pages(handover_views.bp, handover_views)
    house.pages(team_views.bp, team_views)
    house.declare(COMPOSERS, *composing.COMPOSERS)
    house.answer(coming, kick_offs_of)
    house.answer(announced_in, session_told_in)
    house.answer(concerned, announcing.concerned_by)
    house.listen(issued, dues.plan_issued, announcing.paper_issued, reporting.report_issued)
    house.listen(withdrawn, announcing.paper_withdrawn, reporting.report_withdrawn)
    house.listen(duty_changed, dues.set_for)
    house.listen(round_changed, dues.set_for, seating.follow_seats, adjusting.follow_round)
    house.listen(visit_held, dues.settle_announcement)

"""What this room has for the house."""

from webapp.accounts.holdings import HOLDINGS
from webapp.accounts.removed import UNDOABLE
from webapp.core.house import House
from webapp.documents.kinds import PAPERS, SUBJECTS
from webapp.documents.road.composing import COMPOSERS
from webapp.documents.signals import concerned, issued, withdrawn
from webapp.milestones.kinds import MILESTONES
from webapp.milestones.signals import asked, coming, to_decide
from webapp.notices.signals import meeting_changed
from webapp.plans.kinds import ACTIVITIES, DUTIES
from webapp.plans.signals import duty_changed, round_changed, sessions
from webapp.visits import kinds, pages
from webapp.visits.menu import VISIT_PAGES
from webapp.visits.queries.answering import to_answer_of
from webapp.visits.queries.coming import coming_of
from webapp.visits.queries.needs import to_decide_of
from webapp.visits.queries.sessions import sessions_of
from webapp.visits.queries.told import told_in
from webapp.visits.services import amending, announcing, composing, dues, leaving
from webapp.visits.signals import announced_in, visit_held
from webapp.visits.views import attendees, choosing, closing, needs, team
from webapp.visits.views.blueprint import bp


def register(house: House) -> None:
    """Open the pages of the month's choice, and follow what its visits depend on."""
    house.declare(ACTIVITIES, kinds.ATTEND)
    house.declare(PAPERS, kinds.ANNOUNCEMENT, kinds.INVITATION, kinds.AMENDMENT)
    house.declare(SUBJECTS, kinds.ASSIGNMENT)
    house.declare(MILESTONES, *kinds.MILESTONE_KINDS)
    house.declare(DUTIES, *kinds.DUTY_KINDS)
    house.declare(HOLDINGS, *leaving.HOLDINGS)
    house.declare(VISIT_PAGES, pages.PEOPLE)
    house.pages(bp, choosing, closing, team, needs, attendees)
    house.declare(UNDOABLE, attendees.ATTENDEE)
    house.declare(COMPOSERS, *composing.COMPOSERS)
    house.answer(coming, coming_of)
    house.answer(asked, to_answer_of)
    house.answer(to_decide, to_decide_of)
    house.answer(sessions, sessions_of)
    house.answer(announced_in, told_in)
    house.answer(concerned, announcing.concerned_by)
    house.listen(issued, announcing.paper_issued, amending.paper_issued)
    house.listen(withdrawn, announcing.paper_withdrawn, amending.paper_withdrawn)
    house.listen(meeting_changed, announcing.follow_meeting)
    house.listen(visit_held, dues.settle_announcement)
    house.listen(duty_changed, dues.follow_duties)
    house.listen(round_changed, dues.follow_duties)

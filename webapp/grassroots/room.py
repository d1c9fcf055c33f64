"""What this room has for the house."""

from webapp.accounts.removed import UNDOABLE
from webapp.attending.services.taking import TAKERS
from webapp.core.house import House
from webapp.documents.kinds import PAPERS, SUBJECTS
from webapp.documents.road.composing import COMPOSERS
from webapp.documents.signals import issued, withdrawn
from webapp.grassroots import kinds, pages
from webapp.grassroots.papers import texts
from webapp.grassroots.queries.announced import told_in
from webapp.grassroots.queries.needs import absences as who_is_away
from webapp.grassroots.queries.needs import undecided_of
from webapp.grassroots.services import composing, dues, papers, taking
from webapp.grassroots.views import (
    line,
    month,
    publishing,
    report,
    shares,
    swap,
    undo,
    wishes,
)
from webapp.grassroots.views.blueprint import bp
from webapp.milestones.kinds import MILESTONES
from webapp.milestones.signals import to_decide
from webapp.plans.kinds import ACTIVITIES, DUTIES
from webapp.plans.signals import duty_changed
from webapp.visits.kinds import AMENDMENT, ANNOUNCEMENT
from webapp.visits.menu import VISIT_PAGES
from webapp.visits.signals import absences, announced_in


def register(house: House) -> None:
    """Open the pages of the bloc's month, and follow its plan, its papers and its meetings."""
    house.declare(TAKERS, *taking.REPORTS)
    house.declare(ACTIVITIES, kinds.GRASSROOTS)
    house.declare(PAPERS, kinds.QUICK_REPORT, kinds.MONTH_REPORT)
    house.declare(SUBJECTS, kinds.CALENDAR)
    house.declare(MILESTONES, *kinds.MILESTONE_KINDS)
    house.declare(DUTIES, *kinds.DUTY_KINDS)
    ANNOUNCEMENT.add_texts(texts.ANNOUNCEMENT, texts.PLACES)
    AMENDMENT.add_texts(texts.AMENDMENT, texts.PLACES)
    house.declare(VISIT_PAGES, pages.REPORT)
    house.pages(bp, month, line, publishing, report, shares, swap, undo, wishes)
    house.declare(UNDOABLE, wishes.WISH)
    house.declare(COMPOSERS, *composing.COMPOSERS)
    house.answer(announced_in, told_in)
    house.answer(absences, who_is_away)
    house.answer(to_decide, undecided_of)
    house.listen(issued, dues.plan_issued, papers.paper_issued)
    house.listen(withdrawn, papers.paper_withdrawn)
    house.listen(duty_changed, dues.follow)

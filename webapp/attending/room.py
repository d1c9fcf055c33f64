"""What this room has for the house."""

from webapp.accounts.removed import UNDOABLE
from webapp.attending import kinds, pages
from webapp.attending.queries.clashes import to_settle_of
from webapp.attending.queries.completions import told_beside
from webapp.attending.queries.gathering import has_gathered
from webapp.attending.queries.letters import has_letter
from webapp.attending.queries.placing import menu_of
from webapp.attending.services import agreeing, minutes, rewording, taking
from webapp.attending.services import letters as letter_services
from webapp.attending.views import (
    clashes,
    findings,
    letters,
    preparing,
    removed_rows,
    session,
    tablet,
)
from webapp.attending.views.blueprint import bp
from webapp.core.house import House
from webapp.documents.kinds import PAPERS, SUBJECTS
from webapp.documents.road.composing import COMPOSERS, Composer, always
from webapp.documents.signals import (
    acknowledged,
    concerned,
    issued,
    placed,
    remarked,
    reworded,
    withdrawn,
)
from webapp.milestones.kinds import MILESTONES
from webapp.milestones.signals import asked
from webapp.plans.kinds import DUTIES
from webapp.visits.kinds import ATTEND
from webapp.visits.menu import VISIT_PAGES
from webapp.visits.signals import answered, gathered


def register(house: House) -> None:
    """Open the pages of a visit, and follow its letter and its minutes."""
    ATTEND.add_duties(*kinds.DUTY_KINDS, usual=kinds.USUAL)
    house.declare(PAPERS, kinds.RESULT_LETTER, kinds.MINUTES, kinds.NOTE_FORM)
    house.declare(SUBJECTS, kinds.VISIT)
    house.declare(MILESTONES, *kinds.MILESTONE_KINDS)
    house.declare(DUTIES, *kinds.DUTY_KINDS)
    house.declare(UNDOABLE, removed_rows.REMARK, removed_rows.RECOMMENDATION)
    house.declare(VISIT_PAGES, *pages.VISIT_PAGES)
    house.pages(bp, clashes, findings, letters, preparing, session, tablet)
    house.declare(taking.TAKERS, *taking.FIELDS)
    house.answer(gathered, has_gathered)
    house.answer(asked, to_settle_of)
    house.declare(
        COMPOSERS,
        Composer(
            kinds.RESULT_LETTER,
            kinds.VISIT.key,
            letter_services.composition,
            is_over=always,
            obstacles=agreeing.obstacles,
            faults=agreeing.faults,
            due=kinds.RESULT_LETTER_DUE,
        ),
        Composer(kinds.MINUTES, kinds.VISIT.key, minutes.composition, is_over=always),
    )
    house.answer(answered, has_letter)
    house.answer(remarked, told_beside)
    house.answer(placed, menu_of)
    house.answer(concerned, letter_services.concerned_by)
    house.listen(issued, letter_services.letter_issued, minutes.minutes_issued)
    house.listen(reworded, rewording.follow)
    house.listen(acknowledged, letter_services.letter_received)
    house.listen(withdrawn, letter_services.letter_withdrawn)

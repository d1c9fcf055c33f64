"""What this room has for the house."""

from webapp.accounts.removed import UNDOABLE
from webapp.core.house import House
from webapp.documents.kinds import PAPERS, SUBJECTS
from webapp.documents.road.composing import COMPOSERS, Composer, always
from webapp.reports import kinds
from webapp.reports.papers import synthesis
from webapp.reports.views import good_models, year
from webapp.reports.views import synthesis as synthesis_pages


def register(house: House) -> None:
    """Open the pages of the year."""
    house.declare(PAPERS, kinds.SYNTHESIS)
    house.declare(SUBJECTS, kinds.PLAN_SUBJECT)
    house.declare(SUBJECTS, kinds.SPAN_SUBJECT)
    for subject, compose in (
        (kinds.PLAN_SUBJECT, synthesis.of_plan),
        (kinds.SPAN_SUBJECT, synthesis.of_span),
    ):
        composer = Composer(kinds.SYNTHESIS, subject.key, compose, is_over=always, adds_up=True)
        house.declare(COMPOSERS, composer)
    house.declare(UNDOABLE, synthesis_pages.SYNTHESIS_OF_SPAN)
    house.pages(year.bp, year, synthesis_pages)
    house.pages(good_models.bp, good_models)

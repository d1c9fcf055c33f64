"""What keeps the report of a round from its road, and what can't stand in its table."""

from webapp.attending.services.agreeing import lacking_answers
from webapp.documents.models import Document
from webapp.documents.road import services as documents
from webapp.documents.road.composing import Obstacle
from webapp.documents.tree import Paper, words
from webapp.documents.tree.editing import retyped
from webapp.rounds.papers.report import RECOMMENDED
from webapp.rounds.queries import rounds
from webapp.rounds.services.reporting import written_at
from webapp.rules.rewording import deadline

DUE = 4  # the column of the deadline


def obstacles(document: Document) -> list[Obstacle]:
    """Return the shortcomings, of every unit, that no recommendation answers."""
    found = written_at(rounds.units_of(rounds.fetch_round(document.subject_id)))
    return [told for one in found for told in lacking_answers(one.unanswered, one.unit.name)]


def faults(document: Document, paper: Paper) -> dict[str, str]:
    """Return the changed deadlines that are no days, by the names of their fields."""
    changed = retyped(documents.paper_of(document), paper, RECOMMENDED, DUE)
    return {name: why for name, text in changed.items() if (why := _fault(text))}


def _fault(cell: str) -> str:
    try:
        deadline(words(cell))
    except ValueError as error:
        return str(error)
    return ""

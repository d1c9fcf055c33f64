"""What one assignment's page reads."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from webapp.core.db import db
from webapp.documents.models import Document
from webapp.notices.models import Meeting
from webapp.plans.models import Assignment
from webapp.visits.models import Visit
from webapp.visits.papers import LETTER


@dataclass(frozen=True)
class VisitRow:
    """One visit of an assignment with its letter, if there is one."""

    visit: Visit
    letter: Document | None


def visits_of(assignment: Assignment) -> list[VisitRow]:
    """Return an assignment's visits in the order of their meetings: two queries."""
    visits = db.session.scalars(
        select(Visit)
        .join(Visit.meeting)
        .options(contains_eager(Visit.meeting), joinedload(Visit.organization))
        .where(Visit.assignment_id == assignment.id)
        .order_by(Meeting.starts_at, Visit.id)
    ).all()
    letters = db.session.scalars(
        select(Document).where(
            Document.kind == LETTER,
            Document.subject_kind == "visit",
            Document.subject_id.in_([visit.id for visit in visits]),
            Document.withdrawn_at.is_(None),
        )
    )
    by_visit = {letter.subject_id: letter for letter in letters}
    return [VisitRow(visit, by_visit.get(visit.id)) for visit in visits]

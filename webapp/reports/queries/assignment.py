"""What one assignment's page reads."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from webapp.attending.kinds import RESULT_LETTER
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.milestones.standing import DONE, WAIT, Standing
from webapp.notices.models import Meeting, Notice
from webapp.organizations.history import called_then
from webapp.plans.models import Assignment
from webapp.visits.models import Choice, Visit
from webapp.visits.queries.standing import off


@dataclass(frozen=True)
class VisitRow:
    """One visit of an assignment with its letter, if there is one."""

    visit: Visit
    letter: Document | None
    name: str  # of the body, as it was called on the day

    @property
    def standing(self) -> Standing:
        """Whether it is off, was held, or is to come."""
        held = Standing("Đã dự", DONE) if self.visit.held_at else Standing("Chờ dự", WAIT)
        return off(self.visit) or held


def begun(assignment: Assignment) -> tuple[Notice | None, Choice | None]:
    """Return the list that was filed for an assignment and what was chosen from it: one query."""
    statement = (
        select(Notice, Choice)
        .select_from(Assignment)
        .outerjoin(Notice, Notice.assignment_id == Assignment.id)
        .outerjoin(Choice, Choice.assignment_id == Assignment.id)
        .where(Assignment.id == assignment.id)
    )
    notice, choice = db.session.execute(statement).one()
    return notice, choice


def visits_of(assignment: Assignment) -> list[VisitRow]:
    """Return an assignment's visits in the order of their meetings: three queries."""
    visits = db.session.scalars(
        select(Visit)
        .join(Visit.meeting)
        .options(contains_eager(Visit.meeting), joinedload(Visit.organization))
        .where(Visit.assignment_id == assignment.id)
        .order_by(Meeting.starts_at, Visit.id)
    ).all()
    letters = db.session.scalars(
        select(Document).where(
            Document.kind == RESULT_LETTER.key,
            Document.subject_kind == "visit",
            Document.subject_id.in_([visit.id for visit in visits]),
            Document.withdrawn_at.is_(None),
        )
    )
    by_visit = {letter.subject_id: letter for letter in letters}
    called = called_then([(visit.organization, visit.meeting.day) for visit in visits])
    return [
        VisitRow(visit, by_visit.get(visit.id), then.name)
        for visit, then in zip(visits, called, strict=True)
    ]

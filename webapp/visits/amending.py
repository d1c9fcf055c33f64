"""Amending an announced month: a short notice names only what changed; the rest stays in force."""

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents import services as documents
from webapp.documents.models import Document, DocumentRecipient
from webapp.documents.signals import issued, withdrawn
from webapp.documents.wording import book
from webapp.milestones import services as milestones
from webapp.plans.models import Assignment
from webapp.visits import amending_papers as drawing
from webapp.visits import announcing, changes, papers

UNCHANGED = "Lịch đã thông báo không có gì thay đổi."


def amend(assignment: Assignment, who: User, *, anew: bool = False) -> Document:
    """Compose the notice of what changed since the month was announced, or its draft anew.

    It goes to whom the announcement and the invitation went. Raises `Refused` where nothing
    changed, else as `documents.compose` does.
    """
    differences = changes.since_told(assignment)
    if not differences:
        raise Refused(UNCHANGED)
    told = papers.in_force(assignment.id)
    facts = announcing.facts_of(assignment)
    paper = drawing.amendment(facts, differences, told, book(facts.issuer.id, papers.AMENDMENT))
    reached = select(DocumentRecipient.organization_id).where(
        DocumentRecipient.document_id.in_([one.id for one in told])
    )
    subject, recipients = (papers.ABOUT, assignment.id), db.session.scalars(reached).all()
    last = documents.current(papers.AMENDMENT, subject)
    if last is None or last.issued_at is None:
        return documents.compose(
            papers.AMENDMENT, subject, facts.committee, paper, who, recipients, anew=anew
        )
    # What was amended before stays amended.
    return documents.draw_up(
        Document(), papers.AMENDMENT, subject, facts.committee, paper, who, recipients
    )


@issued.connect
def _paper_issued(document: Document) -> None:
    """Note that the change was announced, and tell whom it concerns."""
    if (document.kind, document.subject_kind) != (papers.AMENDMENT, papers.ABOUT):
        return
    subject = (papers.ABOUT, document.subject_id)
    milestones.mark_done(papers.ANNOUNCEMENT, subject, document.number_and_symbol)
    assignment = db.session.get_one(Assignment, document.subject_id)
    told = f"Thông báo điều chỉnh số {document.number_and_symbol}: {document.summary}"
    people = {*announcing.concerned(assignment), *announcing.invited(document)}
    milestones.tell(people, told, f"/documents/{document.id}")


@withdrawn.connect
def _paper_withdrawn(document: Document) -> None:
    """Announcing the change is owed again."""
    if (document.kind, document.subject_kind) == (papers.AMENDMENT, papers.ABOUT):
        milestones.reopen(papers.ANNOUNCEMENT, (papers.ABOUT, document.subject_id))

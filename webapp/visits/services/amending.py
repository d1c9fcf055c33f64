"""Amending an announced month: a short notice names only what changed; the rest stays in force."""

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road import composing
from webapp.milestones import engine
from webapp.milestones import services as milestones
from webapp.plans.models import Assignment
from webapp.visits.announced import differences, from_json
from webapp.visits.kinds import AMENDMENT, ANNOUNCEMENT_DUE
from webapp.visits.papers import in_force as papers
from webapp.visits.queries import changes
from webapp.visits.services import announcing, dues

MOST_TOLD = 3  # changes in one message


def amend(assignment: Assignment, who: User) -> Document:
    """Compose the notice of what changed since the month was announced, or bring its draft up.

    Raises `Refused` where nothing changed, else as `composing.compose` does.
    """
    return composing.compose(AMENDMENT, (papers.ABOUT, assignment.id), who)


def paper_issued(document: Document) -> None:
    """Note that the change was announced, and tell whom it concerns."""
    if (document.kind, document.subject_kind) != (AMENDMENT.key, papers.ABOUT):
        return
    subject = (papers.ABOUT, document.subject_id)
    engine.mark_done(ANNOUNCEMENT_DUE, subject, document.number_and_symbol)
    assignment = db.session.get_one(Assignment, document.subject_id)
    told = f"Thông báo điều chỉnh số {document.number_and_symbol}: {_amended(document)}"
    people = {*announcing.concerned(assignment), *announcing.invited(document)}
    milestones.notify(people, told, f"/documents/{document.id}")


def _amended(document: Document) -> str:
    """Return what a notice amends, in words; its summary where that is not known."""
    before = [one for one in papers.in_force(document.subject_id) if one.id != document.id]
    told = changes.papers_told(before)
    if not told or document.facts is None:
        return document.summary
    was = changes.told_by(told[0], before, document.subject_id)
    now = from_json(document.facts)
    found = changes.lines_of(differences(was, now, changes.wall_clock()))
    lines = [f"{one.name} {one.becomes}" for one in found]
    more = f"; và {len(lines) - MOST_TOLD} thay đổi khác" if len(lines) > MOST_TOLD else ""
    return f"{'; '.join(lines[:MOST_TOLD])}{more}." if lines else document.summary


def paper_withdrawn(document: Document) -> None:
    """Announcing the change is due again."""
    if (document.kind, document.subject_kind) == (AMENDMENT.key, papers.ABOUT):
        dues.announce_again(db.session.get_one(Assignment, document.subject_id))

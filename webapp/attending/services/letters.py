"""The feedback letter: composed from the findings, and what its issuing sets going."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts.models import OFFICE, User
from webapp.attending.kinds import ACKNOWLEDGE, RESULT_LETTER, RESULT_LETTER_DUE
from webapp.attending.papers.letter import letter, recipients
from webapp.attending.queries.visit import VisitRecord, fetch_visit
from webapp.attending.services.findings import lock
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents.models import Document
from webapp.documents.road import composing
from webapp.documents.road.composing import Composition
from webapp.documents.texts.wording import wording_for
from webapp.milestones import engine
from webapp.milestones import services as milestones
from webapp.milestones.items import DueItem
from webapp.organizations.history import call_as_on
from webapp.organizations.models import Issuer
from webapp.plans.models import Assignment
from webapp.plans.queries import plan_in_force
from webapp.rules.anchors import AnchorFacts
from webapp.visits.models import TeamMember, Visit

ABOUT = "visit"
RECEIPT_RULE = "3 working days after"
PAPER = "document"  # what the receipt is due for


def compose(visit: Visit, who: User) -> Document:
    """Compose the letter from the findings, or bring its draft up to them.

    Raises `Refused` before the findings are completed and once the letter has left its author's
    hands, else as `composing.compose` does.
    """
    lock(visit)
    return composing.compose(RESULT_LETTER, (ABOUT, visit.id), who)


def composition(visit_id: int, document: Document | None) -> Composition:
    """Return the letter as the findings make it. Raises `Refused` before they are completed."""
    visit = fetch_visit(visit_id)
    if visit.cancelled_at or visit.held_at is None:
        raise Refused("Chưa soạn được: kết quả dự, giám sát của buổi này chưa hoàn thành.")
    held_on = clock.local(visit.meeting.starts_at).date()
    call_as_on(held_on, (visit.organization, visit.assignment.organization))
    plan = plan_in_force(visit.assignment.activity.plan_id, document)
    issuer = db.session.get_one(Issuer, visit.issuer_id)
    wording = wording_for(issuer.id, RESULT_LETTER, document)
    return Composition(
        letter(issuer, VisitRecord(visit), plan, wording, _day_of(document)),
        visit.organization,
        recipients(issuer, visit, wording),
        wording,
    )


def _day_of(document: Document | None) -> date:
    """Return the day of a letter: of one that is not out yet, today."""
    return (document.issued_on if document else None) or clock.today()


def letter_issued(document: Document) -> None:
    """Ask the committee to say that it has the letter, and notify it. Does not commit."""
    if (document.kind, document.subject_kind) != (RESULT_LETTER.key, ABOUT):
        return
    visit = db.session.get_one(Visit, document.subject_id)
    engine.mark_done(RESULT_LETTER_DUE, (ABOUT, visit.id), document.number_and_symbol)
    assignment = db.session.scalars(
        select(Assignment)
        .where(Assignment.id == visit.assignment_id)
        .options(joinedload(Assignment.organization), joinedload(Assignment.activity))
    ).one()
    engine.set_due(
        DueItem(
            kind=ACKNOWLEDGE,
            subject=(PAPER, document.id),
            organization=assignment.organization,
            label=f"Xác nhận đã nhận thông báo kết quả {document.number_and_symbol}",
            owner="unit",
            rule=RECEIPT_RULE,
            facts=AnchorFacts(clock.today()),
            plan_id=assignment.activity.plan_id,
            known_from=clock.today(),
        )
    )
    milestones.notify(
        milestones.people_of(visit.issuer_id, OFFICE, organization=assignment.organization),
        f"Thông báo kết quả {document.number_and_symbol}: {document.summary}",
        f"/documents/{document.id}",
    )


def concerned_by(document: Document) -> set[int]:
    """Return who went to the visit that a paper is about."""
    if document.subject_kind != ABOUT:
        return set()
    team = select(TeamMember.user_id).where(TeamMember.visit_id == document.subject_id)
    return set(db.session.scalars(team))


def letter_received(document: Document, *, organization_id: int, who: User) -> None:
    """Note that the committee has the letter. Does not commit."""
    if (document.kind, document.subject_kind) != (RESULT_LETTER.key, ABOUT):
        return
    found = engine.find(ACKNOWLEDGE, PAPER, document.id)
    if found is not None and found.organization_id == organization_id:
        engine.mark_done(ACKNOWLEDGE, (PAPER, document.id), who.full_name)


def letter_withdrawn(document: Document) -> None:
    """Make the letter due again; nobody has to say that it came. Does not commit."""
    if (document.kind, document.subject_kind) != (RESULT_LETTER.key, ABOUT):
        return
    engine.repeat(RESULT_LETTER_DUE, (ABOUT, document.subject_id))
    engine.drop(ACKNOWLEDGE, (PAPER, document.id))

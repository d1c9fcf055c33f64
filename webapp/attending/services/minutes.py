"""The minutes of a session: composed from who came and from the running order."""

from sqlalchemy import select

from webapp.accounts.models import OFFICE, User
from webapp.attending.kinds import MINUTES
from webapp.attending.papers.minutes import minutes
from webapp.attending.queries.session import ABOUT, SessionRecord
from webapp.attending.queries.visit import fetch_visit
from webapp.attending.services import findings
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents.models import Document
from webapp.documents.road import composing
from webapp.documents.road.composing import Composition
from webapp.documents.road.recipients import Recipient
from webapp.documents.texts.wording import wording_for
from webapp.milestones import services as milestones
from webapp.organizations.models import Issuer, Organization
from webapp.plans.queries import plan_in_force
from webapp.plans.round_models import Seat
from webapp.visits.models import Visit


def compose(visit: Visit, who: User) -> Document:
    """Compose the minutes, or bring their draft up to the session.

    Raises `Refused` while no step of the agenda is noted and once the minutes have left their
    author's hands, else as `composing.compose` does.
    """
    findings.lock(visit)
    return composing.compose(MINUTES, (ABOUT, visit.id), who)


def composition(visit_id: int, document: Document | None) -> Composition:
    """Return the minutes as the session makes them. Raises `Refused` before any step is noted."""
    record = SessionRecord(fetch_visit(visit_id))
    visit = record.visit
    if visit.cancelled_at or not record.has_begun:
        raise Refused("Chưa soạn được: chưa ghi bước nào của chương trình làm việc.")
    plan = plan_in_force(visit.assignment.activity.plan_id, document)
    issuer = db.session.get_one(Issuer, visit.issuer_id)
    wording = wording_for(issuer.id, MINUTES, document)
    paper = minutes(issuer, record, plan, _guests(visit), wording)
    to = (Recipient("", visit.organization_id),)  # minutes print no list
    return Composition(paper, visit.organization, to, wording)


def _guests(visit: Visit) -> list[Seat]:
    """The places in the round's team of those who have no account here (65-KH/ĐTN, III.2)."""
    return list(
        db.session.scalars(
            select(Seat)
            .where(Seat.activity_id == visit.assignment.activity_id, Seat.user_id.is_(None))
            .order_by(Seat.position, Seat.id)
        )
    )


def minutes_issued(document: Document) -> None:
    """Tell the unit that its minutes are there. Does not commit."""
    if (document.kind, document.subject_kind) != (MINUTES.key, ABOUT):
        return
    unit = db.session.get_one(Organization, document.organization_id)
    milestones.notify(
        milestones.people_of(document.issuer_id, OFFICE, organization=unit),
        f"Biên bản {document.number_and_symbol}: {document.summary}",
        f"/documents/{document.id}",
    )

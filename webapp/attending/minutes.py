"""The minutes of a session: composed from who came and from the running order."""

from sqlalchemy import select

from webapp.accounts.models import OFFICE, User
from webapp.attending import findings
from webapp.attending.minutes_text import minutes
from webapp.attending.session_sheets import ABOUT, MINUTES, SessionSheet
from webapp.attending.sheets import whole
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents import services as documents
from webapp.documents.models import Document
from webapp.documents.signals import issued
from webapp.documents.wording import book
from webapp.milestones import services as milestones
from webapp.organizations.models import Issuer, Organization
from webapp.plans.round_models import Seat
from webapp.visits.models import Visit


def compose(visit: Visit, who: User, *, anew: bool = False) -> Document:
    """Compose the minutes, or compose their draft again.

    Raises `Refused` while no step of the agenda has begun and once the minutes have left their
    author's desk; unless *anew*, `Edited` where somebody edited the draft.
    """
    findings.lock(visit)
    sheet = SessionSheet(whole(visit.id))
    visit = sheet.visit
    if visit.cancelled_at or not any(run.began_at for run in sheet.runs.values()):
        raise Refused("Chưa soạn được: chưa ghi bước nào của chương trình làm việc.")
    plan_paper = documents.current("plan", ("plan", visit.assignment.activity.plan_id))
    issuer = db.session.get_one(Issuer, visit.issuer_id)
    paper = minutes(issuer, sheet, plan_paper, _guests(visit), book(issuer.id, MINUTES))
    return documents.compose(
        MINUTES,
        (ABOUT, visit.id),
        visit.organization,
        paper,
        who,
        [visit.organization_id],
        anew=anew,
    )


def _guests(visit: Visit) -> list[Seat]:
    """The places in the round's team of those who have no account here (65-KH/ĐTN, III.2)."""
    return list(
        db.session.scalars(
            select(Seat)
            .where(Seat.activity_id == visit.assignment.activity_id, Seat.user_id.is_(None))
            .order_by(Seat.position, Seat.id)
        )
    )


@issued.connect
def minutes_issued(document: Document) -> None:
    """Tell the unit that its minutes are there. Does not commit."""
    if (document.kind, document.subject_kind) != (MINUTES, ABOUT):
        return
    unit = db.session.get_one(Organization, document.organization_id)
    milestones.tell(
        milestones.people_of(document.issuer_id, OFFICE, organization=unit),
        f"Biên bản {document.number_and_symbol}: {document.summary}",
        f"/documents/{document.id}",
    )

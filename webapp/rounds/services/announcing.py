"""Announcing a round, inviting to it, and what follows when that is issued or withdrawn."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document, DocumentRecipient
from webapp.documents.road import composing
from webapp.milestones import engine
from webapp.milestones import services as milestones
from webapp.plans.models import Activity, Assignment
from webapp.plans.round_models import Seat
from webapp.rounds.kinds import ABOUT
from webapp.rounds.services import dues as round_dues
from webapp.rounds.services import units as services
from webapp.visits.kinds import AMENDMENT, ANNOUNCEMENT, ANNOUNCEMENT_DUE, INVITATION
from webapp.visits.models import Choice
from webapp.visits.services import dues
from webapp.visits.services.adjusting import replace_amendments

_CALLED = {ANNOUNCEMENT.key: "Thông báo", AMENDMENT.key: "Thông báo điều chỉnh"}


def announce(activity: Activity, who: User) -> Document:
    """Compose the announcement to the chosen units, or bring its draft up to date.

    Raises `Refused` while the round has no window or no unit, else as `composing.compose` does.
    """
    return composing.compose(ANNOUNCEMENT, (ABOUT, activity.id), who)


def invite(activity: Activity, who: User) -> Document:
    """Compose the invitation to the kick-off and the sessions. Raises as `announce` does."""
    return composing.compose(INVITATION, (ABOUT, activity.id), who)


def amend(activity: Activity, who: User) -> Document:
    """Compose the notice of what changed since the round was announced.

    Raises `Refused` where nothing changed, else as `composing.compose` does.
    """
    return composing.compose(AMENDMENT, (ABOUT, activity.id), who)


def paper_issued(document: Document) -> None:
    """Let the units know of their sessions, and note that the round is announced."""
    if document.subject_kind != ABOUT or document.kind not in _CALLED:
        return
    subject = (ABOUT, document.subject_id)
    engine.mark_done(ANNOUNCEMENT_DUE, subject, document.number_and_symbol)
    if document.kind == ANNOUNCEMENT.key:
        replace_amendments(document)
    called = _CALLED[document.kind]
    told = f"{called} số {document.number_and_symbol}: {document.summary}"
    link = f"/documents/{document.id}"
    for assignment in _named_in(document):
        if not services.is_notified(assignment.id):
            db.session.add(
                Choice(
                    issuer_id=assignment.issuer_id,
                    organization_id=assignment.organization_id,
                    assignment_id=assignment.id,
                    closed_at=clock.now(),
                    closed_by_id=document.approved_by_id or document.author_id,
                )
            )
        db.session.flush()
        dues.set_for(assignment)
        milestones.notify(services.office_of(assignment), told, link)
    milestones.notify(concerned_by(document), told, link, unless_told=True)


def concerned_by(document: Document) -> set[int]:
    """Return the people of the round's team, of whatever paper about it."""
    if document.subject_kind != ABOUT:
        return set()
    seats = select(Seat.user_id).where(Seat.activity_id == document.subject_id)
    return {one for one in db.session.scalars(seats) if one is not None}


def paper_withdrawn(document: Document) -> None:
    """Announcing is due again."""
    if document.subject_kind == ABOUT and document.kind in _CALLED:
        round_dues.require_again(ANNOUNCEMENT_DUE, document.subject_id)


def _named_in(document: Document) -> Sequence[Assignment]:
    named = select(DocumentRecipient.organization_id).where(
        DocumentRecipient.document_id == document.id
    )
    return db.session.scalars(
        select(Assignment)
        .options(selectinload(Assignment.organization))
        .where(Assignment.activity_id == document.subject_id, Assignment.organization_id.in_(named))
        .order_by(Assignment.id)
    ).all()

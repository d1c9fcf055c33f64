"""Taking back a paper that waits for approval: whoever submitted it may, until it is approved."""

from collections.abc import Sequence

from sqlalchemy import select

from webapp.accounts.models import LEADER, User
from webapp.core.db import db
from webapp.documents.kinds import APPROVAL, MEND
from webapp.documents.models import Document, DocumentStep
from webapp.documents.road import services
from webapp.milestones import engine
from webapp.milestones import services as milestones


def may_take_back(
    document: Document, who: User, steps: Sequence[DocumentStep] | None = None
) -> bool:
    """Return True for who submitted a paper that still waits for approval.

    One query, none where the *steps* of its road are loaded, the newest first.
    """
    if document.state != "submitted":
        return False
    if steps is not None:
        submitters = (one.user_id for one in steps if one.action == "submitted")
        return next(submitters, None) == who.id
    submitter = db.session.scalars(
        select(DocumentStep.user_id)
        .where(DocumentStep.document_id == document.id, DocumentStep.action == "submitted")
        .order_by(DocumentStep.id.desc())
        .limit(1)
    ).one_or_none()
    return submitter == who.id


def take_back(document: Document, who: User, reason: str) -> None:
    """Make a submitted paper a draft again; who was to approve it is told. Raises `NotReady`."""
    if document.state != "submitted":
        raise services.NotReady("Chỉ rút lại được văn bản đang trình, chưa duyệt.")
    subject = ("document", document.id)
    document.submitted_at = None
    services.step(document, who, "taken_back", reason)
    engine.drop(APPROVAL, subject)
    engine.repeat(MEND, subject)
    approvers = [document.approver_id] if document.approver_id else _leaders(document)
    told = f"Đồng chí {who.full_name} đã rút lại văn bản đang trình: {document.summary}"
    milestones.notify(
        {one for one in approvers if one != who.id},
        f"{told}. Lý do: {reason}" if reason else told,
        f"/documents/{document.id}",
    )
    db.session.commit()


def _leaders(document: Document) -> list[int]:
    return milestones.people_of(document.issuer_id, LEADER)

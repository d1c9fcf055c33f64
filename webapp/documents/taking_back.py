"""Taking back a paper that waits for approval: whoever submitted it may, until it is approved."""

from sqlalchemy import select

from webapp.accounts.models import LEADER, User
from webapp.core.db import db
from webapp.documents import services
from webapp.documents.models import Document, DocumentStep
from webapp.milestones import services as milestones


def may_take_back(document: Document, who: User) -> bool:
    """Return True for who submitted a paper that still waits for approval."""
    if document.state != "submitted":
        return False
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
    milestones.drop(subject, "approval")
    milestones.reopen("mend", subject)
    approvers = [document.approver_id] if document.approver_id else _leaders(document)
    told = f"Đồng chí {who.full_name} đã rút lại văn bản đang trình: {document.summary}"
    milestones.tell(
        {one for one in approvers if one != who.id},
        f"{told}. Lý do: {reason}" if reason else told,
        f"/documents/{document.id}",
    )
    db.session.commit()


def _leaders(document: Document) -> list[int]:
    return milestones.people_of(document.issuer_id, LEADER)

"""Who owes the next step of a paper's road, and who may approve it."""

from collections.abc import Sequence

from sqlalchemy import select

from webapp.accounts.models import LEADER, MEMBER, PLANNER, User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.kinds import ALL_KINDS
from webapp.documents.models import Document, DocumentComment
from webapp.milestones import services as milestones
from webapp.organizations.models import Organization

STEP_RULE = "2 working days after"


def may_approve(document: Document, who: User) -> bool:
    """Return True for who approves a paper: a leader, or the person named for it alone."""
    return who.is_any(LEADER) if document.approver_id is None else who.id == document.approver_id


def owe(
    document: Document, who: User, kind: str, act: str, role: str, user_id: int | None = None
) -> None:
    """Make somebody of the board owe the next step of a paper's road, again if need be.

    Whoever owes it by name (*user_id*) owes it in a role that they have. Does not commit.
    """
    if user_id is not None:
        roles = db.session.get_one(User, user_id).roles
        role = next((one for one in (role, MEMBER, PLANNER, LEADER) if one in roles), role)
    milestones.set_milestone(
        kind=kind,
        subject=("document", document.id),
        organization=db.session.get_one(Organization, who.organization_id),
        label=f"{act} {ALL_KINDS[document.kind].name.lower()}: {document.summary}",
        owner=role,
        user_id=user_id,
        rule=STEP_RULE,
        anchor=clock.today(),
    )
    milestones.reopen(kind, ("document", document.id))


def approval_done(document: Document, by: str) -> None:
    """Note that nobody has to approve it any more. Does not commit."""
    milestones.mark_done("approval", ("document", document.id), by)


def undecided_on(document: Document) -> Sequence[str]:
    """Return who gave a comment that is neither taken nor refused yet (65-KH/ĐTN, III.3)."""
    return db.session.scalars(
        select(User.full_name)
        .join(DocumentComment, DocumentComment.user_id == User.id)
        .where(
            DocumentComment.document_id == document.id,
            DocumentComment.answered_at.is_not(None),
            DocumentComment.decided_at.is_(None),
        )
        .order_by(DocumentComment.id)
    ).all()


def forget_unanswered(document: Document) -> None:
    """Forget what is owed in comments: an approved text waits for no more. Does not commit."""
    unanswered = db.session.scalars(
        select(DocumentComment.id).where(
            DocumentComment.document_id == document.id, DocumentComment.answered_at.is_(None)
        )
    )
    for comment_id in unanswered:
        milestones.drop(("document_comment", comment_id), "comment")

"""From whom is due the next step of a paper's road, and who may approve it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from webapp.accounts.models import LEADER, MEMBER, PLANNER, User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.kinds import APPROVAL, COMMENT, PAPERS, Approver
from webapp.documents.models import Document, DocumentComment
from webapp.milestones import engine
from webapp.milestones.items import DueItem
from webapp.milestones.kinds import MilestoneKind
from webapp.milestones.services import counting_of
from webapp.organizations.models import Organization
from webapp.rules.anchors import AnchorFacts, Terms, terms_before

STEP_RULE = "2 working days after"
ABOUT, COMMENT_ASKED = "document", "document_comment"  # the subjects of what is due on the road


def approver_of(document: Document) -> Approver:
    """Return who lets the paper go out: the person named for it, or a leader."""
    return Approver.NAMED if document.approver_id else Approver.LEADER


def may_approve(document: Document, who: User) -> bool:
    """Return True for who approves a paper: a leader, or the person named for it alone."""
    return who.is_any(LEADER) if document.approver_id is None else who.id == document.approver_id


def require_step(
    document: Document,
    who: User,
    kind: MilestoneKind,
    act: str,
    role: str,
    user_id: int | None = None,
    *,
    before: date | None = None,
) -> None:
    """Make the next step of a paper's road due from somebody of the board, again if need be.

    Who is to do it by name (*user_id*) does it in a role that they have. *before* is the day on
    which the paper is due. Does not commit.
    """
    own = Terms(STEP_RULE, clock.today())
    terms = terms_before(own, before, counting_of(document.issuer_id).due)
    if user_id is not None:
        roles = db.session.get_one(User, user_id).roles
        role = next((one for one in (role, MEMBER, PLANNER, LEADER) if one in roles), role)
    engine.require_again(
        DueItem(
            kind=kind,
            subject=(ABOUT, document.id),
            organization=db.session.get_one(Organization, who.organization_id),
            label=f"{act} {PAPERS[document.kind].name.lower()}: {document.summary}",
            owner=role,
            user_id=user_id,
            rule=terms.rule,
            facts=AnchorFacts(terms.day),
            known_from=clock.today(),
        )
    )


def approval_done(document: Document, by: str) -> None:
    """Note that nobody has to approve it any more. Does not commit."""
    engine.mark_done(APPROVAL, (ABOUT, document.id), by)


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
    """Forget what is due in comments: an approved text waits for no more. Does not commit."""
    unanswered = db.session.scalars(
        select(DocumentComment.id).where(
            DocumentComment.document_id == document.id, DocumentComment.answered_at.is_(None)
        )
    )
    for comment_id in unanswered:
        engine.drop(COMMENT, (COMMENT_ASKED, comment_id))

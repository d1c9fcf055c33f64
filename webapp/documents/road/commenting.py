"""Comments on a draft: asked of named people by a day, given, and taken or not with a reason."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts import ordering
from webapp.accounts.models import LEADER, MEMBER, PLANNER, User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.kinds import COMMENT, PAPERS
from webapp.documents.models import Document, DocumentComment
from webapp.documents.road.next_step import COMMENT_ASKED
from webapp.documents.road.services import NotReady, step
from webapp.milestones import engine
from webapp.milestones import services as milestones
from webapp.milestones.items import DueItem
from webapp.milestones.standing import DONE, DUE, LATE, OFF, WAIT, Standing
from webapp.organizations.models import Organization
from webapp.rules.anchors import AnchorFacts
from webapp.rules.text import short_date

ASKED_OF = (PLANNER, LEADER, MEMBER)
OPEN = ("draft", "submitted")  # states in which a text can still change
TAKEN, REFUSED = "taken", "refused"
DECISIONS = {TAKEN: "Tiếp thu", REFUSED: "Không tiếp thu"}
CLOSED = "Văn bản đã duyệt hoặc đã ban hành, không nhận góp ý nữa."


def people(document: Document, asking: User) -> list[User]:
    """Return whom *asking* may ask: active planners, leaders and members, by name.

    Nobody asks themselves, nor again who was asked about this paper and has not answered.
    """
    statement = select(User).where(User.issuer_id == document.issuer_id, User.active)
    ordered = db.session.scalars(statement.order_by(*ordering.columns()))
    left_out = {asking.id} | _waiting(document)
    can = [user for user in ordered if user.is_board and user.is_any(*ASKED_OF)]
    return [user for user in can if user.id not in left_out]


def _waiting(document: Document) -> set[int]:
    """Return who was asked about a paper and has not answered."""
    return {one.user_id for one in of(document) if one.answered_at is None}


def of(document: Document) -> Sequence[DocumentComment]:
    """Return all comments on a paper with their people, in the order they were asked for."""
    return db.session.scalars(
        select(DocumentComment)
        .options(joinedload(DocumentComment.user), joinedload(DocumentComment.decided_by))
        .where(DocumentComment.document_id == document.id)
        .order_by(DocumentComment.id)
    ).all()


def missing(comment: DocumentComment, is_open: bool = True) -> Standing | None:
    """Return that a comment was not given; None where it was."""
    if comment.answered_at:
        return None
    if not is_open:
        return Standing("Không góp ý; văn bản đã duyệt", OFF)
    if comment.due_on < clock.today():
        return Standing("Quá hạn, chưa góp ý", LATE)
    return Standing("Chưa góp ý", WAIT)


def decided(comment: DocumentComment) -> Standing | None:
    """Return what became of a comment; None while it was not given."""
    if comment.decision:
        return Standing(DECISIONS[comment.decision], DONE if comment.decision == TAKEN else OFF)
    return Standing("Chờ xử lý", DUE) if comment.answered_at else None


def ask(
    document: Document, asked: Sequence[User], due_on: date, question: str, who: User
) -> list[DocumentComment]:
    """Ask people to comment by a day. Raises `NotReady` once the paper is approved.

    Whoever still owes an answer about this paper is not asked a second time.
    """
    if document.state not in OPEN:
        raise NotReady(CLOSED)
    waiting = _waiting(document)
    comments = [
        DocumentComment(
            issuer_id=document.issuer_id,
            organization_id=document.organization_id,
            document_id=document.id,
            user_id=person.id,
            question=question,
            due_on=due_on,
            asked_at=clock.now(),
            asked_by_id=who.id,
        )
        for person in asked
        if person.id not in waiting
    ]
    if not comments:
        raise NotReady("Các đồng chí này đang được xin góp ý, chưa trả lời.")
    db.session.add_all(comments)
    db.session.flush()
    names = {person.id: person for person in asked}
    for comment in comments:
        _set_due(document, comment, names[comment.user_id])
    told = ", ".join(names[one.user_id].full_name for one in comments)
    note = f"{told}; hạn {short_date(due_on)}"
    step(document, who, "asked", note, keeps_text=False)
    db.session.commit()
    return comments


def answer(comment: DocumentComment, text: str, who: User) -> None:
    """Give, or change, one's comment; the same again changes nothing.

    Raises `NotReady` once it is decided or too late.
    """
    document = db.session.get_one(Document, comment.document_id)
    if document.state not in OPEN:
        raise NotReady(CLOSED)
    if comment.decision:
        raise NotReady("Góp ý này đã được xử lý, không sửa được nữa.")
    if comment.answered_at and comment.text == text:
        return
    comment.text, comment.answered_at = text, clock.now()
    engine.mark_done(COMMENT, (COMMENT_ASKED, comment.id), "đã góp ý")
    step(document, who, "commented", keeps_text=False)
    milestones.notify(
        {document.author_id, comment.asked_by_id} - {who.id},
        f"{who.full_name} đã góp ý: {document.summary}",
        _address(comment),
    )
    db.session.commit()


def decide(comment: DocumentComment, decision: str, reason: str, who: User) -> None:
    """Say whether a comment is taken; the same again changes nothing.

    Raises `NotReady` while there is none.
    """
    if comment.answered_at is None:
        raise NotReady("Chưa có góp ý để xử lý.")
    if (comment.decision, comment.reason) == (decision, reason):
        return
    comment.decision, comment.reason = decision, reason
    comment.decided_at, comment.decided_by_id = clock.now(), who.id
    document = db.session.get_one(Document, comment.document_id)
    author = db.session.get_one(User, comment.user_id)
    note = f"{DECISIONS[decision]} góp ý của {author.full_name}"
    note += f": {reason}" if reason else ""
    step(document, who, "decided", note, keeps_text=False)
    milestones.notify(
        {comment.user_id} - {who.id},
        f"{DECISIONS[decision]} góp ý của đồng chí: {document.summary}",
        _address(comment),
    )
    db.session.commit()


def _set_due(document: Document, comment: DocumentComment, person: User) -> None:
    what = f"{PAPERS[document.kind].name.lower()}: {document.summary}"
    engine.set_due(
        DueItem(
            kind=COMMENT,
            subject=(COMMENT_ASKED, comment.id),
            organization=db.session.get_one(Organization, person.organization_id),
            label=f"Góp ý dự thảo {what}",
            owner=next(role for role in ASKED_OF if role in person.roles),
            user_id=person.id,
            rule="on the day",
            facts=AnchorFacts(comment.due_on),
            known_from=clock.today(),
        )
    )
    milestones.notify(
        [person.id],
        f"Đề nghị đồng chí góp ý dự thảo {what}, hạn {short_date(comment.due_on)}",
        _address(comment),
    )


def _address(comment: DocumentComment) -> str:
    return f"/documents/comments/{comment.id}"

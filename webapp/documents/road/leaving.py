"""Papers of a person who leaves: those that wait for them to approve, to mend, or to comment on."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload

from webapp.accounts.holdings import HoldingKind, Taking
from webapp.accounts.models import User
from webapp.core.db import db
from webapp.documents.kinds import APPROVAL, COMMENT, MEND, PAPERS
from webapp.documents.models import Document, DocumentComment
from webapp.documents.road.next_step import ABOUT, COMMENT_ASKED
from webapp.milestones import engine, heirs
from webapp.milestones.kinds import MilestoneKind
from webapp.milestones.models import Milestone

Told = Iterable[tuple[int, int, str, str]]


def _to_approve(whose: ColumnElement[bool]) -> Select[Any]:
    """Papers that the person alone may approve, and has not yet."""
    return (
        select(Document.id)
        .join(User, User.id == Document.approver_id)
        .where(
            whose,
            Document.approved_at.is_(None),
            Document.issued_at.is_(None),
            Document.withdrawn_at.is_(None),
        )
    )


def _papers_told(ids: Select[Any]) -> Told:
    rows = db.session.execute(
        select(Document.id, Document.approver_id, Document.kind, Document.summary)
        .where(Document.id.in_(ids))
        .order_by(Document.id)
    )
    for row in rows:
        what = f"{PAPERS[row.kind].name}: {row.summary}"
        yield row.id, row.approver_id, what, f"/documents/{row.id}"


def _take_papers(taking: Taking) -> None:
    for document in db.session.scalars(select(Document).where(Document.id.in_(taking.ids))):
        document.approver_id = taking.heir.id
    heirs.give(_open_of(APPROVAL, ABOUT, taking.ids), taking.heir)


def _open_of(kind: MilestoneKind, about: str, ids: Sequence[int]) -> Sequence[int]:
    return db.session.scalars(
        select(Milestone.id).where(
            Milestone.kind == kind.key,
            Milestone.subject_kind == about,
            Milestone.subject_id.in_(ids),
            Milestone.done_at.is_(None),
        )
    ).all()


def _to_mend(whose: ColumnElement[bool]) -> Select[Any]:
    return (
        select(Milestone.id)
        .join(User, User.id == Milestone.user_id)
        .where(
            whose,
            Milestone.kind == MEND.key,
            Milestone.subject_kind == ABOUT,
            Milestone.done_at.is_(None),
        )
    )


def _mending_told(ids: Select[Any]) -> Told:
    rows = db.session.execute(
        select(Milestone.id, Milestone.user_id, Milestone.label, Milestone.subject_id)
        .where(Milestone.id.in_(ids))
        .order_by(Milestone.id)
    )
    for row in rows:
        yield row.id, row.user_id or 0, row.label, f"/documents/{row.subject_id}"


def _asked(whose: ColumnElement[bool]) -> Select[Any]:
    """Comments that were asked for and not given, on texts that can still change."""
    return (
        select(DocumentComment.id)
        .join(User, User.id == DocumentComment.user_id)
        .join(Document, Document.id == DocumentComment.document_id)
        .where(
            whose,
            DocumentComment.answered_at.is_(None),
            Document.approved_at.is_(None),
            Document.issued_at.is_(None),
            Document.withdrawn_at.is_(None),
        )
    )


def _asked_told(ids: Select[Any]) -> Told:
    rows = db.session.scalars(
        select(DocumentComment)
        .options(joinedload(DocumentComment.document))
        .where(DocumentComment.id.in_(ids))
        .order_by(DocumentComment.id)
    )
    for one in rows:
        what = f"Góp ý dự thảo: {one.document.summary}"
        yield one.id, one.user_id, what, f"/documents/{one.document_id}"


def _take_asked(taking: Taking) -> None:
    """Ask another instead; who is asked about the same paper already is not asked twice."""
    comments = db.session.scalars(
        select(DocumentComment).where(DocumentComment.id.in_(taking.ids))
    ).all()
    asked = set(
        db.session.scalars(
            select(DocumentComment.document_id).where(
                DocumentComment.user_id == taking.heir.id,
                DocumentComment.document_id.in_([one.document_id for one in comments]),
            )
        )
    )
    for comment in comments:
        if comment.document_id in asked:
            engine.forget((COMMENT_ASKED, comment.id))
            db.session.delete(comment)
        else:
            comment.user_id = taking.heir.id
    heirs.give(_open_of(COMMENT, COMMENT_ASKED, taking.ids), taking.heir)


HOLDINGS = (
    HoldingKind("approval", "Văn bản chờ duyệt", _to_approve, _papers_told, _take_papers),
    HoldingKind("mend", "Văn bản phải sửa", _to_mend, _mending_told, heirs.take),
    HoldingKind("comment", "Góp ý được hỏi", _asked, _asked_told, _take_asked),
)

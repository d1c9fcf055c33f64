"""Papers on their road, the register of numbers, and stored files."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    ForeignKey,
    Index,
    LargeBinary,
    UniqueConstraint,
    and_,
    exists,
    false,
    not_,
    true,
)
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from webapp.accounts.models import Owned, User
from webapp.core.db import Json, Model, Versioned
from webapp.documents.handed_in.kinds import SHOWN
from webapp.documents.standing import STANDINGS
from webapp.milestones.standing import Standing
from webapp.organizations.models import Organization, below
from webapp.rules.registers import Span


class StoredFile(Owned, Model):
    """Bytes kept in the database, so that one backup holds everything. Never changed."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    mime: Mapped[str]
    size: Mapped[int]  # bytes
    sha256: Mapped[str]
    is_internal: Mapped[bool] = mapped_column(default=False)  # the board's own
    is_draft: Mapped[bool] = mapped_column(default=False)  # not yet handed in: the sender's own
    is_checked: Mapped[bool] = mapped_column(default=False)  # read through when it was kept
    created_at: Mapped[datetime]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))

    @property
    def is_shown(self) -> bool:
        """True for what may open in a browser; all else is only downloaded."""
        return self.is_checked and self.mime in SHOWN

    @classmethod
    def seen_by(cls, who: User) -> ColumnElement[bool]:
        reach = super().seen_by(who)
        hidden = cls.is_draft if who.is_board else cls.is_internal
        return and_(reach, hidden.is_(False))


def _json() -> Any:
    return mapped_column(JSON(none_as_null=True), default=None)


class Document(Versioned, Owned, Model):
    """A paper. Its state is told by the moments below; `content` is the tree as JSON.

    `organization_id` is the body the paper concerns, or the issuer's own.
    """

    __table_args__ = (
        UniqueConstraint("issuer_id", "symbol", "period", "number"),
        Index("ix_document_subject", "subject_kind", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # a key of documents.kinds
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    summary: Mapped[str]
    search_key: Mapped[str] = mapped_column(default="")
    content: Mapped[Json]
    # As composed from the rows, before anybody edited it by hand (see road.composing); None for
    # what was entered from outside. `wording` are the standing texts it was composed with, `facts`
    # what the room keeps of what the paper says.
    composed: Mapped[Json | None] = _json()
    wording: Mapped[dict[str, str] | None] = _json()
    facts: Mapped[Json | None] = _json()
    created_at: Mapped[datetime]
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    submitted_at: Mapped[datetime | None] = mapped_column(default=None)
    # Who approves it in place of the leaders: a round's report its head (46-KH/ĐTN, III).
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), default=None)
    approved_at: Mapped[datetime | None] = mapped_column(default=None)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), default=None)
    symbol: Mapped[str]  # KH/BTCTU
    number: Mapped[int | None] = mapped_column(default=None)
    period: Mapped[str] = mapped_column(default="")
    issued_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    issued_on: Mapped[date | None] = mapped_column(default=None)
    is_on_paper: Mapped[bool] = mapped_column(default=False)  # written, numbered outside
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), default=None)
    scan_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), default=None)
    sha256: Mapped[str] = mapped_column(default="")
    # Of a draft: the issued paper whose place it takes once it is issued itself.
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), default=None)
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), default=None)
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
    withdrawn_reason: Mapped[str] = mapped_column(default="")

    organization: Mapped[Organization] = relationship(lazy="raise_on_sql")
    scan: Mapped[StoredFile | None] = relationship(foreign_keys=[scan_id], lazy="raise_on_sql")
    recipients: Mapped[list["DocumentRecipient"]] = relationship(
        back_populates="document",
        lazy="raise_on_sql",
        order_by="DocumentRecipient.position, DocumentRecipient.id",
    )

    @property
    def state(self) -> str:
        """draft, submitted, approved, issued, replaced, withdrawn; or dropped, never issued."""
        if self.replaced_by_id:
            return "replaced"
        if self.withdrawn_at:
            return "withdrawn" if self.issued_at else "dropped"
        if self.issued_at:
            return "issued"
        if self.approved_at:
            return "approved"
        return "submitted" if self.submitted_at else "draft"

    @property
    def standing(self) -> Standing:
        """Where it stands on its road."""
        return STANDINGS[self.state]

    @property
    def number_and_symbol(self) -> str:
        return f"{self.number:02d}-{self.symbol}" if self.number else f"…-{self.symbol}"

    @classmethod
    def in_state(cls, state: str) -> ColumnElement[bool]:
        """Return the condition that `state` tells in Python."""
        replaced, withdrawn = cls.replaced_by_id.is_not(None), cls.withdrawn_at.is_not(None)
        issued, approved = cls.issued_at.is_not(None), cls.approved_at.is_not(None)
        submitted = cls.submitted_at.is_not(None)
        before: dict[str, tuple[ColumnElement[bool], ...]] = {
            "withdrawn": (withdrawn, issued, not_(replaced)),
            "dropped": (withdrawn, not_(issued), not_(replaced)),
            "replaced": (replaced,),
            "issued": (issued, not_(withdrawn), not_(replaced)),
            "approved": (approved, not_(issued), not_(withdrawn)),
            "submitted": (submitted, not_(approved), not_(issued), not_(withdrawn)),
            "draft": (not_(submitted), not_(approved), not_(issued), not_(withdrawn)),
        }
        return and_(*before[state])

    @classmethod
    def seen_by(cls, who: User) -> ColumnElement[bool]:
        if who.is_board:
            return cls.issuer_id == who.issuer_id
        sent = exists().where(
            DocumentRecipient.document_id == cls.id,
            DocumentRecipient.organization_id.in_(below(who.organization.path)),
        )
        return and_(cls.issuer_id == who.issuer_id, cls.issued_at.is_not(None), sent)


class DocumentRecipient(Model):
    """A line under "Nơi nhận", the body that receives the paper here, and when it said so.

    A line may mean no body of the tree ("Lưu: VP."); a body without a line of its own (`text` is
    "") receives the paper under a line that means many, or it is a paper that prints no such list.
    """

    __table_args__ = (UniqueConstraint("document_id", "organization_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    position: Mapped[int] = mapped_column(default=0, server_default="0")
    text: Mapped[str] = mapped_column(default="", server_default="")
    organization_id: Mapped[int | None] = mapped_column(
        ForeignKey("organization.id"), index=True, default=None
    )
    acknowledged_at: Mapped[datetime | None] = mapped_column(default=None)
    acknowledged_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), default=None)

    document: Mapped[Document] = relationship(back_populates="recipients", lazy="raise_on_sql")
    organization: Mapped[Organization | None] = relationship(lazy="raise_on_sql")


class DocumentStep(Model):
    """One step of a paper's road: who, when, what was said, and the text as it then stood."""

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    at: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    action: Mapped[str]  # a key of blueprint.ACTIONS
    note: Mapped[str] = mapped_column(default="")
    content: Mapped[Json | None] = mapped_column(JSON(none_as_null=True), default=None)

    user: Mapped[User] = relationship(lazy="raise_on_sql")


class DocumentComment(Versioned, Owned, Model):
    """What one named person is asked to say about a draft by a day, and what became of it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    question: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date]
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    text: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    decision: Mapped[str] = mapped_column(default="")  # taken or refused
    reason: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), default=None)

    document: Mapped[Document] = relationship(lazy="raise_on_sql")
    user: Mapped[User] = relationship(foreign_keys=[user_id], lazy="raise_on_sql")
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id], lazy="raise_on_sql")
    decided_by: Mapped[User | None] = relationship(
        foreign_keys=[decided_by_id], lazy="raise_on_sql"
    )

    @classmethod
    def seen_by(cls, who: User) -> ColumnElement[bool]:
        return and_(cls.issuer_id == who.issuer_id, true() if who.is_board else false())


class TemplateText(Versioned, Model):
    """A standing text that an office worded its own way; the others stand in documents.texts."""

    __table_args__ = (UniqueConstraint("issuer_id", "kind", "part"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"))
    kind: Mapped[str]
    part: Mapped[str]
    text: Mapped[str]


class RegisterTerm(Versioned, Model):
    """A committee's term, over which papers are numbered: from its first day to its last."""

    __table_args__ = (UniqueConstraint("issuer_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"))
    name: Mapped[str]  # 2020-2025
    first_day: Mapped[date]
    last_day: Mapped[date | None] = mapped_column(default=None)  # not known before the congress

    @property
    def span(self) -> Span:
        return Span(self.name, self.first_day, self.last_day)


class RegisterCounter(Model):
    """The last number given, per issuer, symbol and period. Changed only by `register.numbers`.

    Numbers up to `base` were not given on this page: they came on paper, or were given on another
    page before the way of counting was changed; `base_on` is a day on which that was so.
    """

    __table_args__ = (UniqueConstraint("issuer_id", "symbol", "period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"))
    symbol: Mapped[str]
    period: Mapped[str]
    last: Mapped[int] = mapped_column(default=0)
    base: Mapped[int] = mapped_column(default=0)
    base_on: Mapped[date | None] = mapped_column(default=None)

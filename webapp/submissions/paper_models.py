"""What a unit fills in an outline, the papers it sends, and who has read them."""

from datetime import datetime

from sqlalchemy import ForeignKey, ScalarSelect, UniqueConstraint, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from webapp.accounts.models import Owned, User
from webapp.core.db import Model, Versioned
from webapp.core.facts import Facts
from webapp.documents.models import StoredFile
from webapp.milestones.models import Milestone
from webapp.plans.models import Assignment
from webapp.plans.round_models import OutlinePart, RequiredPaper
from webapp.rules.outlines import OutlineRow
from webapp.submissions.models import Submission

ABOUT = "paper_request"  # the subject of what is asked for later


def _closed_at(request_id: Mapped[int]) -> ScalarSelect[datetime | None]:
    """Return when what was asked for was let go by a reason; it is due once only."""
    return (
        select(Milestone.closed_at)
        .where(Milestone.subject_kind == ABOUT, Milestone.subject_id == request_id)
        .order_by(Milestone.sequence.desc())
        .limit(1)
        .correlate_except(Milestone)
        .scalar_subquery()
    )


class OutlineAnswer(Versioned, Model):
    """What a unit wrote under one part of the outline. Parts are saved one by one."""

    __table_args__ = (UniqueConstraint("submission_id", "part_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    part_id: Mapped[int] = mapped_column(ForeignKey("outline_part.id"))
    text: Mapped[str] = mapped_column(default="")
    rows: Mapped[tuple[OutlineRow, ...]] = mapped_column(Facts(tuple[OutlineRow, ...]), default=())
    saved_at: Mapped[datetime]
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    submission: Mapped[Submission] = relationship(lazy="raise_on_sql")
    part: Mapped[OutlinePart] = relationship(lazy="raise_on_sql")
    saved_by: Mapped[User] = relationship(lazy="raise_on_sql")


class PaperRequest(Versioned, Owned, Model):
    """A further paper that the team asks a unit for, by when, and the answer (65-KH/ĐTN, III.4)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), index=True)
    text: Mapped[str]
    due_at: Mapped[datetime]
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), default=None)
    amended_at: Mapped[datetime | None] = mapped_column(default=None)  # the answer, the last time

    closed_at: Mapped[datetime | None] = column_property(_closed_at(id))

    assignment: Mapped[Assignment] = relationship(lazy="raise_on_sql")
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id], lazy="raise_on_sql")
    answered_by: Mapped[User | None] = relationship(
        foreign_keys=[answered_by_id], lazy="raise_on_sql"
    )


class UnitPaper(Owned, Model):
    """A paper that a unit sent: one that the plan requires, or one that was asked for later."""

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), index=True)
    required_id: Mapped[int | None] = mapped_column(ForeignKey("required_paper.id"), default=None)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("paper_request.id"), default=None)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    sent_at: Mapped[datetime]
    sent_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    assignment: Mapped[Assignment] = relationship(lazy="raise_on_sql")
    required: Mapped[RequiredPaper | None] = relationship(lazy="raise_on_sql")
    request: Mapped[PaperRequest | None] = relationship(lazy="raise_on_sql")
    file: Mapped[StoredFile] = relationship(lazy="raise_on_sql")


class Handing(Model):
    """A report or a paper handed on to a member of the team, and when it was first opened.

    Just one of `submission_id` and `unit_paper_id` is set (65-KH/ĐTN, III.3). Of a report,
    `opened_version` is the number of the newest sending that was opened, `version_opened_at` when
    that was; `opened_at` is when any first was.
    """

    __table_args__ = (
        UniqueConstraint("user_id", "submission_id"),
        UniqueConstraint("user_id", "unit_paper_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    submission_id: Mapped[int | None] = mapped_column(
        ForeignKey("submission.id"), index=True, default=None
    )
    unit_paper_id: Mapped[int | None] = mapped_column(
        ForeignKey("unit_paper.id"), index=True, default=None
    )
    handed_at: Mapped[datetime]
    opened_at: Mapped[datetime | None] = mapped_column(default=None)
    opened_version: Mapped[int] = mapped_column(default=0)
    version_opened_at: Mapped[datetime | None] = mapped_column(default=None)

    user: Mapped[User] = relationship(lazy="raise_on_sql")

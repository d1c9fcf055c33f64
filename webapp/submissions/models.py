"""The report of a committee that runs the plan by itself."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, ForeignKey, Numeric, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import Owned, User
from webapp.core.db import Model, Versioned
from webapp.documents.models import StoredFile
from webapp.plans.models import ActivityFigure, Assignment


class Submission(Versioned, Owned, Model):
    """A self-run report: a draft, its committee's own, until `submitted_at` is set.

    `submitted_at` is the first time, which tells whether it was in time; `saved_at` the last.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), unique=True)
    summary: Mapped[str] = mapped_column(default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), default=None)
    saved_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None] = mapped_column(default=None)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), default=None)

    assignment: Mapped[Assignment] = relationship(lazy="raise_on_sql")
    file: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")
    figures: Mapped[list["FigureValue"]] = relationship(lazy="raise_on_sql")
    submitted_by: Mapped[User | None] = relationship(lazy="raise_on_sql")

    @property
    def is_amended(self) -> bool:
        """True when it was sent again after it had first been sent."""
        return self.submitted_at is not None and self.saved_at > self.submitted_at

    @classmethod
    def seen_by(cls, who: User) -> ColumnElement[bool]:
        reach = super().seen_by(who)
        return and_(reach, cls.submitted_at.is_not(None)) if who.is_board else reach


class FigureValue(Model):
    """One figure of a report."""

    __table_args__ = (UniqueConstraint("submission_id", "figure_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    figure_id: Mapped[int] = mapped_column(ForeignKey("activity_figure.id"))
    value: Mapped[Decimal] = mapped_column(Numeric(12, 2))

    figure: Mapped[ActivityFigure] = relationship(lazy="raise_on_sql")

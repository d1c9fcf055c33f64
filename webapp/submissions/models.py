"""The report of a committee that runs the plan by itself."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import Owned
from webapp.core.db import Model, Versioned
from webapp.documents.models import StoredFile
from webapp.plans.models import ActivityFigure, Assignment


class Submission(Versioned, Owned, Model):
    """A self-run report: a draft until `submitted_at` is set."""

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), unique=True)
    summary: Mapped[str] = mapped_column(default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), default=None)
    submitted_at: Mapped[datetime | None] = mapped_column(default=None)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), default=None)

    assignment: Mapped[Assignment] = relationship(lazy="raise_on_sql")
    file: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")
    figures: Mapped[list["FigureValue"]] = relationship(lazy="raise_on_sql")


class FigureValue(Model):
    """One figure of a report."""

    __table_args__ = (UniqueConstraint("submission_id", "figure_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    figure_id: Mapped[int] = mapped_column(ForeignKey("activity_figure.id"))
    value: Mapped[Decimal] = mapped_column(Numeric(12, 2))

    figure: Mapped[ActivityFigure] = relationship(lazy="raise_on_sql")

"""What a unit sent, kept as it was sent: the outline of that day with what stood under it.

Neither a later outline nor a later amendment touches it; each sending is a row of its own.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import User
from webapp.core.db import Model
from webapp.core.facts import Facts
from webapp.documents.models import StoredFile
from webapp.rules.outlines import OutlineColumn, OutlineRow


@dataclass(frozen=True)
class SentFigure:
    """A figure as it was asked for; `value` is a plain decimal, "" where none was given."""

    id: int = 0
    label: str = ""
    unit: str = ""
    value: str = ""


@dataclass(frozen=True)
class SentPart:
    """A part of the outline as it was asked, and what was written there."""

    id: int = 0
    level: int = 2
    kind: str = "text"
    title: str = ""
    is_optional: bool = False
    kept_columns: tuple[OutlineColumn, ...] = ()
    text: str = ""
    rows: tuple[OutlineRow, ...] = ()
    figures: tuple[SentFigure, ...] = ()


@dataclass(frozen=True)
class Report:
    """A whole report: by an outline its parts, a plain one its summary and figures."""

    outline_version: int = 1  # which one the outline was when this was sent
    summary: str = ""
    parts: tuple[SentPart, ...] = ()
    figures: tuple[SentFigure, ...] = ()


class SentReport(Model):
    """One sending of a report: `number` 1 is the first, the others amend it."""

    __table_args__ = (UniqueConstraint("submission_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    number: Mapped[int]
    sent_at: Mapped[datetime]
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), default=None)
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), default=None)
    report: Mapped[Report] = mapped_column(Facts(Report))

    sent_by: Mapped[User | None] = relationship(lazy="raise_on_sql")
    file: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")

"""Milestones and messages."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import Owned
from webapp.core import clock
from webapp.core.db import Model
from webapp.organizations.models import Organization
from webapp.rules.deadlines import tone_of


class Milestone(Owned, Model):
    """Something owed: by an organization (and, on the board, by a role or a person).

    `subject_kind` and `subject_id` name the row it is about, of a room further down the house;
    `rule` and `anchor_on` are kept beside the due moment, so that when the anchor moves the
    milestone moves.
    """

    __table_args__ = (
        UniqueConstraint("kind", "subject_kind", "subject_id"),
        Index("ix_milestone_open", "issuer_id", "done_at", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int | None] = mapped_column(index=True)
    kind: Mapped[str]
    label: Mapped[str]
    owner: Mapped[str]  # "unit", or a role of the board: planner, leader, member
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    rule: Mapped[str]
    anchor_on: Mapped[date]
    due_at: Mapped[datetime]
    act_by: Mapped[date | None]
    is_impossible: Mapped[bool] = mapped_column(default=False)  # fell due before it was known
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    done_by: Mapped[str] = mapped_column(default="")  # by what: a paper's number, a receipt

    organization: Mapped[Organization] = relationship(lazy="raise_on_sql")

    @property
    def days_left(self) -> int:
        """Whole days until it falls due; below 0 when late."""
        return (clock.local(self.due_at).date() - clock.today()).days

    @property
    def is_to_the_minute(self) -> bool:
        """True where the hour counts, and not the day alone."""
        return self.rule.startswith("at ")

    @property
    def is_late(self) -> bool:
        """True when it was done, or is still undone, after its due moment."""
        return (self.done_at or clock.now()) > self.due_at

    @property
    def tone(self) -> str:
        """How it is told: done, belated, late, due or off."""
        return tone_of(
            is_done=self.done_at is not None,
            is_late=self.is_late,
            is_impossible=self.is_impossible,
        )


class Message(Model):
    """A line told to one person: a visit moved, a letter sent back."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    text: Mapped[str]
    href: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None] = mapped_column(default=None)

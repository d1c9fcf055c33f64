"""Milestones and messages."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    UniqueConstraint,
    and_,
    case,
    func,
    null,
    select,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship

from webapp.accounts.models import Owned, User
from webapp.core import clock
from webapp.core.db import EndOfDay, Model
from webapp.core.web import moment, short_day
from webapp.milestones.standing import OFF, Standing, Term, countdown, late_after, tone_of
from webapp.organizations.models import Organization


class Milestone(Owned, Model):
    """Something due: from an organization (and, on the board, from a role or a person).

    `subject_kind` and `subject_id` name the row it is about, of a room further down the house;
    `rule` and `anchor_on` are kept beside the due moment, so that when the anchor moves the
    milestone moves. What was done stays done: where it is due again that is a row of its own, the
    next in `sequence`. Written by `milestones.engine` alone.
    """

    __table_args__ = (
        UniqueConstraint("kind", "subject_kind", "subject_id", "sequence"),
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
    sequence: Mapped[int] = mapped_column(default=1, server_default="1")
    rule: Mapped[str]
    anchor_on: Mapped[date]
    due_at: Mapped[datetime]
    act_by: Mapped[date | None]
    known_from: Mapped[date | None] = mapped_column(default=None)  # the first day it was known
    is_impossible: Mapped[bool] = mapped_column(default=False)  # fell due before it was known
    recounted_on: Mapped[date | None] = mapped_column(default=None)  # counted anew, to be earlier
    recounted_from: Mapped[date | None] = mapped_column(default=None)  # the day it was due before
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    done_by: Mapped[str] = mapped_column(default="")  # by what: a paper's number, a receipt
    # Closed by a reason that a `Closing` keeps; what is done is never closed.
    closed_at: Mapped[datetime | None] = mapped_column(default=None)

    organization: Mapped[Organization] = relationship(lazy="raise_on_sql")

    @hybrid_property
    def is_open(self) -> bool:
        """True where it is still owed: neither done nor closed by a reason."""
        return self.done_at is None and self.closed_at is None

    @is_open.inplace.expression
    @classmethod
    def _is_open(cls) -> ColumnElement[bool]:
        return and_(cls.done_at.is_(None), cls.closed_at.is_(None))

    @property
    def days_left(self) -> int:
        """Whole days until it falls due; below 0 when late."""
        return (clock.local(self.due_at).date() - clock.today()).days

    @property
    def is_to_the_minute(self) -> bool:
        """True where the hour counts, and not the day alone."""
        return self.rule.startswith("at ")

    @property
    def held_to(self) -> date | None:
        """The day that its owner is held to; None where nobody could keep it."""
        return clock.local(self.late_after).date() if self.late_after else None

    @hybrid_property
    def late_after(self) -> datetime | None:
        """The moment after which it counts as late; None where nobody can be late."""
        if self.closed_at is not None:
            return None
        return late_after(self.due_at, self.recounted_from, is_impossible=bool(self.is_impossible))

    @late_after.inplace.expression
    @classmethod
    def _late_after(cls) -> ColumnElement[datetime | None]:
        return case(
            (cls.closed_at.is_not(None), null()),
            (cls.is_impossible, EndOfDay(cls.recounted_from)),
            else_=cls.due_at,
        )

    @property
    def is_late(self) -> bool:
        """True when it was done, or is still undone, after the moment its owner is held to."""
        return self.term.is_late

    @property
    def term(self) -> Term:
        """The due moment and what became of it, for `milestones.standing`."""
        return Term(
            self.due_at,
            self.done_at,
            clock.now(),
            self.is_impossible,
            counted_before=self.recounted_from,
            closed_at=self.closed_at,
        )

    @property
    def standing(self) -> Standing:
        """How it stands: done, late, due today, or the days that are left."""
        return countdown(self.term, done=f"Xong {short_day(self.done_at)}")

    @property
    def dated(self) -> Standing:
        """The same, with the moments named: when it was done, or is due."""
        day = moment(self.due_at) if self.is_to_the_minute else short_day(self.due_at)
        return countdown(self.term, done=f"Xong {moment(self.done_at)}", day=day)

    @property
    def tone(self) -> str:
        """How it is told: done, belated, late, due or off."""
        if self.closed_at is not None:
            return OFF
        return tone_of(
            is_done=self.done_at is not None,
            is_late=self.is_late,
            is_impossible=self.term.is_excused,
        )


def is_latest(row: Any = Milestone) -> ColumnElement[bool]:
    """Return the condition that no later milestone of the same kind is about the same row.

    What is open is always the latest. *row* may be an alias.
    """
    other = aliased(Milestone)
    # Not as "no later one exists": PostgreSQL makes a join of that, and where it has no statistics
    # yet, one that reads all milestones anew for each row. This is looked up in the unique index.
    last = (
        select(func.max(other.sequence))
        .where(
            other.kind == row.kind,
            other.subject_kind == row.subject_kind,
            other.subject_id == row.subject_id,
        )
        .correlate(row)
        .scalar_subquery()
    )
    is_last: ColumnElement[bool] = row.sequence == last
    return is_last


class Closing(Owned, Model):
    """That something due was closed by a reason, and perhaps opened again by another.

    It goes with its milestone; who asks for what it was about looks there.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    milestone_id: Mapped[int] = mapped_column(
        ForeignKey("milestone.id", ondelete="CASCADE"), index=True
    )
    closed_at: Mapped[datetime]
    closed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str]
    agreed_by: Mapped[str] = mapped_column(default="")
    reopened_at: Mapped[datetime | None] = mapped_column(default=None)
    reopened_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), default=None)
    reopen_reason: Mapped[str] = mapped_column(default="")

    milestone: Mapped[Milestone] = relationship(lazy="raise_on_sql")
    organization: Mapped[Organization] = relationship(lazy="raise_on_sql")
    closed_by: Mapped[User] = relationship(foreign_keys=[closed_by_id], lazy="raise_on_sql")
    reopened_by: Mapped[User | None] = relationship(
        foreign_keys=[reopened_by_id], lazy="raise_on_sql"
    )


class Message(Model):
    """A line told to one person: a visit moved, a letter sent back."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    text: Mapped[str]
    href: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None] = mapped_column(default=None)

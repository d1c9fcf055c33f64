"""Choices, visits with their teams and who came, and the standard by which one is scored."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Numeric,
    UniqueConstraint,
    and_,
    exists,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column, query_expression, relationship

from webapp.accounts.models import Owned, User
from webapp.core.db import Model, Versioned
from webapp.notices.models import Meeting
from webapp.organizations.models import Organization
from webapp.plans.models import Assignment
from webapp.plans.round_models import SEAT_ROLES

TEAM_ROLES = {"head": "Tổ trưởng", "secretary": "Thư ký", "member": "Thành viên"}


class Choice(Versioned, Owned, Model):
    """The month's choice, once it is closed. A quota that was not met needs a reason."""

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), unique=True)
    closed_at: Mapped[datetime]
    closed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(default="")


class ChoiceStep(Model):
    """One closing or reopening of a month's choice, with its reason. Kept for ever."""

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), index=True)
    at: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    action: Mapped[str]  # "closed" or "reopened"
    reason: Mapped[str] = mapped_column(default="")

    user: Mapped[User] = relationship(lazy="raise_on_sql")


class Visit(Versioned, Owned, Model):
    """A meeting the board attends. It exists because the meeting was chosen.

    An office sees it once the month's choice is closed.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), index=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), unique=True)
    rubric_id: Mapped[int | None] = mapped_column(ForeignKey("rubric.id"), default=None)
    unscored_reason: Mapped[str] = mapped_column(default="")  # why it goes without a score
    ready_at: Mapped[datetime | None] = mapped_column(default=None)  # of a round: all is arranged
    held_at: Mapped[datetime | None] = mapped_column(default=None)  # findings were completed
    cancelled_at: Mapped[datetime | None] = mapped_column(default=None)
    cancel_reason: Mapped[str] = mapped_column(default="")

    assignment: Mapped[Assignment] = relationship(lazy="raise_on_sql")
    meeting: Mapped[Meeting] = relationship(lazy="raise_on_sql")
    organization: Mapped[Organization] = relationship(lazy="raise_on_sql")
    team: Mapped[list["TeamMember"]] = relationship(
        back_populates="visit", order_by="TeamMember.id", lazy="raise_on_sql"
    )
    attendance: Mapped["Attendance | None"] = relationship(viewonly=True, lazy="raise_on_sql")
    figures: Mapped[str | None] = query_expression()  # of its menu, where a page asked for them

    @property
    def roles(self) -> Mapping[str, str]:
        """What its people are called, heads first: a round has a team with its own words."""
        return SEAT_ROLES if self.meeting.is_session else TEAM_ROLES

    @property
    def group(self) -> str:
        """What its people are called together."""
        return "Đoàn giám sát" if self.meeting.is_session else "Tổ công tác"

    @property
    def ordered_team(self) -> list["TeamMember"]:
        """The people who go, heads first."""
        order = list(self.roles)
        return sorted(self.team, key=lambda one: (order.index(one.role), one.id))

    @classmethod
    def seen_by(cls, who: User) -> ColumnElement[bool]:
        reach = super().seen_by(who)
        closed = exists().where(Choice.assignment_id == cls.assignment_id)
        return reach if who.is_board else and_(or_(reach, announced_to(cls, who)), closed)


def announced_to(visit: type[Visit], who: User) -> ColumnElement[bool]:
    """The condition that a visit was made under an assignment of the person's own committee.

    The unit may have gone to another superior since, or the committee may have ended: whom the
    visit was announced to goes on reading it.
    """
    own = aliased(Assignment)
    return visit.assignment_id.in_(select(own.id).where(own.organization_id == who.organization_id))


class TeamMember(Model):
    """A person of the working group at one visit."""

    __table_args__ = (UniqueConstraint("visit_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    role: Mapped[str] = mapped_column(default="member")

    visit: Mapped[Visit] = relationship(back_populates="team", lazy="raise_on_sql")
    user: Mapped[User] = relationship(lazy="raise_on_sql")


class Attendance(Versioned, Model):
    """How many came, when it was opened and closed, and who led (Tình hình tham dự)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), unique=True)
    opened_at: Mapped[str] = mapped_column(default="")  # HH:MM on the wall clock
    closed_at: Mapped[str] = mapped_column(default="")
    chair: Mapped[str] = mapped_column(default="")
    minute_taker: Mapped[str] = mapped_column(default="")
    members: Mapped[int | None] = mapped_column(default=None)
    probationary: Mapped[int | None] = mapped_column(default=None)  # of the members
    present: Mapped[int | None] = mapped_column(default=None)
    exempt: Mapped[int | None] = mapped_column(default=None)
    excused: Mapped[int | None] = mapped_column(default=None)
    unexcused: Mapped[int | None] = mapped_column(default=None)
    reasons: Mapped[str] = mapped_column(default="")
    composition: Mapped[str] = mapped_column(default="")  # who came beside the members
    course: Mapped[str] = mapped_column(default="")  # how the meeting went, in order


class Rubric(Versioned, Model):
    """The criteria by which a meeting is scored, valid from a day (R6, R8)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"), index=True)
    name: Mapped[str]
    valid_from: Mapped[date]

    criteria: Mapped[list["Criterion"]] = relationship(
        order_by="Criterion.position", lazy="raise_on_sql"
    )


class Criterion(Model):
    """One item of a rubric, with the most points it gives."""

    id: Mapped[int] = mapped_column(primary_key=True)
    rubric_id: Mapped[int] = mapped_column(ForeignKey("rubric.id"), index=True)
    position: Mapped[int]
    group_title: Mapped[str]
    title: Mapped[str]
    points: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    is_conditional: Mapped[bool] = mapped_column(default=False)


class Mark(Versioned, Model):
    """The points one visit got for one criterion."""

    __table_args__ = (UniqueConstraint("visit_id", "criterion_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"))
    points: Mapped[Decimal | None] = mapped_column(Numeric(5, 2), default=None)
    is_not_applicable: Mapped[bool] = mapped_column(default=False)


class NoShow(Versioned, Owned, Model):
    """Somebody assigned who did not come: why, and who went instead (46-KH/ĐTN, II.3)."""

    __table_args__ = (UniqueConstraint("visit_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    reason: Mapped[str]
    replacement_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), default=None)
    reported_at: Mapped[datetime]
    reported_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    visit: Mapped[Visit] = relationship(lazy="raise_on_sql")
    user: Mapped[User] = relationship(foreign_keys=[user_id], lazy="raise_on_sql")
    replacement: Mapped[User | None] = relationship(
        foreign_keys=[replacement_id], lazy="raise_on_sql"
    )


class AcceptedClash(Model):
    """Somebody saw that a person is at two places at once, and left it so: these two, then.

    Where either meeting is moved it is a clash of its own again.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"), index=True)
    first_at: Mapped[datetime]
    second_id: Mapped[int] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"), index=True)
    second_at: Mapped[datetime]
    accepted_at: Mapped[datetime]
    accepted_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))


class UndoneNoShow(Model):
    """A no-show that was noted by mistake and undone: what was noted, by whom, and who undid it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str]
    replacement_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), default=None)
    reported_at: Mapped[datetime]
    reported_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    undone_at: Mapped[datetime]
    undone_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    why: Mapped[str]

    user: Mapped[User] = relationship(foreign_keys=[user_id], lazy="raise_on_sql")
    undone_by: Mapped[User] = relationship(foreign_keys=[undone_by_id], lazy="raise_on_sql")

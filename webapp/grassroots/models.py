"""People's wishes and absences, each month's calendar of the bloc, and what was set by hand."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import Owned, User
from webapp.core.db import Model, Versioned
from webapp.organizations.models import Organization
from webapp.plans.models import Activity

ABSENT, AVOID, PREFER = "absent", "avoid", "prefer"
PUBLISHED, ADDED, WITHDRAWN = "published", "added", "withdrawn"
STEPS = {PUBLISHED: "Công bố", ADDED: "Công bố bổ sung", WITHDRAWN: "Rút công bố"}
WISH_KINDS = {
    ABSENT: "Vắng, không phân công được",
    AVOID: "Đề nghị tránh",
    PREFER: "Mong muốn được dự",
}


class Wish(Versioned, Model):
    """When a person cannot attend, or which days or units they would like, or rather not."""

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    kind: Mapped[str]  # a key of WISH_KINDS
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), default=None)
    note: Mapped[str] = mapped_column(default="")

    user: Mapped[User] = relationship(lazy="raise_on_sql")
    organization: Mapped[Organization | None] = relationship(lazy="raise_on_sql")

    @classmethod
    def seen_by(cls, who: User) -> ColumnElement[bool]:
        own: ColumnElement[bool] = cls.issuer_id == who.issuer_id
        return own if who.is_board else own & (cls.user_id == who.id)


class MonthlyCalendar(Versioned, Owned, Model):
    """One month of an activity of visits to the grassroots; published when people are told.

    `organization_id` is the body that plans.
    """

    __table_args__ = (UniqueConstraint("activity_id", "month"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"))
    month: Mapped[date]  # its first day
    published_at: Mapped[datetime | None] = mapped_column(default=None)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), default=None)

    activity: Mapped[Activity] = relationship(lazy="raise_on_sql")
    steps: Mapped[list["CalendarStep"]] = relationship(
        order_by="CalendarStep.id", viewonly=True, lazy="raise_on_sql"
    )


class CalendarStep(Model):
    """One publication of a month, whole or in part, or its withdrawal. Kept for ever."""

    id: Mapped[int] = mapped_column(primary_key=True)
    calendar_id: Mapped[int] = mapped_column(ForeignKey("monthly_calendar.id"), index=True)
    at: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    action: Mapped[str]  # a key of STEPS
    said: Mapped[str] = mapped_column(default="")  # what was undecided, was added, or why

    user: Mapped[User] = relationship(lazy="raise_on_sql")


class HandChoice(Model):
    """Who goes to a meeting by a planner's own hand (None: nobody): a new proposal keeps it.

    A meeting to which nobody goes without such a row is not decided.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    calendar_id: Mapped[int] = mapped_column(ForeignKey("monthly_calendar.id"), index=True)
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), unique=True
    )
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), default=None)

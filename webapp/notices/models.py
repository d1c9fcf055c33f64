"""Notices and the meetings in them."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import Owned, User
from webapp.core import clock
from webapp.core.db import Model, Versioned
from webapp.organizations.models import Organization
from webapp.plans.models import Assignment

REGULAR, THEMATIC, WORKING = "regular", "thematic", "working"
HOUR_UNSET = "giờ chưa định"
MEETING_KINDS = {REGULAR: "Sinh hoạt thường kỳ", THEMATIC: "Sinh hoạt chuyên đề"}
# A session of a round is held at the working group's own word, without a notice.
ALL_MEETING_KINDS = MEETING_KINDS | {WORKING: "Buổi làm việc của đoàn"}


def when_text(starts_at: datetime, is_hour_set: bool = True) -> str:
    """Return "08:30 ngày 03/01/2024", or "ngày 03/01/2024, giờ chưa định"."""
    day = f"ngày {clock.local(starts_at):%d/%m/%Y}"
    return f"{clock.local(starts_at):%H:%M} {day}" if is_hour_set else f"{day}, {HOUR_UNSET}"


class Notice(Versioned, Owned, Model):
    """The list of one month's meetings that a committee filed for its assignment.

    `paper_came_on` and `paper_symbol` are of the last list that came on paper.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), unique=True)
    revision: Mapped[int] = mapped_column(default=1)
    filed_at: Mapped[datetime]  # the first time
    filed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    came_on_paper: Mapped[bool] = mapped_column(default=False)
    paper_symbol: Mapped[str] = mapped_column(default="")
    paper_came_on: Mapped[date | None] = mapped_column(default=None)

    assignment: Mapped[Assignment] = relationship(lazy="raise_on_sql")
    organization: Mapped[Organization] = relationship(lazy="raise_on_sql")
    meetings: Mapped[list["Meeting"]] = relationship(
        back_populates="notice", order_by="Meeting.starts_at", lazy="raise_on_sql"
    )

    @property
    def receipt_number(self) -> str:
        """The number on the receipt: it tells the list and its revision."""
        return f"BN-{self.id:05d}.{self.revision}"


class Meeting(Versioned, Owned, Model):
    """A meeting that an organization will hold. `received_on` is the day its date was told.

    `answer` is what the committee was told about it when the choice was closed (73-KH/BTCTU, V.1).
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(index=True)
    is_hour_set: Mapped[bool] = mapped_column(default=True)  # the day may be known before it
    place: Mapped[str]
    room: Mapped[str] = mapped_column(default="")  # of a session: the unit arranges it
    kind: Mapped[str]
    topic: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    received_on: Mapped[date]
    due_on: Mapped[date]  # the last day to tell it in time
    cancelled_at: Mapped[datetime | None] = mapped_column(default=None)
    cancel_reason: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None] = mapped_column(default=None)

    notice: Mapped[Notice | None] = relationship(back_populates="meetings", lazy="raise_on_sql")
    organization: Mapped[Organization] = relationship(lazy="raise_on_sql")

    @property
    def is_thematic(self) -> bool:
        return self.kind == THEMATIC

    @property
    def is_session(self) -> bool:
        """Whether it is a working session of a round, which stands in no notice."""
        return self.kind == WORKING

    @property
    def when(self) -> str:
        """When it is held, in words; of a session the hour may not be set yet."""
        return when_text(self.starts_at, self.is_hour_set)

    @property
    def where(self) -> str:
        """Where it is held: the place, and the room once the unit has told it."""
        return ", ".join(part for part in (self.place.strip(), self.room) if part)

    @property
    def day(self) -> date:
        """The day it is held, in Việt Nam."""
        return clock.local(self.starts_at).date()

    @property
    def hour(self) -> time:
        """The time it begins, on Việt Nam's wall clock."""
        return clock.local(self.starts_at).time()

    @property
    def margin(self) -> int:
        """Days to spare (0 or more) or days late (below 0)."""
        return (self.due_on - self.received_on).days


class NoticeRevision(Model):
    """The rows of a notice as they stood after one filing. Kept for ever."""

    __table_args__ = (UniqueConstraint("notice_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), index=True)
    number: Mapped[int]
    saved_at: Mapped[datetime]
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    note: Mapped[str] = mapped_column(default="")  # on paper, moved, cancelled: what and why
    meetings: Mapped[list[dict[str, Any]]]

    saved_by: Mapped[User] = relationship(lazy="raise_on_sql")

"""Notices and the meetings in them."""

from datetime import date, datetime, time
from typing import TypeVar

from sqlalchemy import ColumnElement, ForeignKey, ScalarSelect, UniqueConstraint, and_, select
from sqlalchemy.orm import (
    InstrumentedAttribute,
    Mapped,
    column_property,
    mapped_column,
    relationship,
)

from webapp.accounts.models import Owned, User
from webapp.core import clock
from webapp.core.db import Model, Versioned
from webapp.core.facts import Facts
from webapp.milestones.models import Milestone
from webapp.notices.facts import DraftRow, ListedMeeting
from webapp.notices.kinds import MEETING_NOTICE
from webapp.organizations.models import Organization
from webapp.plans.models import Assignment

X = TypeVar("X")
ABOUT = "meeting"  # the subject of what is due about one meeting
REGULAR, THEMATIC, WORKING = "regular", "thematic", "working"
HOUR_UNSET = "giờ chưa định"
HOUR_LATER = "giờ cụ thể thông báo sau"  # what papers say where the planner chose it
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


def _by_when(meeting_id: Mapped[int], column: InstrumentedAttribute[X]) -> ScalarSelect[X]:
    """Return a column of the milestone by which a meeting had to be told."""
    return (
        select(column)
        .where(
            Milestone.kind == MEETING_NOTICE.key,
            Milestone.subject_kind == ABOUT,
            Milestone.subject_id == meeting_id,
        )
        .order_by(Milestone.sequence.desc())
        .limit(1)
        .correlate_except(Milestone)
        .scalar_subquery()
    )


class Meeting(Versioned, Owned, Model):
    """A meeting that an organization will hold. `received_on` is the day its date was told.

    `answer` is what the committee was told about it when the choice was closed (73-KH/BTCTU, V.1).
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(index=True)
    is_hour_set: Mapped[bool] = mapped_column(default=True)  # the day may be known before it
    # The planner wants papers to say that the hour is told later; without it they lack the hour.
    is_hour_later: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str]
    room: Mapped[str] = mapped_column(default="")  # of a session: the unit arranges it
    kind: Mapped[str]
    topic: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    # The committee's own word in the choosing: this one should be attended (73-KH/BTCTU, III.2).
    is_proposed: Mapped[bool] = mapped_column(default=False)
    received_on: Mapped[date]
    cancelled_at: Mapped[datetime | None] = mapped_column(default=None)
    cancel_reason: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None] = mapped_column(default=None)

    notice: Mapped[Notice | None] = relationship(back_populates="meetings", lazy="raise_on_sql")
    organization: Mapped[Organization] = relationship(lazy="raise_on_sql")

    # By when it had to be told: its milestone says so. A session of a round has none.
    due_at: Mapped[datetime | None] = column_property(_by_when(id, Milestone.due_at))
    # That fell before the plan went out (R3).
    is_unkeepable: Mapped[bool | None] = column_property(_by_when(id, Milestone.is_impossible))

    @property
    def is_thematic(self) -> bool:
        return self.kind == THEMATIC

    @property
    def due_on(self) -> date:
        """The last day to tell it in time."""
        return clock.local(self.due_at).date() if self.due_at else self.received_on

    @property
    def is_unkept(self) -> bool:
        """True where it is told late only because that fell due before the plan went out (R3)."""
        return self.margin < 0 and bool(self.is_unkeepable)

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
    meetings: Mapped[tuple[ListedMeeting, ...]] = mapped_column(Facts(tuple[ListedMeeting, ...]))

    saved_by: Mapped[User] = relationship(lazy="raise_on_sql")


class NoticeDraft(Versioned, Owned, Model):
    """A list that is being typed: kept for its office, and by nobody taken as filed.

    `organization_id` is the body whose office types it, the committee's own or the one that
    enters what came on paper: each has a draft of its own, which nobody outside of it sees.
    """

    __table_args__ = (UniqueConstraint("assignment_id", "organization_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="CASCADE"))
    saved_at: Mapped[datetime]
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    amends: Mapped[str] = mapped_column(default="")  # the version of the list it was begun from
    came_on: Mapped[str] = mapped_column(default="")  # of a paper, as typed
    symbol: Mapped[str] = mapped_column(default="")
    meetings: Mapped[int]  # how many rows hold something
    rows: Mapped[tuple[DraftRow, ...]] = mapped_column(Facts(tuple[DraftRow, ...]))

    assignment: Mapped[Assignment] = relationship(lazy="raise_on_sql")
    saved_by: Mapped[User] = relationship(lazy="raise_on_sql")

    @classmethod
    def seen_by(cls, who: User) -> ColumnElement[bool]:
        """Only the office that types it: neither a superior's nor the board."""
        return and_(cls.issuer_id == who.issuer_id, cls.organization_id == who.organization_id)

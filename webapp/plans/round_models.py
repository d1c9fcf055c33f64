"""What a round of inspection or supervision is made of: all of it rows that a planner edits.

A round is an activity with a window or a day, a team of its own, people whom the unit invites, an
agenda, papers and an outline to be handed in (46-KH/ĐTN, II; 65-KH/ĐTN, II and III).
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import User
from webapp.core.db import Model, Versioned
from webapp.core.facts import Facts
from webapp.rules.outlines import OutlineColumn, shown, titled

# What a part of an outline asks for.
OUTLINE_KINDS = {
    "heading": "Đề mục",
    "text": "Trả lời bằng lời",
    "table": "Bảng kê",
    "figures": "Số liệu",
    "free": "Nội dung khác của đơn vị",
}
SEAT_ROLES = {
    "head": "Trưởng đoàn",
    "deputy": "Phó trưởng đoàn",
    "secretary": "Thư ký",
    "member": "Thành viên",
}


class Round(Versioned, Model):
    """When a round is held and what it looks at, and its kick-off, if it has one."""

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), unique=True)
    topic: Mapped[str] = mapped_column(default="")  # a line for each content
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    units_wanted: Mapped[int | None] = mapped_column(default=None)
    covered_from: Mapped[date | None] = mapped_column(default=None)  # the period looked at
    covered_to: Mapped[date | None] = mapped_column(default=None)
    kick_off_at: Mapped[datetime | None] = mapped_column(default=None)
    kick_off_place: Mapped[str] = mapped_column(default="")
    kick_off_people: Mapped[str] = mapped_column(default="")  # a line for each

    teams: Mapped[list["RoundTeam"]] = relationship(
        primaryjoin="Round.activity_id == foreign(RoundTeam.activity_id)",
        order_by="RoundTeam.position",
        viewonly=True,
        lazy="raise_on_sql",
    )


class RoundTeam(Versioned, Model):
    """One of several teams of a round, each with its places (`Seat`) and its units.

    A round whose units are all worked with by one team has no such row.
    """

    __table_args__ = (UniqueConstraint("activity_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int]
    name: Mapped[str]


class Seat(Versioned, Model):
    """A place in the team of a round: a person with an account, or a body whose person comes later.

    Of an invited body (`body`) the name may follow when it is known (65-KH/ĐTN, III.2).
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(
        ForeignKey("round_team.id", ondelete="SET NULL"), default=None
    )
    position: Mapped[int]
    role: Mapped[str] = mapped_column(default="member")  # a key of SEAT_ROLES
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), default=None)
    body: Mapped[str] = mapped_column(default="")
    full_name: Mapped[str] = mapped_column(default="")  # of a person without an account
    title: Mapped[str] = mapped_column(default="")  # Phó Bí thư Đoàn Khối

    user: Mapped[User | None] = relationship(lazy="raise_on_sql")
    team: Mapped[RoundTeam | None] = relationship(lazy="raise_on_sql")


class AttendeeGroup(Versioned, Model):
    """People whom the unit invites to the session, and how many (65-KH/ĐTN, III.4).

    Without the required ones no visit can be marked ready (46-KH/ĐTN, III).
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    position: Mapped[int]
    label: Mapped[str]
    least: Mapped[int] = mapped_column(default=1)
    most: Mapped[int | None] = mapped_column(default=None)
    is_required: Mapped[bool] = mapped_column(default=False)


class AgendaStep(Versioned, Model):
    """A step of the session, in order: what, by whom, for how long (65-KH/ĐTN, II.6)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    speaker: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int | None] = mapped_column(default=None)


class RequiredPaper(Versioned, Model):
    """A paper that each unit of the activity sends beside its report (46-KH/ĐTN, IV.3)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    position: Mapped[int]
    label: Mapped[str]
    is_optional: Mapped[bool] = mapped_column(default=False)


class OutlinePart(Versioned, Model):
    """A part of the outline by which a unit reports (65-KH/ĐTN, appendix).

    One under which somebody wrote is never deleted: it is taken out, with the day.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    position: Mapped[int]
    level: Mapped[int] = mapped_column(default=2)  # 1 to 3, as headings are
    kind: Mapped[str] = mapped_column(default="text")  # a key of OUTLINE_KINDS
    title: Mapped[str]
    hint: Mapped[str] = mapped_column(default="")
    kept_columns: Mapped[tuple[OutlineColumn, ...]] = mapped_column(
        "columns", Facts(tuple[OutlineColumn, ...]), default=()
    )  # of a table, those that are gone at the end
    is_optional: Mapped[bool] = mapped_column(default=False)
    removed_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def columns(self) -> list[str]:
        """The titles of a table's columns. Setting them keeps each column's key, by its title."""
        return [one.title for one in shown(self.kept_columns or ())]

    @columns.setter
    def columns(self, titles: list[str]) -> None:
        self.kept_columns = titled(self.kept_columns or (), titles)


class OutlineVersion(Model):
    """An outline changed after units had begun to write: which time, by whom, and what of it.

    The outline as it was first is version 1 and has no row.
    """

    __table_args__ = (UniqueConstraint("activity_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    number: Mapped[int]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    said: Mapped[str]  # a line for each thing that changed

    made_by: Mapped[User] = relationship(lazy="raise_on_sql")


class Topic(Versioned, Model):
    """A standing topic of ongoing supervision, with the paper it rests on (46-KH/ĐTN, II.2.2)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    basis: Mapped[str] = mapped_column(default="")

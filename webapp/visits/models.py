"""Visits, their teams, what units prepare and what the working group finds."""

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
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship

from webapp.accounts.models import Owned, User
from webapp.core.db import Model, Versioned
from webapp.documents.models import StoredFile
from webapp.notices.models import Meeting
from webapp.organizations.models import Organization
from webapp.plans.models import Assignment, ChecklistItem
from webapp.plans.round_models import SEAT_ROLES

TEAM_ROLES = {"head": "Tổ trưởng", "secretary": "Thư ký", "member": "Thành viên"}
ASSESSMENTS = {
    "good": "Thực hiện tốt",
    "partly": "Còn hạn chế",
    "poor": "Chưa thực hiện",
    "unseen": "Chưa xem xét",
}
STRENGTH, SHORTCOMING = "strength", "shortcoming"
GOOD_MODEL, PROPOSAL, OPINION = "good_model", "proposal", "opinion"
REMARK_KINDS = {
    STRENGTH: "Ưu điểm",
    SHORTCOMING: "Hạn chế, tồn tại",
    GOOD_MODEL: "Mô hình, cách làm hay",
    PROPOSAL: "Đề xuất, kiến nghị của cơ sở",
    OPINION: "Tâm tư, ý kiến của đoàn viên, đảng viên",
}
# What a visit brings home beside what it finds: no letter need answer it.
VOICES = (GOOD_MODEL, PROPOSAL, OPINION)


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
        return reach if who.is_board else and_(or_(reach, _theirs(cls, who)), closed)


def _theirs(visit: type[Visit], who: User) -> ColumnElement[bool]:
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


class Preparation(Versioned, Model):
    """A content the unit says it has papers for, with a note."""

    __table_args__ = (UniqueConstraint("visit_id", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("checklist_item.id"))
    is_ready: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")


class VisitFile(Model):
    """A file of a visit: a paper the unit prepared (with its content) or the group's photo."""

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("checklist_item.id"), default=None)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    kind: Mapped[str]  # "paper" or "photo"
    caption: Mapped[str] = mapped_column(default="")

    file: Mapped[StoredFile] = relationship(lazy="raise_on_sql")


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


class Finding(Versioned, Model):
    """What was seen of one content, or of one record book."""

    __table_args__ = (UniqueConstraint("visit_id", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("checklist_item.id"), index=True)
    assessment: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")

    item: Mapped[ChecklistItem] = relationship(lazy="raise_on_sql")


class Remark(Versioned, Model):
    """A strength, a shortcoming with its cause, or what was heard and learnt (`VOICES`)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("checklist_item.id"), default=None)
    kind: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    cause: Mapped[str] = mapped_column(default="")
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime]


class Recommendation(Versioned, Owned, Model):
    """What a unit should mend: it answers a shortcoming, has an owner, a day and a monitor (R7)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    remark_id: Mapped[int | None] = mapped_column(ForeignKey("remark.id"), default=None)
    text: Mapped[str] = mapped_column(default="")
    owner: Mapped[str] = mapped_column(default="")  # who mends it: Chi ủy chi bộ …
    due_on: Mapped[date | None] = mapped_column(default=None)
    monitor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), default=None)
    created_at: Mapped[datetime]

    visit: Mapped[Visit] = relationship(lazy="raise_on_sql")
    remark: Mapped[Remark | None] = relationship(lazy="raise_on_sql")
    monitor: Mapped[User | None] = relationship(lazy="raise_on_sql")
    organization: Mapped[Organization] = relationship(lazy="raise_on_sql")

    @classmethod
    def seen_by(cls, who: User) -> ColumnElement[bool]:
        """Whoever's committee the visit was announced to reads on what was recommended."""
        reach = super().seen_by(who)
        made = aliased(Visit)
        theirs = cls.visit_id.in_(select(made.id).where(_theirs(made, who)))
        return reach if who.is_board else or_(reach, theirs)


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


class Confirmation(Versioned, Model):
    """How many of a group the unit says will come to the session, and who (65-KH/ĐTN, III.4)."""

    __table_args__ = (UniqueConstraint("visit_id", "group_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("attendee_group.id"))
    count: Mapped[int | None] = mapped_column(default=None)
    names: Mapped[str] = mapped_column(default="")


class StepRun(Versioned, Model):
    """How one step of the agenda went: when it began and ended, who spoke, what was said."""

    __table_args__ = (UniqueConstraint("visit_id", "step_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    step_id: Mapped[int] = mapped_column(ForeignKey("agenda_step.id"))
    began_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    is_skipped: Mapped[bool] = mapped_column(default=False)
    speaker: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


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


class Phrase(Versioned, Model):
    """A standing phrase, to type less on a tablet."""

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"), index=True)
    kind: Mapped[str]  # strength, shortcoming, cause, recommendation
    text: Mapped[str]

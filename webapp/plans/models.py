"""A plan and everything a planner can edit in it."""

from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    SQLColumnExpression,
    UniqueConstraint,
    and_,
    exists,
    or_,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import LEADER, MEMBER, PLANNER, Owned, User
from webapp.accounts.terms import worded
from webapp.core.db import Model, Versioned
from webapp.documents.models import Document
from webapp.organizations.models import Organization, below
from webapp.plans.round_models import OutlinePart, Round

PLAN = "plan"  # the kind of a plan's paper, and of the subject it is about
MODEL = "model"  # what a plan may be begun from, beside another plan

# The ordered lines of a plan, by part. The order here is the order in the paper.
PARTS = {
    "purpose": "Mục đích",
    "requirement": "Yêu cầu",
    "method": "Phương pháp làm việc",
    "attendee_upper": "Thành phần dự của cấp trên",
    "attendee_lower": "Thành phần dự của cấp dưới",
    "duty_lower": "Trách nhiệm của các cấp ủy trực thuộc",
    "duty_board": "Trách nhiệm của cơ quan ban hành",
    "recipient": "Nơi nhận",
    "copied": "Đồng kính gửi",
}

# What pages call a part; files go by `PARTS`.
PART_SAID = PARTS | {"duty_lower": "Trách nhiệm của các {committee} trực thuộc"}
PART_WORDS = {name: worded(words) for name, words in PART_SAID.items()}

DUTY_OWNERS = {
    "unit": worded("{Owners}"),
    PLANNER: "Cán bộ lập kế hoạch",
    LEADER: "Lãnh đạo",
    MEMBER: worded("{Group}"),
}
ANCHORS = {
    "meeting": "ngày sinh hoạt",
    "visit": "ngày dự, giám sát",
    "month": "ngày đầu của tháng được phân công",
    "month_before": "ngày đầu của tháng liền trước",
    "month_after": "ngày đầu của tháng liền sau",
    "round_start": "ngày bắt đầu đợt",
    "round_end": "ngày kết thúc đợt",
    "fixed": "ngày ấn định",
}


class BasisPaper(Versioned, Model):
    """A paper that plans rest on: the register of legal bases (Căn cứ)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"), index=True)
    symbol: Mapped[str]  # 12-HD/BTCTW
    kind: Mapped[str]  # Hướng dẫn
    issued_on: Mapped[date]
    issued_by: Mapped[str]
    about: Mapped[str]

    @classmethod
    def seen_by(cls, who: User) -> ColumnElement[bool]:
        return cls.issuer_id == who.issuer_id


def _went_out(plan_id: int | SQLColumnExpression[int]) -> tuple[ColumnElement[bool], ...]:
    """The conditions that a paper is the plan's, and was issued."""
    return (
        Document.kind == PLAN,
        Document.subject_kind == PLAN,
        Document.subject_id == plan_id,
        Document.issued_at.is_not(None),
    )


class Plan(Versioned, Owned, Model):
    """A yearly plan. Issued when a paper of kind "plan" about it is issued."""

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    title: Mapped[str]  # the summary: Dự, giám sát sinh hoạt thường kỳ …
    opening: Mapped[str] = mapped_column(default="")
    closing: Mapped[str] = mapped_column(default="")
    authority: Mapped[str] = mapped_column(default="")  # K/T TRƯỞNG BAN
    signing_position: Mapped[str] = mapped_column(default="")  # PHÓ TRƯỞNG BAN
    signatory: Mapped[str] = mapped_column(default="")
    # Who approves the plan beside the issuer, in a style of their own (65-KH/ĐTN, end).
    co_authority: Mapped[str] = mapped_column(default="")
    co_position: Mapped[str] = mapped_column(default="")
    co_signatory: Mapped[str] = mapped_column(default="")
    co_style: Mapped[str] = mapped_column(default="party")
    reaches_all: Mapped[bool] = mapped_column(default=True)  # a unit left out is a fault
    # By when committees have plans of their own (73-KH/BTCTU, V.1): on a day, or by a rule that
    # counts from the day of issue; neither: by no day.
    own_plan_on: Mapped[date | None] = mapped_column(default=None)
    own_plan_rule: Mapped[str] = mapped_column(default="")
    # What it was begun from: PLAN, or MODEL; "" for one that was begun empty, or read from a file.
    begun_from: Mapped[str] = mapped_column(default="")

    organization: Mapped[Organization] = relationship(lazy="raise_on_sql")
    lines: Mapped[list["PlanLine"]] = relationship(
        order_by="PlanLine.position, PlanLine.id", lazy="raise_on_sql"
    )
    groups: Mapped[list["ContentGroup"]] = relationship(
        order_by="ContentGroup.position", lazy="raise_on_sql"
    )
    activities: Mapped[list["Activity"]] = relationship(
        back_populates="plan", order_by="Activity.position", lazy="raise_on_sql"
    )
    bases: Mapped[list[BasisPaper]] = relationship(
        secondary="plan_basis", order_by="BasisPaper.issued_on", lazy="raise_on_sql"
    )
    # Read where it is asked for: most plans were begun empty, or have nothing to look at.
    looked_at: Mapped[list["LookedAt"]] = relationship(viewonly=True)

    @classmethod
    def went_out(cls) -> ColumnElement[bool]:
        """The condition that a plan was issued: units know it, and owe what it asks for."""
        return exists().where(*_went_out(cls.id))

    @classmethod
    def seen_by(cls, who: User) -> ColumnElement[bool]:
        """Units see a plan once it has been issued, if it reaches all, or them."""
        reach = cls.issuer_id == who.issuer_id
        if who.is_board:
            return reach
        own = exists().where(
            Activity.plan_id == cls.id,
            Assignment.activity_id == Activity.id,
            Assignment.organization_id.in_(below(who.organization.path)),
        )
        return and_(reach, cls.went_out(), or_(cls.reaches_all, own))


class PlanBasis(Model):
    """A plan cites a paper of the register."""

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    basis_id: Mapped[int] = mapped_column(ForeignKey("basis_paper.id"), primary_key=True)


class LookedAt(Model):
    """A text of a plan that speaks, or may speak, of another year: taken over, or looked at.

    Without `confirmed_at` it was taken over as it is from what the plan was begun from, and names
    the plan's own year, so that only a person can tell whether that is meant. With it a person said
    that it stays. Only that very text is meant: whoever changes it is asked again.
    """

    __table_args__ = (UniqueConstraint("plan_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    place: Mapped[str]  # of the text in the plan: see `plans.texts`
    text: Mapped[str]
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), default=None)


class PlanLine(Versioned, Model):
    """One line of a part of the plan (see `PARTS`)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    part: Mapped[str]
    position: Mapped[int]
    text: Mapped[str]


class ContentGroup(Versioned, Model):
    """A group of supervision contents (73-KH/BTCTU, II)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    # Of one activity alone (the contents of a round); None: of all that the plan does.
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id"), default=None)
    position: Mapped[int]
    title: Mapped[str]

    items: Mapped[list["ChecklistItem"]] = relationship(
        back_populates="group", order_by="ChecklistItem.position", lazy="raise_on_sql"
    )


class ChecklistItem(Versioned, Model):
    """One content to look at, or one record book to be shown."""

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("content_group.id"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    is_record_book: Mapped[bool] = mapped_column(default=False)

    group: Mapped[ContentGroup] = relationship(back_populates="items", lazy="raise_on_sql")


class Activity(Versioned, Model):
    """Something the plan has done by months or by units: attending, or reporting on oneself."""

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str]  # a key of plans.kinds.ACTIVITIES
    title: Mapped[str]
    minimum_thematic: Mapped[int] = mapped_column(default=0)  # thematic meetings a month
    wanted: Mapped[int | None] = mapped_column(default=None)  # meetings a month, if fixed

    plan: Mapped[Plan] = relationship(back_populates="activities", lazy="raise_on_sql")
    duties: Mapped[list["Duty"]] = relationship(order_by="Duty.id", lazy="raise_on_sql")
    figures: Mapped[list["ActivityFigure"]] = relationship(
        primaryjoin="and_(ActivityFigure.activity_id == Activity.id, "
        "ActivityFigure.removed_at.is_(None))",
        order_by="ActivityFigure.position",
        lazy="raise_on_sql",
    )
    round: Mapped[Round | None] = relationship(lazy="raise_on_sql")

    @classmethod
    def seen_by(cls, who: User) -> ColumnElement[bool]:
        """Whoever sees the plan sees what it does."""
        return exists().where(Plan.id == cls.plan_id, Plan.seen_by(who))


class Duty(Versioned, Model):
    """What an activity makes somebody owe, by a rule of `rules.deadlines` and an anchor.

    `anchor` is a key of ANCHORS, `kind` one of a duty of `plans.kinds`.
    """

    __table_args__ = (UniqueConstraint("activity_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    kind: Mapped[str]
    owner: Mapped[str]  # "unit" or a role of the board
    label: Mapped[str]
    rule: Mapped[str]
    anchor: Mapped[str]
    fixed_on: Mapped[date | None] = mapped_column(default=None)


class ActivityFigure(Versioned, Model):
    """A figure that a unit's report must give; in an outline it stands under one of its parts."""

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    position: Mapped[int]
    part_id: Mapped[int | None] = mapped_column(ForeignKey("outline_part.id"), default=None)
    label: Mapped[str]
    unit: Mapped[str] = mapped_column(default="")
    removed_at: Mapped[datetime | None] = mapped_column(default=None)  # values stay


def is_there(table: type[Model]) -> list[ColumnElement[bool]]:
    """Return the condition, of a *table* that has one, that a row was not taken out of the plan.

    What units wrote under is never deleted: their reports go on speaking of it.
    """
    if issubclass(table, (OutlinePart, ActivityFigure)):
        return [table.removed_at.is_(None)]
    return []


class AssignmentBatch(Model):
    """Assignments that were given together, so that they can be taken back together."""

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    words: Mapped[str]  # what was given, as the planner reads it
    made_at: Mapped[datetime]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    undone_at: Mapped[datetime | None] = mapped_column(default=None)

    made_by: Mapped[User] = relationship(lazy="raise_on_sql")


class Assignment(Versioned, Owned, Model):
    """One committee in one activity: in a month, or (self-run) over the whole year."""

    __table_args__ = (UniqueConstraint("activity_id", "organization_id", "month"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    month: Mapped[date | None] = mapped_column(default=None)  # its first day
    note: Mapped[str] = mapped_column(default="")
    team_id: Mapped[int | None] = mapped_column(  # of a round that has several teams
        ForeignKey("round_team.id", ondelete="SET NULL"), default=None
    )
    batch_id: Mapped[int | None] = mapped_column(
        ForeignKey("assignment_batch.id", ondelete="SET NULL"), index=True, default=None
    )

    activity: Mapped[Activity] = relationship(lazy="raise_on_sql")
    organization: Mapped[Organization] = relationship(lazy="raise_on_sql")

    @classmethod
    def seen_by(cls, who: User) -> ColumnElement[bool]:
        """A committee sees what it is assigned once the plan has been issued."""
        reach = super().seen_by(who)
        if who.is_board:
            return reach
        issued = exists().where(Activity.id == cls.activity_id, *_went_out(Activity.plan_id))
        return and_(reach, issued)


class CommitteePlan(Versioned, Owned, Model):
    """A committee's own plan under this one, and when it was spread to the cells (V.1).

    Where it is due by a day the row is there from then on, and nothing is written in it yet.
    """

    __table_args__ = (UniqueConstraint("plan_id", "organization_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    symbol: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[date | None] = mapped_column(default=None)
    spread_on: Mapped[date | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"), default=None)

    organization: Mapped[Organization] = relationship(lazy="raise_on_sql")

    @property
    def is_written(self) -> bool:
        """True once the committee said anything of it."""
        return bool(self.symbol or self.spread_on or self.note or self.file_id)

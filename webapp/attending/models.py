"""What a unit prepares for a visit, who comes, and what the working group finds."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint, or_, select
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship

from webapp.accounts.models import Owned, User
from webapp.core.db import Model, Versioned
from webapp.core.facts import Facts
from webapp.documents.models import StoredFile
from webapp.organizations.models import Organization
from webapp.plans.models import ChecklistItem
from webapp.rules.sessions import Hours, Pause
from webapp.visits.models import Visit, announced_to

ASSESSMENTS = {
    "good": "Thực hiện tốt",
    "partly": "Còn hạn chế",
    "poor": "Chưa thực hiện",
    "unseen": "Chưa xem xét",
}
STRENGTH, SHORTCOMING = "strength", "shortcoming"
GOOD_MODEL, PROPOSAL, OPINION = "good_model", "proposal", "opinion"
REMARK_KINDS = {  # words of the body's kind are filled in
    STRENGTH: "Ưu điểm",
    SHORTCOMING: "Hạn chế, tồn tại",
    GOOD_MODEL: "Mô hình, cách làm hay",
    PROPOSAL: "Đề xuất, kiến nghị của cơ sở",
    OPINION: "Tâm tư, ý kiến của {member}",
}
# What a visit brings home beside what it finds: no letter need answer it.
VOICES = (GOOD_MODEL, PROPOSAL, OPINION)


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


class Finding(Versioned, Model):
    """What was seen of one content, or of one record book.

    `why_none`: why it is rated badly without a shortcoming. `filled_at`: when one press rated it
    with the rest, as long as nobody wrote here since.
    """

    __table_args__ = (UniqueConstraint("visit_id", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("checklist_item.id"), index=True)
    assessment: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    why_none: Mapped[str] = mapped_column(default="")
    filled_at: Mapped[datetime | None] = mapped_column(default=None)

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
    closed_at: Mapped[datetime | None] = mapped_column(default=None)  # its unit ended, see rulings

    visit: Mapped[Visit] = relationship(lazy="raise_on_sql")
    remark: Mapped[Remark | None] = relationship(lazy="raise_on_sql")
    monitor: Mapped[User | None] = relationship(lazy="raise_on_sql")
    organization: Mapped[Organization] = relationship(lazy="raise_on_sql")

    @classmethod
    def seen_by(cls, who: User) -> ColumnElement[bool]:
        """Whoever's committee the visit was announced to reads on what was recommended."""
        reach = super().seen_by(who)
        made = aliased(Visit)
        theirs = cls.visit_id.in_(select(made.id).where(announced_to(made, who)))
        return reach if who.is_board else or_(reach, theirs)


class Rewording(Model):
    """A recommendation that was put in other words in its letter, by whom, and what it was."""

    id: Mapped[int] = mapped_column(primary_key=True)
    recommendation_id: Mapped[int] = mapped_column(
        ForeignKey("recommendation.id", ondelete="CASCADE"), index=True
    )
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]
    column: Mapped[str]  # text, owner or due_on
    before: Mapped[str]

    user: Mapped[User] = relationship(lazy="raise_on_sql")


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
    HOURS = ("began_at", "ended_at")

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"))
    step_id: Mapped[int] = mapped_column(ForeignKey("agenda_step.id"))
    began_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    is_skipped: Mapped[bool] = mapped_column(default=False)
    # The tablet's clock was wrong: the hour is that of receipt, until somebody writes another.
    is_doubtful: Mapped[bool] = mapped_column(default=False)
    # Between its end and its being resumed.
    pauses: Mapped[tuple[Pause, ...]] = mapped_column(Facts(tuple[Pause, ...]), default=tuple)
    speaker: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")

    @property
    def hours(self) -> Hours:
        """When it was held; a row that is not kept yet has no pauses."""
        return Hours(self.began_at, self.ended_at, bool(self.is_skipped), self.pauses or ())


class Completion(Model):
    """Findings that were completed though something was not ready: what, why, and by whom."""

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]
    lacking: Mapped[str]
    reason: Mapped[str]

    user: Mapped[User] = relationship(lazy="raise_on_sql")


class TabletChange(Model):
    """A change that was sent by a tablet and done, so that sending it again does nothing twice.

    It keeps which row the change added, for the tablet that did not hear of it, and by `digest`
    what was sent, so that nothing else passes for it. Nothing else is read from it; it may be
    forgotten when no tablet still sends the change (`Once.keep`).
    """

    __table_args__ = (UniqueConstraint("user_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"), index=True)
    key: Mapped[str]  # a UUID that the tablet made
    row_id: Mapped[int | None] = mapped_column(default=None)
    digest: Mapped[str | None] = mapped_column(default=None)  # None: from before it was kept
    done_at: Mapped[datetime]


class Phrase(Versioned, Model):
    """A standing phrase, to type less on a tablet."""

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"), index=True)
    kind: Mapped[str]  # strength, shortcoming, cause, recommendation
    text: Mapped[str]

"""How organizations change: changes with day and decision, states with their days (R5)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.core.db import Model
from webapp.core.facts import Facts
from webapp.organizations.models import Organization
from webapp.rules.effects import Effect
from webapp.rules.reapplying import Question

CHANGE_KINDS = {
    "established": "Thành lập",
    "renamed": "Đổi tên",
    "moved": "Chuyển cấp trên trực tiếp",
    "merged": "Hợp nhất, sáp nhập",
    "split": "Chia tách",
    "dissolved": "Giải thể, kết thúc hoạt động",
}


class Change(Model):
    """A decision that changes the tree from a day on. It stays until it is taken back.

    `effect` is what it does, to be done again over what happens before its day; a change of an
    older release has none and is told from its traces. `undecided` is what that left open.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"), index=True)
    kind: Mapped[str]  # a key of CHANGE_KINDS
    on: Mapped[date]
    decision: Mapped[str] = mapped_column(default="")  # 123-QĐ/TU ngày 15/6/2025
    note: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), default=None)
    effect: Mapped[Effect | None] = mapped_column(Facts(Effect), default=None)
    undecided: Mapped[tuple[Question, ...]] = mapped_column(
        Facts(tuple[Question, ...]), default=tuple
    )
    # When its people were told that it took effect; None before.
    told_at: Mapped[datetime | None] = mapped_column(default=None)


class OrganizationState(Model):
    """What an organization was called and whom it answered to, from `since`, not on `until`.

    `ended_by_id` tells the decision by which the organization itself ended with this state. One
    without states has always been what its row says.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    since: Mapped[date | None] = mapped_column(default=None)
    until: Mapped[date | None] = mapped_column(default=None)
    name: Mapped[str]
    short_name: Mapped[str] = mapped_column(default="")
    committee_name: Mapped[str] = mapped_column(default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), default=None)
    level_id: Mapped[int] = mapped_column(ForeignKey("level.id"))
    begun_by_id: Mapped[int | None] = mapped_column(ForeignKey("change.id"), default=None)
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("change.id"), default=None)

    organization: Mapped[Organization] = relationship(
        foreign_keys=[organization_id], lazy="raise_on_sql"
    )
    begun_by: Mapped[Change | None] = relationship(foreign_keys=[begun_by_id], lazy="raise_on_sql")
    ended_by: Mapped[Change | None] = relationship(foreign_keys=[ended_by_id], lazy="raise_on_sql")


class Succession(Model):
    """An organization that went over into another by a merger or a split."""

    __table_args__ = (UniqueConstraint("change_id", "from_id", "to_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("change.id"))
    from_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)

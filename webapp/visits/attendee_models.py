"""Who of both levels is to be at a visit, and what they answer (73-KH/BTCTU, IV)."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import User
from webapp.core.db import Model, Versioned
from webapp.visits.models import Visit

UPPER, LOWER = "upper", "lower"
SIDES = {UPPER: "Cấp trên", LOWER: "Cấp được dự"}
COMES, SENDS, CANNOT = "comes", "sends", "cannot"
ANSWERS = {"": "Chưa trả lời", COMES: "Dự", SENDS: "Cử người thay", CANNOT: "Không dự được"}


class Attendee(Versioned, Model):
    """A person of one side who is to be at a visit: of an account, or by name alone."""

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"), index=True)
    side: Mapped[str]  # a key of SIDES
    name: Mapped[str]
    position: Mapped[str] = mapped_column(default="")
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True, default=None)
    answer: Mapped[str] = mapped_column(default="")  # a key of ANSWERS
    substitute: Mapped[str] = mapped_column(default="")  # who comes instead
    reason: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), default=None)

    visit: Mapped[Visit] = relationship(lazy="raise_on_sql")
    answered_by: Mapped[User | None] = relationship(
        foreign_keys=[answered_by_id], lazy="raise_on_sql"
    )

"""What a round keeps beside its plan: which papers were handed to whom of its team."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Model
from webapp.core.facts import Facts
from webapp.rounds.receiving import WAYS, HandedPaper


class Handover(Model):
    """Papers handed to a member of the team who has no account: who, to whom, when and how.

    It goes on naming whom it was handed to when the place is given to another, or taken away.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    seat_id: Mapped[int | None] = mapped_column(
        ForeignKey("seat.id", ondelete="SET NULL"), index=True, default=None
    )
    person: Mapped[str]  # as named then
    papers: Mapped[tuple[HandedPaper, ...]] = mapped_column(Facts(tuple[HandedPaper, ...]))
    handed_on: Mapped[date]
    handed_by: Mapped[str]
    way: Mapped[str]  # a key of WAYS
    note: Mapped[str] = mapped_column(default="")
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    @property
    def how(self) -> str:
        """The way, in words."""
        return WAYS[self.way]

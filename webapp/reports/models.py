"""A synthesis of a span of time: as many of them as an office has to report."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import Owned
from webapp.core.db import Model, Versioned
from webapp.plans.models import Plan
from webapp.rules.spans import Span


class Synthesis(Versioned, Owned, Model):
    """What of some plans is gathered from the first to the last day, and who is reported to.

    `recipient` is a line under "Nơi nhận"; "" stands for the body above.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    from_on: Mapped[date]
    to_on: Mapped[date]
    recipient: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]

    plans: Mapped[list[Plan]] = relationship(
        secondary="synthesis_plan", order_by=(Plan.year, Plan.id), lazy="raise_on_sql"
    )

    @property
    def span(self) -> Span:
        return Span(self.from_on, self.to_on)


class SynthesisPlan(Model):
    """A plan that a synthesis gathers from."""

    synthesis_id: Mapped[int] = mapped_column(ForeignKey("synthesis.id"), primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)

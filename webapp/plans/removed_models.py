"""What was removed from plans and can come back."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import User
from webapp.core.db import Json, Model


class RemovedActivity(Model):
    """An activity that was removed from its plan, with all that it was made of.

    Or a group of contents with its items: what `content` holds tells which.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    position: Mapped[int]
    title: Mapped[str]
    content: Mapped[Json] = mapped_column(
        JSON
    )  # see plans.file.kept, plans.services.removed_groups
    removed_at: Mapped[datetime]
    removed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    removed_by: Mapped[User] = relationship(lazy="raise_on_sql")

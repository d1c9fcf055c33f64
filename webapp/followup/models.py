"""What a committee answers to a recommendation, and what the planner decides."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import Owned, User
from webapp.attending.models import Recommendation
from webapp.core.db import Model, Versioned
from webapp.documents.models import StoredFile

ACCEPTED, RETURNED = "accepted", "returned"


class Answer(Versioned, Owned, Model):
    """One answer. `decision` is empty until the planner accepts or returns it."""

    id: Mapped[int] = mapped_column(primary_key=True)
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime]
    text: Mapped[str]
    decision: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), default=None)
    note: Mapped[str] = mapped_column(default="")

    author: Mapped[User] = relationship(foreign_keys=[author_id], lazy="raise_on_sql")
    decided_by: Mapped[User | None] = relationship(
        foreign_keys=[decided_by_id], lazy="raise_on_sql"
    )
    recommendation: Mapped[Recommendation] = relationship(lazy="raise_on_sql")
    files: Mapped[list["AnswerFile"]] = relationship(lazy="raise_on_sql")


class AnswerFile(Model):
    """A file that goes with an answer."""

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))

    file: Mapped[StoredFile] = relationship(lazy="raise_on_sql")


class Ruling(Model):
    """What was decided about a recommendation on its way, as it was and as it is since.

    More time (with who agreed), another monitor, an acceptance undone, closed, opened again.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]
    kind: Mapped[str]  # see `steering`
    before: Mapped[str]
    after: Mapped[str]
    reason: Mapped[str]
    agreed_by: Mapped[str]

    user: Mapped[User] = relationship(lazy="raise_on_sql")

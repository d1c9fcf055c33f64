"""What is noted in ongoing supervision."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, ForeignKey, and_, event, false, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import Owned, User
from webapp.core.db import Model, Versioned
from webapp.organizations.models import Organization
from webapp.plans.round_models import Topic
from webapp.rules import text as words

STRENGTH, SHORTCOMING = "strength", "shortcoming"
KINDS = {STRENGTH: "Ưu điểm", SHORTCOMING: "Hạn chế"}


class Observation(Versioned, Owned, Model):
    """A note on a topic, against a unit or an officer's duty (46-KH/ĐTN, II.2.2). The board's own.

    `organization_id` is the unit; for an officer of the issuer itself, the issuer's body.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"), index=True)
    kind: Mapped[str]  # a key of KINDS
    officer: Mapped[str] = mapped_column(default="")  # the duty that is looked at, if one is
    text: Mapped[str]
    search_key: Mapped[str] = mapped_column(default="")
    noted_on: Mapped[date]
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime]

    topic: Mapped[Topic] = relationship(lazy="raise_on_sql")
    organization: Mapped[Organization] = relationship(lazy="raise_on_sql")
    author: Mapped[User] = relationship(lazy="raise_on_sql")

    @classmethod
    def seen_by(cls, who: User) -> ColumnElement[bool]:
        return and_(cls.issuer_id == who.issuer_id, true() if who.is_board else false())


@event.listens_for(Observation, "before_insert")
@event.listens_for(Observation, "before_update")
def _set_key(_mapper: object, _connection: object, row: Observation) -> None:
    row.search_key = words.fold(f"{row.text} {row.officer}")

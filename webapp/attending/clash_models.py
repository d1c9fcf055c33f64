"""Two texts of one field: kept both until somebody decides, and who wrote a field last."""

from datetime import datetime

from sqlalchemy import BigInteger, ColumnElement, ForeignKey, Index, UniqueConstraint, or_, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import Owned, User
from webapp.attending.forms import ATTENDEES, PREPARATION, Name
from webapp.core.db import Model
from webapp.visits.models import Visit

OF_UNIT = PREPARATION | ATTENDEES  # what the unit writes; all else is of the board
_OPEN = text("settled_at IS NULL")


class FieldWriter(Model):
    """Who last wrote a field of a visit, and when: a clash names both writers.

    `stamp` (ms of the machine's own clock) tells what came first, whatever day an issuer lives on.
    """

    __table_args__ = (UniqueConstraint("visit_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"))
    name: Mapped[str]  # of the field, as forms send it
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]
    stamp: Mapped[int] = mapped_column(BigInteger)


class Clash(Owned, Model):
    """A text that somebody wrote over a colleague's: it was not saved, and is not lost.

    One of a writer stands open for a field, with what they wrote last; what was decided of it
    stays for ever. `key` is of the tablet's change that brought it, "" where a page did.
    """

    __table_args__ = (
        Index(
            "uq_clash_open",
            "visit_id",
            "name",
            "offered_by_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    label: Mapped[str]  # what the field was called
    kept: Mapped[str]  # what stood there
    kept_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), default=None)
    offered: Mapped[str]
    offered_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    offered_at: Mapped[datetime]
    key: Mapped[str] = mapped_column(default="")
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), default=None)
    settled_how: Mapped[str] = mapped_column(default="")
    settled_as: Mapped[str] = mapped_column(default="")  # the text that stood there then

    visit: Mapped[Visit] = relationship(lazy="raise_on_sql")
    kept_by: Mapped[User | None] = relationship(foreign_keys=[kept_by_id], lazy="raise_on_sql")
    offered_by: Mapped[User] = relationship(foreign_keys=[offered_by_id], lazy="raise_on_sql")
    settled_by: Mapped[User | None] = relationship(
        foreign_keys=[settled_by_id], lazy="raise_on_sql"
    )

    @property
    def field(self) -> Name:
        name = Name.parse(self.name)
        assert name is not None
        return name

    @property
    def is_of_unit(self) -> bool:
        return self.field.of in OF_UNIT

    @classmethod
    def seen_by(cls, who: User) -> ColumnElement[bool]:
        """The unit's side sees what it wrote itself, never what the board found."""
        reach = super().seen_by(who)
        if who.is_board:
            return reach
        return reach & or_(*(cls.name.startswith(f"{of}-") for of in sorted(OF_UNIT)))

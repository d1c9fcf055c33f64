"""Files of tablets that an administrator brought in: what they hold, by whom, what came of it."""

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import User
from webapp.core.db import Model


class TabletImport(Model):
    """A file of a tablet: looked at first, then brought in; who brought it in stays for ever.

    `content` is its changes as JSON, with photos: forgotten once they are brought in.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"), index=True)
    writer_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    brought_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    brought_at: Mapped[datetime]
    content: Mapped[str]
    imported_at: Mapped[datetime | None] = mapped_column(default=None)
    done: Mapped[int] = mapped_column(default=0)
    refused: Mapped[int] = mapped_column(default=0)

    writer: Mapped[User] = relationship(foreign_keys=[writer_id], lazy="raise_on_sql")
    brought_by: Mapped[User] = relationship(foreign_keys=[brought_by_id], lazy="raise_on_sql")

    @classmethod
    def seen_by(cls, who: User) -> ColumnElement[bool]:
        """Return the condition under which *who* may see a row."""
        own: ColumnElement[bool] = cls.issuer_id == who.issuer_id
        return own

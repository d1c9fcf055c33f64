"""What one person handed over to another, kept for ever: who did what before stays as it was."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.accounts.models import User
from webapp.core.db import Model


class HandedOver(Model):
    """One thing that a person held until somebody else took it over."""

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    heir_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    what: Mapped[str]  # in words, as it was listed
    href: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    heir: Mapped[User] = relationship(foreign_keys=[heir_id], lazy="raise_on_sql")
    by: Mapped[User] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")

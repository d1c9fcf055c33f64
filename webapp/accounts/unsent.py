"""What was typed into a form that never arrived: kept for who typed it, and for nobody else.

A form does not arrive when the session ended meanwhile, when its page was open too long, or when a
file in it is too large. Who typed it is told by the form's own token: it is signed, and carries
the person that the page was made for (see `mark_session`).
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app, session
from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import ColumnElement, ForeignKey, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import Model, db
from webapp.core.facts import Facts
from webapp.core.sent import MACHINERY, SECRETS, Typed

TOKEN = MACHINERY[0]  # of the form, and of the session
REOPENED = "reopened"  # what a form carries that is only shown again
KEPT_FOR = timedelta(days=7)
MOST = 20  # of one person at a time
LARGEST = 1_000_000  # letters in all


@dataclass(frozen=True)
class TypedField:
    """One field as the browser sent it."""

    name: str
    text: str


class UnsentForm(Model):
    """A form that did not arrive: where it was to go, and all that its fields held."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    path: Mapped[str]
    fields: Mapped[tuple[TypedField, ...]] = mapped_column(Facts(tuple[TypedField, ...]))
    file_names: Mapped[tuple[str, ...]] = mapped_column(Facts(tuple[str, ...]))
    kept_at: Mapped[datetime]

    @classmethod
    def seen_by(cls, who: User) -> ColumnElement[bool]:
        """Return the condition that *who* typed it."""
        return cls.user_id == who.id

    @property
    def texts(self) -> list[str]:
        """What a person knows again."""
        return Typed([(one.name, one.text) for one in self.fields]).texts


def mark_session(user: User) -> None:
    """Give a person's session a secret of its own, which says whose forms it makes."""
    if not str(session.get(TOKEN, "")).startswith(f"{user.id}."):
        session[TOKEN] = f"{user.id}.{secrets.token_hex(20)}"


def writer_of(token: str) -> int | None:
    """Return the id of the person for whom the page with this *token* was made, or None.

    However old it is: the signature says that the token is ours.
    """
    signed = URLSafeTimedSerializer(current_app.secret_key or "", salt="wtf-csrf-token")
    try:
        number, dot, _secret = str(signed.loads(token)).partition(".")
    except BadData:
        return None
    return int(number) if dot and number.isdecimal() else None


def keep(user_id: int, path: str, fields: Sequence[TypedField], files: Sequence[str]) -> bool:
    """Keep what was typed, in place of what was kept of the same form. Returns whether it is.

    Nothing is kept of what holds a secret, is too large, or holds no text at all.
    """
    typed = [one for one in fields if one.name not in (TOKEN, REOPENED)]
    written = [one for one in typed if one.name not in MACHINERY and one.text.strip()]
    size = sum(len(one.name) + len(one.text) for one in typed)
    if not written or size > LARGEST or not SECRETS.isdisjoint(one.name for one in typed):
        return False
    if db.session.get(User, user_id) is None:
        return False
    forget(user_id, path)
    _make_room(user_id)
    form = UnsentForm(
        user_id=user_id,
        path=path,
        fields=tuple(typed),
        file_names=tuple(files),
        kept_at=clock.real(),
    )
    db.session.add(form)
    db.session.commit()
    return True


def of(user: User) -> Sequence[UnsentForm]:
    """Return what is kept for a person, the newest first."""
    newest = UnsentForm.kept_at.desc(), UnsentForm.id.desc()
    fresh = UnsentForm.kept_at > clock.real() - KEPT_FOR
    kept = select(UnsentForm).where(UnsentForm.seen_by(user), fresh)
    return db.session.scalars(kept.order_by(*newest)).all()


def forget(user_id: int, path: str) -> None:
    """Let go of what is kept of one form: it arrived, or is kept anew. Does not commit."""
    mine = UnsentForm.user_id == user_id
    db.session.execute(delete(UnsentForm).where(mine, UnsentForm.path == path))


def _make_room(user_id: int) -> None:
    """Let go of what is too old, and of a person's oldest where there is too much."""
    old = UnsentForm.kept_at <= clock.real() - KEPT_FOR
    db.session.execute(delete(UnsentForm).where(old))
    mine = select(UnsentForm.id).where(UnsentForm.user_id == user_id)
    spare = mine.order_by(UnsentForm.id.desc()).offset(MOST - 1)
    db.session.execute(delete(UnsentForm).where(UnsentForm.id.in_(db.session.scalars(spare).all())))

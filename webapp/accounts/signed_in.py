"""Who is signed in where, kept on the server: a cookie carries a secret, a row only its hash.

So signing out, a new password and a lock end a session wherever its cookie went. Its age is
measured by the machine's clock, whatever day an issuer in training lives on.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from flask import current_app, request, session
from flask_login import login_user, logout_user
from sqlalchemy import ColumnElement, ForeignKey, and_, delete, not_, select, update
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import Model, db
from webapp.rules.browsers import browser_words

NOTED_EVERY = timedelta(minutes=5)  # a page is read far more often than it is worth a write
COOKIE = "_user_id"  # where flask_login keeps what `User.get_id` says


class SignedIn(Model):
    """One browser in which a person is signed in, and when it was last used (to five minutes)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    address: Mapped[str]
    browser: Mapped[str]  # in words

    user: Mapped[User] = relationship(lazy="raise_on_sql")

    @property
    def is_this(self) -> bool:
        """True of the session that asks."""
        return self.secret_hash == _hash(session.get(COOKIE, ""))

    @property
    def is_to_be_noted(self) -> bool:
        """True where it was last seen so long ago that its use is worth a write."""
        return clock.real() - self.last_seen_at >= NOTED_EVERY


def begin(user: User) -> None:
    """Sign a person in with a new secret, and let go of all sessions that ran out. Commits."""
    db.session.execute(delete(SignedIn).where(not_(_holds())))
    now, secret = clock.real(), secrets.token_urlsafe(32)
    row = SignedIn(
        user_id=user.id,
        secret_hash=_hash(secret),
        created_at=now,
        last_seen_at=now,
        address=request.remote_addr or "",
        browser=browser_words(request.user_agent.string),
    )
    db.session.add(row)
    user.secret = secret
    login_user(user)
    db.session.commit()


def find(secret: str) -> SignedIn | None:
    """Return the session of a cookie, with who it is: issuer and organization, in one query."""
    who = joinedload(SignedIn.user, innerjoin=True)
    return db.session.scalars(
        select(SignedIn)
        .options(who.joinedload(User.issuer), who.joinedload(User.organization))
        .where(SignedIn.secret_hash == _hash(secret), _holds())
    ).one_or_none()


def note(session_id: int) -> None:
    """Note that a session is used. Does not commit."""
    used = update(SignedIn).where(SignedIn.id == session_id)
    db.session.execute(used.values(last_seen_at=clock.real()))


def of(user: User) -> Sequence[SignedIn]:
    """Return where a person is signed in, the last used first."""
    newest = SignedIn.last_seen_at.desc(), SignedIn.id.desc()
    own = select(SignedIn).where(SignedIn.user_id == user.id, _holds())
    return db.session.scalars(own.order_by(*newest)).all()


def end() -> None:
    """End the session that asks: a copy of its cookie is worth nothing from now on. Commits."""
    this = SignedIn.secret_hash == _hash(session.get(COOKIE, ""))
    db.session.execute(delete(SignedIn).where(this))
    db.session.commit()
    logout_user()


def end_others(user: User) -> None:
    """End all sessions of a person but the one that asks. Commits."""
    other = SignedIn.secret_hash != _hash(session.get(COOKIE, ""))
    db.session.execute(delete(SignedIn).where(SignedIn.user_id == user.id, other))
    db.session.commit()


def end_all(user: User) -> None:
    """End all sessions of a person. Does not commit."""
    db.session.execute(delete(SignedIn).where(SignedIn.user_id == user.id))


def _holds() -> ColumnElement[bool]:
    """Return the condition that a session has run neither too long nor too long unused."""
    idle, longest = current_app.config["SESSION_IDLE"], current_app.config["SESSION_LONGEST"]
    now = clock.real()
    return and_(SignedIn.last_seen_at > now - idle, SignedIn.created_at > now - longest)


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()

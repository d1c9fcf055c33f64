"""What happens to accounts: one function each, one transaction each."""

from collections.abc import Sequence

from sqlalchemy import select
from werkzeug.security import check_password_hash, generate_password_hash

from webapp.accounts.models import ROLES, User
from webapp.core import clock
from webapp.core.db import db
from webapp.organizations.models import Organization

# Compared when the user name is unknown, so that the answer takes as long either way.
_NO_PASSWORD = generate_password_hash("no such person")


def find(username: str, password: str) -> User | None:
    """Return the active person with these words, or None."""
    user = db.session.scalars(
        select(User).where(User.username == username.casefold())
    ).one_or_none()
    if user is None:
        check_password_hash(_NO_PASSWORD, password)
        return None
    return user if user.has_password(password) and user.active else None


def add_user(
    organization: Organization,
    username: str,
    password: str,
    full_name: str,
    roles: Sequence[str],
    position: str = "",
) -> User:
    """Add a person. Raises ValueError for an unknown role or a name that is taken."""
    if unknown := set(roles) - set(ROLES):
        raise ValueError(f"unknown role: {', '.join(sorted(unknown))}")
    name = username.casefold()
    if db.session.scalar(select(User.id).where(User.username == name)):
        raise ValueError(f"the user name {name} is taken")
    user = User(
        issuer_id=organization.issuer_id,
        organization_id=organization.id,
        username=name,
        full_name=full_name,
        position=position,
        roles=list(roles),
        created_at=clock.now(),
    )
    user.set_password(password)
    db.session.add(user)
    db.session.commit()
    return user


def change_password(user: User, password: str) -> None:
    """Give a person a new password."""
    user.set_password(password)
    db.session.commit()

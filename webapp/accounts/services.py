"""What happens to accounts: one function each, one transaction each."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import String, cast, select, update

from webapp.accounts import failures, passwords, signed_in
from webapp.accounts.models import PLANNER, ROLES, User
from webapp.accounts.posts import Service
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.organizations.models import Organization

CODE_HOLDS = timedelta(hours=72)


def enter(username: str, password: str) -> User | None:
    """Sign in the active person with these words; None where nobody has them. Commits.

    Raises `MustWait`, without looking at the words, after too many failures; `Refused` for an
    administrator's code that ran out.
    """
    failures.ask_to_wait(username)
    user = find(username, password)
    if user is None:
        failures.note(username)
        return None
    if user.code_until and user.code_until <= clock.real():
        raise Refused("Mã này đã hết hạn. Đồng chí hỏi người quản trị để nhận mã mới.")
    failures.succeeded(user)
    renew_hash(user, password)
    signed_in.begin(user)
    return user


def find(username: str, password: str) -> User | None:
    """Return the active person with these words, or None; it takes as long whoever is named."""
    user = db.session.scalars(
        select(User).where(User.username == username.casefold())
    ).one_or_none()
    if not passwords.fits(user.password_hash if user else None, password):
        return None
    return user if user and user.active else None


def renew_hash(user: User, password: str) -> None:
    """Keep a password as it is kept today, if it was kept in another way. Does not commit."""
    known = user.password_hash
    if not passwords.is_outdated(known):
        return
    # Past the row's version: whoever edits the person meanwhile changed something else.
    same = update(User).where(User.id == user.id, User.password_hash == known)
    db.session.execute(same.values(password_hash=passwords.hashed(password)))


def add_user(
    organization: Organization,
    username: str,
    password: str,
    full_name: str,
    roles: Sequence[str],
    position: str = "",
    service: Service | None = None,
) -> User:
    """Add a person, whose *password* is a code: they choose their own when they first sign in.

    Raises ValueError for an unknown role or a name that is taken.
    """
    if unknown := set(roles) - set(ROLES):
        raise ValueError(f"unknown role: {', '.join(sorted(unknown))}")
    name, service = username.casefold(), service or Service()
    if db.session.scalar(select(User.id).where(User.username == name)):
        raise ValueError(f"the user name {name} is taken")
    user = User(
        issuer_id=organization.issuer_id,
        organization_id=organization.id,
        username=name,
        full_name=full_name,
        position=position,
        roles=list(roles),
        posts=list(service.posts),
        serves_from=service.serves_from,
        code_until=clock.real() + CODE_HOLDS,
        created_at=clock.now(),
    )
    user.set_password(password)
    db.session.add(user)
    db.session.commit()
    return user


def change_password(user: User, password: str) -> None:
    """Give a person the password they chose, and end all their sessions."""
    user.set_password(password)
    user.code_until = None
    signed_in.end_all(user)
    db.session.commit()


def give_code(user: User, code: str) -> None:
    """Let a person sign in by a code in place of the password, until they choose one. No commit.

    All their sessions end, and nobody waits any more who tried too often.
    """
    user.set_password(code)
    user.code_until = clock.real() + CODE_HOLDS
    signed_in.end_all(user)
    failures.lift_account(user.id)


def lock(user: User) -> None:
    """Let a person sign in no more; what they have open ends. Does not commit."""
    user.active = False
    signed_in.end_all(user)


def change_look(user: User, text_size: str, theme: str) -> None:
    """Show a person the program in this size of text and these colours from now on."""
    user.text_size, user.theme = text_size, theme
    db.session.commit()


def own_bodies_of(issuer_id: int) -> set[int]:
    """Return the bodies in which an issuer's own work is done: where its planners are."""
    people = select(User.organization_id, User.roles).where(
        User.issuer_id == issuer_id,
        User.active,
        # Roles are a list kept as JSON: its text tells few from hundreds, and the list decides.
        cast(User.roles, String).contains(f'"{PLANNER}"'),
    )
    return {row.organization_id for row in db.session.execute(people) if PLANNER in row.roles}

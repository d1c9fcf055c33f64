"""The people of the samples: every name is invented, and all have the same password."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from webapp.accounts import passwords
from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.organizations.models import Organization
from webapp.rules.passwords import SAMPLE

PASSWORD = SAMPLE  # for trying the program out; printed at start


@dataclass(frozen=True)
class Account:
    """Who signs in with what name, for what parts, and where: "" is the issuer's own body.

    User names are unique in the whole installation. `is_told` accounts are printed at the start.
    """

    username: str
    full_name: str
    role: str
    position: str
    where: str = ""
    also: tuple[str, ...] = ()
    is_listed: bool = True
    posts: tuple[str, ...] = ()
    serves_from: date | None = None

    @property
    def line(self) -> str:
        """The account as the terminal shows it."""
        words = self.position if not self.where else f"{self.position}, {self.where}"
        return f"  {self.username:<16} {words}"


def add_people(
    accounts: Iterable[Account], body_of: Callable[[str], Organization]
) -> dict[str, User]:
    """Add everybody and return them by user name. Flushes, does not commit.

    *body_of* tells the organization that an account's `where` names.
    """
    # One hash for all: they share a password that anybody may read above.
    password_hash = passwords.hashed(PASSWORD)
    people = {}
    for account in accounts:
        where = body_of(account.where)
        people[account.username] = User(
            issuer_id=where.issuer_id,
            organization_id=where.id,
            username=account.username,
            full_name=account.full_name,
            position=account.position,
            roles=[account.role, *account.also],
            posts=list(account.posts),
            serves_from=account.serves_from,
            password_hash=password_hash,
            created_at=clock.now(),
        )
    db.session.add_all(people.values())
    db.session.flush()
    return people

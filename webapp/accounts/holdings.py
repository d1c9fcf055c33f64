"""What people hold: work that is theirs by name, until it is done or somebody else takes it over.

Each room declares what may be held in it, and how another person takes that over. A person who
leaves, or is locked, holds it still: nothing is led by nobody without a page that says so.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, union_all

from webapp.accounts.models import LEADER, MEMBER, OFFICE, PLANNER, User
from webapp.core.db import db
from webapp.core.registry import Registry

TAKERS = (PLANNER, LEADER, MEMBER)  # who may take something over


@dataclass(frozen=True)
class Held:
    """One thing that a person holds: `what` in words, with the page where it is."""

    kind: str
    id: int
    user_id: int
    what: str
    href: str

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"{self.kind}-{self.id}"


@dataclass(frozen=True)
class Taking:
    """Things of one kind, by their ids, that go from a person to another."""

    ids: Sequence[int]
    person: User
    heir: User


@dataclass(frozen=True, eq=False)
class HoldingKind:
    """A kind of thing that people hold, as its room declares it.

    `ids` selects the ids of those whose holder, a joined `User`, meets a condition; `told` puts
    those in words; `take` lets another person hold some of them. It tells whom else it
    concerns, and does not commit.
    """

    key: str
    title: str
    ids: Callable[[ColumnElement[bool]], Select[Any]]
    told: Callable[[Select[Any]], Iterable[tuple[int, int, str, str]]]  # id, user, what, href
    take: Callable[[Taking], None]


HOLDINGS: Registry[HoldingKind] = Registry("holding")


def held_by(whose: ColumnElement[bool]) -> list[Held]:
    """Return what is held by people who meet a condition on `User`: a query for each kind."""
    return [Held(kind.key, *row) for kind in HOLDINGS for row in kind.told(kind.ids(whose))]


def count_held(whose: ColumnElement[bool]) -> int:
    """Return how much is held by people who meet a condition: one query."""
    return db.session.scalar(counting_held(whose)) or 0


def counting_held(whose: ColumnElement[bool]) -> Select[int]:
    """Return the statement that counts what is held by people who meet a condition."""
    every = union_all(*(kind.ids(whose).order_by(None) for kind in HOLDINGS)).subquery()
    return select(func.count()).select_from(every)


def left_behind(issuer_id: int) -> ColumnElement[bool]:
    """The condition that a person of an issuer does not sign in any more."""
    return (User.issuer_id == issuer_id) & User.active.is_(False)


def take_over(person: User, given: Mapping[Held, User]) -> None:
    """Let others hold what *person* held, each thing its heir. Does not commit."""
    for kind in HOLDINGS:
        by_heir: dict[int, list[int]] = {}
        heirs = {heir.id: heir for heir in given.values()}
        for held, heir in given.items():
            if held.kind == kind.key:
                by_heir.setdefault(heir.id, []).append(held.id)
        for heir_id, ids in by_heir.items():
            kind.take(Taking(ids, person, heirs[heir_id]))


def colleagues(issuer_id: int, but: int = 0) -> list[User]:
    """Return the people of an issuer who sign in, *but* left out, by name: one query."""
    found = db.session.scalars(
        select(User)
        .where(User.issuer_id == issuer_id, User.active, User.id != but)
        .order_by(User.sort_key, User.id)
    )
    return list(found)


def takers(people: Iterable[User]) -> list[User]:
    """Return those of *people* who may take something over."""
    return [one for one in people if one.is_any(*TAKERS)]


# What a part does that nobody else might do, for the warning that nobody has it any more.
NEEDED = {
    PLANNER: "không ai chọn buổi dự, phân công và ban hành văn bản",
    LEADER: "không ai duyệt văn bản",
}


def parts_left_empty(people: Iterable[User]) -> list[str]:
    """Return the needed parts that none of *people* has."""
    there = {role for one in people for role in one.roles}
    return [role for role in NEEDED if role not in there]


def leaves_office_empty(person: User, people: Iterable[User]) -> bool:
    """Return True where a body would have none of *people* any more who acts for it."""
    others = (one for one in people if one.organization_id == person.organization_id)
    return person.is_any(OFFICE) and not any(one.is_any(OFFICE) for one in others)

"""Due days that a change moves: looked at before it is made, and told to those whose they are."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import inspect, select
from sqlalchemy.orm import SessionTransaction, joinedload

from webapp.accounts.models import ROLES, User
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones import engine
from webapp.milestones.items import Moved, moved_from
from webapp.milestones.models import Milestone
from webapp.milestones.services import notify, owes
from webapp.milestones.standing import Standing, moved
from webapp.rules.text import short_date

MOST_NAMED = 5  # due days in one message
MOST_SHOWN = 100
CALENDAR = "Lịch làm việc thay đổi, thời hạn được tính lại"
PLAN = "Kế hoạch thay đổi mốc hoặc cách tính, thời hạn được tính lại"


@dataclass(frozen=True)
class Moves:
    """What a change would move, for a page that asks before it is made."""

    rows: Sequence[Moved]

    @property
    def shown(self) -> Sequence[Moved]:
        return self.rows[:MOST_SHOWN]

    @property
    def more(self) -> int:
        """How many there are beside those shown."""
        return len(self.rows) - len(self.shown)

    @property
    def mark(self) -> str:
        """What tells it from what the same change would move at another time."""
        told = [(one.label, one.organization.id, one.was, one.now) for one in self.rows]
        return sha256(repr(sorted(told, key=repr)).encode()).hexdigest()[:16]


def standing(one: Moved) -> Standing:
    """Return how a due day moves: earlier or later, and whether it would be gone by."""
    return moved(one.was, one.now, clock.today(), is_done=one.is_done)


def whose(one: Moved) -> str:
    """Return who answers for it: the unit, or the part of the issuer's own people."""
    if one.owner == "unit":
        return one.organization.name
    return f"{ROLES.get(one.owner, one.owner)} ({one.organization.label})"


def moves_by(issuer_id: int, change: Callable[[], object]) -> Moves:
    """Return which due days of an issuer *change* would move; nothing is kept of it.

    *change* must not commit.
    """
    with _tried() as savepoint:
        found = moved_by(issuer_id, change)
        savepoint.rollback()
    return Moves(found)


def change_once_seen(
    issuer_id: int, change: Callable[[], object], seen: str, why: str
) -> Moves | None:
    """Make a change, and tell whose due days it moved; None once it is made. Does not commit.

    Where it moves any, and *seen* is not the mark of just these moves, nothing is changed and the
    moves are returned, to be asked about.
    """
    with _tried() as savepoint:
        found = Moves(moved_by(issuer_id, change))
        if found.rows and seen != found.mark:
            savepoint.rollback()
            return found
        savepoint.commit()
    tell(issuer_id, found.rows, why)
    return None


@contextmanager
def _tried() -> Iterator[SessionTransaction]:
    """Begin a savepoint; a refusal takes back what was done since."""
    savepoint = db.session.begin_nested()
    try:
        yield savepoint
    except BaseException:
        savepoint.rollback()
        raise


def moved_by(issuer_id: int, change: Callable[[], object]) -> list[Moved]:
    """Make a change, and return which due days it moved. Does not commit."""
    before = [(row, _day(row), row.held_to) for row in engine.counted(issuer_id)]
    told = {row.id: (row.label, row.organization, row.owner, row.user_id) for row, *_ in before}
    change()
    db.session.flush()
    return [
        Moved(
            *told[row.id], moved_from(was, held_to, _day(row)), _day(row), row.done_at is not None
        )
        for row, was, held_to in before
        if not inspect(row).deleted and not inspect(row).detached and _day(row) != was
    ]


def tell(issuer_id: int, moved: Iterable[Moved], why: str) -> None:
    """Tell those whose due days moved, in one message a person. Does not commit."""
    for user_id, own in _by_person(issuer_id, moved).items():
        notify([user_id], _message(own, why), "/")


def _day(row: Milestone) -> date:
    return clock.local(row.due_at).date()


def _by_person(issuer_id: int, moved: Iterable[Moved]) -> dict[int, list[Moved]]:
    """Return what moved by whose it is; of what is long past nobody needs to hear."""
    today = clock.today()
    told = [one for one in moved if not one.is_done or max(one.was, one.now) >= today]
    if not told:
        return {}
    people = db.session.scalars(
        select(User)
        .options(joinedload(User.organization))
        .where(User.issuer_id == issuer_id, User.active)
        .order_by(User.id)
    ).all()
    found = {one.id: [each for each in told if _is_of(each, one)] for one in people}
    return {number: own for number, own in found.items() if own}


def _is_of(one: Moved, who: User) -> bool:
    return owes(who, one.organization, one.owner, one.user_id)


def _message(moved: list[Moved], why: str) -> str:
    named = [
        f"{one.label} ({one.organization.label}): từ {short_date(one.was)} "
        f"sang {short_date(one.now)}"
        for one in moved[:MOST_NAMED]
    ]
    more = len(moved) - MOST_NAMED
    rest = f"; và {more} thời hạn khác" if more > 0 else ""
    return f"{why}: {'; '.join(named)}{rest}."

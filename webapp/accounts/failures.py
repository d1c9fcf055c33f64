"""Sign-ins that failed: who fails often waits, longer each time, by account and by address.

Nothing here says whether an account exists: a name that nobody has is counted like any other, by
a mark from which it can't be read (people type passwords where their name belongs).
"""

import hmac
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from flask import current_app, request
from sqlalchemy import ColumnElement, ForeignKey, and_, case, delete, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import Model, db
from webapp.rules.waiting import COUNTED_FOR, OF_ACCOUNT, OF_ADDRESS, counted_address, wait_after

KEPT_FOR = timedelta(days=7)


class MustWait(Exception):
    """Too many failures: *wait* is how long there is still to wait."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.wait = wait


class FailedSignIn(Model):
    """One wrong name or password. Kept for a week; what it holds up ends sooner."""

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(index=True)  # a mark of the name that was typed
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    address: Mapped[str] = mapped_column(index=True)  # "" where it tells nobody apart
    at: Mapped[datetime]
    holds_account: Mapped[bool] = mapped_column(default=True)
    holds_address: Mapped[bool] = mapped_column(default=True)


def ask_to_wait(username: str) -> None:
    """Raise `MustWait` while who signs in has to wait: for the account, or for the address."""
    mark, address, now = _mark(username), here(), clock.real()
    of_account = _counted(FailedSignIn.account == mark)
    of_address = _counted_here(FailedSignIn.address == address)
    row = db.session.execute(
        select(
            func.count(case((of_account, 1))),
            func.max(case((of_account, FailedSignIn.at))),
            func.count(case((of_address, 1))),
            func.max(case((of_address, FailedSignIn.at))),
        ).where(or_(of_account, of_address))
    ).one()
    ends = [until(row[0], row[1], OF_ACCOUNT), until(row[2], row[3], OF_ADDRESS)]
    if waits := [end - now for end in ends if end and end > now]:
        raise MustWait(max(waits))


def note(username: str) -> None:
    """Keep that a sign-in failed; let go of those that are long past. Commits."""
    now, name = clock.real(), username.casefold()
    db.session.execute(delete(FailedSignIn).where(FailedSignIn.at <= now - KEPT_FOR))
    user_id = db.session.scalar(select(User.id).where(User.username == name))
    row = FailedSignIn(account=_mark(username), user_id=user_id, address=here(), at=now)
    db.session.add(row)
    db.session.commit()


def succeeded(user: User) -> None:
    """Count a person's failures no more, nor those of their own at this address. No commit."""
    lift_account(user.id)
    own = and_(FailedSignIn.user_id == user.id, FailedSignIn.address == here())
    db.session.execute(update(FailedSignIn).where(own).values(holds_address=False))


def lift_account(user_id: int) -> None:
    """Let an account be tried again at once. Does not commit."""
    own = update(FailedSignIn).where(FailedSignIn.user_id == user_id)
    db.session.execute(own.values(holds_account=False))


def lift_address(address: str) -> None:
    """Let an address try again at once. Does not commit."""
    same = update(FailedSignIn).where(FailedSignIn.address == address)
    db.session.execute(same.values(holds_address=False))


def waiting_accounts(user_ids: Collection[int]) -> dict[int, datetime]:
    """Return until when those of the accounts wait that have to."""
    own = _counted(FailedSignIn.user_id.in_(user_ids))
    return _waiting(FailedSignIn.user_id, own, OF_ACCOUNT)


def waiting_addresses(addresses: Collection[str]) -> dict[str, datetime]:
    """Return until when those of the addresses wait that have to."""
    own = _counted_here(FailedSignIn.address.in_(addresses))
    return _waiting(FailedSignIn.address, own, OF_ADDRESS)


def here() -> str:
    """Return the address that asks, as it is counted."""
    return counted_address(request.remote_addr or "")


def until(count: int, last: datetime | None, allowed: int) -> datetime | None:
    """Return until when one waits after *count* failures, the *last* at that moment."""
    return last + wait_after(count, allowed) if last else None


def _waiting(
    column: InstrumentedAttribute[Any], which: ColumnElement[bool], allowed: int
) -> dict[Any, datetime]:
    counts = select(column, func.count(), func.max(FailedSignIn.at)).where(which).group_by(column)
    ends = {key: until(count, last, allowed) for key, count, last in db.session.execute(counts)}
    return {key: end for key, end in ends.items() if end and end > clock.real()}


def _counted(own: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(own, FailedSignIn.holds_account, _is_recent())


def _counted_here(own: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(own, FailedSignIn.address != "", FailedSignIn.holds_address, _is_recent())


def _is_recent() -> ColumnElement[bool]:
    return FailedSignIn.at > clock.real() - COUNTED_FOR


def _mark(username: str) -> str:
    key = str(current_app.secret_key).encode()
    return hmac.digest(key, username.casefold().encode(), "sha256").hex()

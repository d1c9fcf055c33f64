"""What an administrator sees of failed sign-ins: those of the issuer's own accounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from webapp.accounts import failures
from webapp.accounts.failures import FailedSignIn
from webapp.accounts.gate import me
from webapp.accounts.models import User
from webapp.core.db import db

MOST = 200


@dataclass(frozen=True)
class Failed:
    """How often an account was tried in vain from an address ("": unknown), and when last."""

    user_id: int
    full_name: str
    username: str
    address: str
    count: int
    last: datetime


@dataclass(frozen=True)
class FailedSignIns:
    """The failures of a week, the newest first, and which of them somebody waits for."""

    rows: Sequence[Failed]
    accounts: dict[int, datetime]  # until when each waits
    addresses: dict[str, datetime]

    @property
    def waiting(self) -> dict[int, Failed]:
        """The accounts that wait, each by one of its rows."""
        return {row.user_id: row for row in reversed(self.rows) if row.user_id in self.accounts}


def failed() -> FailedSignIns:
    """Return the failed sign-ins of the administrator's issuer: three queries."""
    last = func.max(FailedSignIn.at)
    found = db.session.execute(
        select(User.id, User.full_name, User.username, FailedSignIn.address, func.count(), last)
        .join(User, User.id == FailedSignIn.user_id)
        .where(User.issuer_id == me().issuer_id)
        .group_by(User.id, User.full_name, User.username, FailedSignIn.address)
        .order_by(last.desc(), User.id, FailedSignIn.address)
        .limit(MOST)
    )
    rows = [Failed(*row) for row in found]
    return FailedSignIns(
        rows,
        failures.waiting_accounts({row.user_id for row in rows}),
        failures.waiting_addresses({row.address for row in rows}),
    )


def is_own_address(address: str) -> bool:
    """Return True when an account of the administrator's issuer was tried from there."""
    tried = (
        select(FailedSignIn.id)
        .join(User, User.id == FailedSignIn.user_id)
        .where(User.issuer_id == me().issuer_id, FailedSignIn.address == address)
    )
    return db.session.scalar(tried.limit(1)) is not None

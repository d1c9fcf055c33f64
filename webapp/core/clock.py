"""The one clock of the program.

Time is kept in UTC and shown in Asia/Ho_Chi_Minh. Nobody else asks the system what time it is:
an issuer in training lives on another day, and tests and the sample live through whole years.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")

_set_to: ContextVar[date | None] = ContextVar("clock_set_to", default=None)


def now() -> datetime:
    """Return this moment, aware, in UTC.

    A clock set to a *day* keeps the running time of day; one set to a *moment* stands still.
    """
    set_to = _set_to.get()
    if isinstance(set_to, datetime):
        return set_to.astimezone(UTC)
    real = datetime.now(UTC)
    if set_to is None:
        return real
    return datetime.combine(set_to, real.astimezone(LOCAL).time(), LOCAL).astimezone(UTC)


def real() -> datetime:
    """Return this moment by the machine's own clock: for what no training day measures."""
    return datetime.fromtimestamp(stamp() / 1000, UTC)


def stamp() -> int:
    """Return the milliseconds of the machine's own clock: only to tell what came first."""
    return time.time_ns() // 1_000_000


def today() -> date:
    """Return the day it is in Việt Nam."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """Return an aware moment as the wall clock in Việt Nam shows it."""
    return moment.astimezone(LOCAL)


def at(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """Return the moment, in UTC, when Việt Nam's wall clock shows this day and time."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LOCAL).astimezone(UTC)


@contextmanager
def living_on(when: date | None) -> Iterator[None]:
    """Live on another day (a date) or stand still at a moment (an aware datetime)."""
    token = _set_to.set(when)
    try:
        yield
    finally:
        _set_to.reset(token)

"""Issuers of plans and the organizations below them."""

from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Select,
    UniqueConstraint,
    and_,
    event,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from webapp.core.db import BYTEWISE, Model, Versioned
from webapp.rules import text as words


class Issuer(Versioned, Model):
    """A body that issues plans: its letterhead, its settings, and the day it lives on."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    superior_line: Mapped[str]
    own_line: Mapped[str]
    code: Mapped[str]  # ends the symbol of its papers: BTCTU in 73-KH/BTCTU
    place: Mapped[str]
    style: Mapped[str] = mapped_column(default="party")  # a key of documents.measures
    training_day: Mapped[date | None] = mapped_column(default=None)
    travel_minutes: Mapped[int] = mapped_column(default=60)
    clear_days: Mapped[bool] = mapped_column(default=False)
    numbers_restart: Mapped[str] = mapped_column(default="year")  # or "term"
    term: Mapped[str] = mapped_column(default="")
    # When the next change of its organizations takes effect; the tree is brought up to date then.
    next_change_on: Mapped[date | None] = mapped_column(default=None)


class Level(Versioned, Model):
    """A level of the tree. Levels are rows: districts end, communes answer to the province."""

    __table_args__ = (UniqueConstraint("issuer_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"))
    position: Mapped[int]
    name: Mapped[str]
    is_planned: Mapped[bool] = mapped_column(default=False)  # a plan must reach each of these
    holds_meetings: Mapped[bool] = mapped_column(default=False)


class Organization(Versioned, Model):
    """A committee, cell, union or office. `path` is "/1/4/9/": its superiors and itself."""

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    level_id: Mapped[int] = mapped_column(ForeignKey("level.id"))
    name: Mapped[str]  # Đảng bộ huyện Nhơn Trạch
    short_name: Mapped[str] = mapped_column(default="")  # Nhơn Trạch
    committee_name: Mapped[str] = mapped_column(default="")  # Ban Thường vụ Huyện ủy Nhơn Trạch
    place: Mapped[str] = mapped_column(default="")  # where it usually meets
    path: Mapped[str] = mapped_column(BYTEWISE, default="", index=True)
    sort_key: Mapped[str] = mapped_column(BYTEWISE, default="", index=True)
    search_key: Mapped[str] = mapped_column(default="")
    since: Mapped[date | None] = mapped_column(default=None)
    until: Mapped[date | None] = mapped_column(default=None)

    level: Mapped[Level] = relationship(lazy="raise_on_sql")
    parent: Mapped["Organization | None"] = relationship(remote_side=[id], lazy="raise_on_sql")

    @property
    def label(self) -> str:
        """The short name where there is one: what a narrow column shows."""
        return self.short_name or self.name

    def is_there(self, day: date) -> bool:
        """Return True when this organization exists on *day*: on `until` it is gone already."""
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day < self.until)

    def holds(self, other: "Organization") -> bool:
        """Return True when *other* is this organization or one below it."""
        return other.path.startswith(self.path)


class CalendarDay(Versioned, Model):
    """A day on which the library calendar is overruled: worked or not, and by what decision."""

    __table_args__ = (UniqueConstraint("issuer_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"), index=True)
    day: Mapped[date]
    is_working: Mapped[bool]
    note: Mapped[str] = mapped_column(default="")


def there_between(first: date, last: date) -> ColumnElement[bool]:
    """Return the condition that an organization exists on a day from *first* to *last*."""
    return and_(
        or_(Organization.since.is_(None), Organization.since <= last),
        or_(Organization.until.is_(None), Organization.until > first),
    )


def still_there(day: date) -> ColumnElement[bool]:
    """Return the condition that an organization exists on *day*: on `until` it is gone already."""
    return there_between(day, day)


def below(path: str) -> Select[Any]:
    """Select the ids of the organization at *path* and of all below it."""
    return select(Organization.id).where(Organization.path.startswith(path, autoescape=True))


@event.listens_for(Organization, "before_insert")
@event.listens_for(Organization, "before_update")
def _set_keys(_mapper: Mapper[Any], _connection: Any, row: Organization) -> None:
    row.sort_key = words.sort_key(row.name)
    row.search_key = words.fold(f"{row.name} {row.short_name}")

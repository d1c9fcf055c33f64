"""Issuers of plans and the organizations below them."""

from dataclasses import dataclass
from datetime import date, datetime

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
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.core.db import BYTEWISE, Model, Versioned
from webapp.rules import text as words
from webapp.rules.names import near_key


@dataclass(frozen=True)
class FormerName:
    """What an organization was called, and from which day no more."""

    name: str
    until: date


def former_names(lines: str) -> list[FormerName]:
    """Read what `Organization.former_names` keeps, the latest first."""
    parts = (line.split(" ", 1) for line in lines.splitlines())
    return [FormerName(name, date.fromisoformat(day)) for day, name in parts]


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
    # Whom to ask about accounts, as the page of signing in tells everybody; "" tells nobody.
    help_contact: Mapped[str] = mapped_column(default="")
    travel_minutes: Mapped[int] = mapped_column(default=60)
    clear_days: Mapped[bool] = mapped_column(default=False)
    numbers_restart: Mapped[str] = mapped_column(default="year")  # or "term"
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
    search_key: Mapped[str] = mapped_column(default="")  # former names, too
    name_keys: Mapped[str] = mapped_column(default="")  # "|phu hoi|dang bo xa phu hoi|"
    former_names: Mapped[str] = mapped_column(default="")  # lines: "2024-06-20 Đảng bộ xã …"
    since: Mapped[date | None] = mapped_column(default=None)
    until: Mapped[date | None] = mapped_column(default=None)

    level: Mapped[Level] = relationship(lazy="raise_on_sql")
    parent: Mapped["Organization | None"] = relationship(remote_side=[id], lazy="raise_on_sql")

    @property
    def label(self) -> str:
        """The short name where there is one: what a narrow column shows."""
        return self.short_name or self.name

    @property
    def former(self) -> list[FormerName]:
        """What it was called before, the latest first."""
        return former_names(self.former_names)

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


class CalendarYear(Model):
    """A year whose swapped working days an administrator has entered and confirmed."""

    __table_args__ = (UniqueConstraint("issuer_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"))
    year: Mapped[int]
    note: Mapped[str] = mapped_column(default="")  # by what decision it is known
    confirmed_at: Mapped[datetime]
    confirmed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))


def there_between(first: date, last: date) -> ColumnElement[bool]:
    """Return the condition that an organization exists on a day from *first* to *last*."""
    return and_(
        or_(Organization.since.is_(None), Organization.since <= last),
        or_(Organization.until.is_(None), Organization.until > first),
    )


def still_there(day: date) -> ColumnElement[bool]:
    """Return the condition that an organization exists on *day*: on `until` it is gone already."""
    return there_between(day, day)


def below(path: str) -> Select[int]:
    """Select the ids of the organization at *path* and of all below it."""
    return select(Organization.id).where(Organization.path.startswith(path, autoescape=True))


def keys_of(name: str, short_name: str, committee_name: str, former: str) -> dict[str, str]:
    """Return the columns by which an organization is put in order, searched and found."""
    was = [one.name for one in former_names(former)]
    own = [one for one in (name, short_name, *was) if one]
    named = [*own, committee_name] if committee_name else own
    return {
        "sort_key": words.sort_key(name),
        "search_key": words.search_key(*own),
        "name_keys": "".join(f"|{key}" for key in dict.fromkeys(map(near_key, named))) + "|",
    }


@event.listens_for(Organization, "before_insert")
@event.listens_for(Organization, "before_update")
def _set_keys(_mapper: object, _connection: object, row: Organization) -> None:
    names = (row.name, row.short_name, row.committee_name, row.former_names)
    keys = keys_of(*(name or "" for name in names))
    for column, key in keys.items():
        setattr(row, column, key)

"""The organizations a committee may name in its list: found by what a clerk types."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from webapp.core.db import db
from webapp.organizations.models import FormerName, Level, Organization, former_names, there_between
from webapp.rules import text as words
from webapp.rules.months import last_day
from webapp.rules.names import Called, Match, holds, matched, near_key, spellings
from webapp.rules.names import labels as names_apart

MOST_FOUND = 20
MOST_NAMED = 3  # candidates in a message


@dataclass(frozen=True)
class Entry:
    """An organization as the form shows it; `place` is where it usually meets."""

    id: int
    path: str
    name: str
    label: str
    place: str
    search_key: str
    above: tuple[str, ...]  # the names of its superiors within the committee, nearest first
    was: tuple[FormerName, ...]  # what it was called before
    holds_meetings: bool
    may_have_below: bool

    def is_below(self, superior: "Entry") -> bool:
        return self.path.startswith(superior.path) and self.path != superior.path


class Unknown(ValueError):
    """No single organization is meant; the message names those that may be."""


class Directory:
    """The organizations at and below one committee, as they are in one month."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)

    @property
    def hosts(self) -> list[Entry]:
        """Those that hold meetings, in alphabetical order."""
        return [entry for entry in self.entries if entry.holds_meetings]

    @property
    def superiors(self) -> list[Entry]:
        """Those that can have organizations with meetings below them."""
        return [entry for entry in self.entries if entry.may_have_below]

    def find(self, typed: str) -> Entry:
        """Return the one organization meant, as `rules.names` reads what was typed.

        Raises Unknown, which names up to three candidates, where none or several are meant.
        """
        match = self._matched(typed)
        if len(match.same) == 1:
            return match.same[0]
        if match.same:
            told = f"Có {len(match.same)} tổ chức cùng tên, hãy chọn rõ"
            raise Unknown(f"{told}: {_named(match.same)}.")
        if near := match.near or self.search(typed, MOST_NAMED + 1):
            raise Unknown(f"Không có tổ chức tên như vậy. Gần giống: {_named(near)}.")
        raise Unknown("Không có tổ chức này. Nếu còn thiếu, hãy thêm ở cuối trang.")

    def _matched(self, typed: str) -> Match[Entry]:
        keys = dict.fromkeys(near_key(own) for own, _ in spellings(typed))
        found = {one.of.id: one for key in keys for one in self._called.get(key, ())}
        return matched(typed, list(found.values()))

    def search(self, typed: str, limit: int = MOST_FOUND) -> list[Entry]:
        """Return the organizations that hold every word typed, those with it whole first."""
        parts = words.search_words(typed[:200])
        found = [e for e in self.hosts if holds(e.search_key, parts)]
        found.sort(key=lambda entry: not set(parts) <= set(entry.search_key.split()))
        return found[:limit]

    def get(self, organization_id: int | None) -> Entry | None:
        """Return the organization with this number, if it is here."""
        return self._by_number.get(organization_id or 0)

    def label_of(self, organization: Organization) -> str:
        """Return how the form calls an organization whose parent is loaded, here or not."""
        entry = self.get(organization.id)
        return entry.label if entry else label_of(organization)

    def exact(self, typed: str) -> Entry | None:
        """Return the organization that has just this name or label, if only one has."""
        same = self._matched(typed).same
        return same[0] if len(same) == 1 else None

    @cached_property
    def _by_number(self) -> dict[int, Entry]:
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def _called(self) -> dict[str, list[Called[Entry]]]:
        found: dict[str, list[Called[Entry]]] = {}
        for entry in self.hosts:
            former = tuple(one.name for one in entry.was)
            called = Called(entry, (entry.name,), entry.above, former)
            for key in dict.fromkeys(map(near_key, (entry.name, *former))):
                found.setdefault(key, []).append(called)
        return found


def directory_of(committee: Organization, month: date) -> Directory:
    """Return the directory of a committee in a month: one query."""
    rows = db.session.execute(_within(committee, month)).all()
    names = {row.id: row.name for row in rows}
    lines = {row.id: _above(row.path, names) for row in rows}
    below = [row for row in rows if row.id != committee.id]
    labels = _labels({row.id: (row.name, *(lines[row.id] or (row.superior,))) for row in below})
    return Directory(
        Entry(
            id=row.id,
            path=row.path,
            name=row.name,
            label=labels.get(row.id, row.name),
            place=row.place,
            search_key=f"{row.search_key} {row.superior_key or ''}",
            above=lines[row.id],
            was=tuple(former_names(row.former_names)),
            holds_meetings=row.holds_meetings,
            may_have_below=bool(row.may_have_below),
        )
        for row in rows
    )


def _above(path: str, names: Mapping[int, str]) -> tuple[str, ...]:
    """Return the names above an organization as far as they are known, nearest first."""
    line = [int(part) for part in path.split("/") if part][-2::-1]
    return tuple(names[number] for number in line if number in names)


def _labels(known: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """Return "Chi bộ ấp 1 — Đảng bộ xã Phú Hội": more superiors where it takes more."""
    apart = names_apart(known)
    return {one: max(apart[one], _label(*known[one][:2]), key=len) for one in known}


def _within(
    committee: Organization, month: date
) -> Select[int, str, str, str, str, str, str, str, bool, bool]:
    """The committee and all below it that were there in the month, each with its superior."""
    superior = aliased(Organization)
    deepest = (
        select(func.max(Level.position))
        .where(Level.issuer_id == committee.issuer_id, Level.holds_meetings)
        .scalar_subquery()
    )
    return (
        select(
            Organization.id,
            Organization.path,
            Organization.name,
            superior.name.label("superior"),
            Organization.place,
            Organization.search_key,
            superior.search_key.label("superior_key"),
            Organization.former_names,
            Level.holds_meetings,
            (Level.position < deepest).label("may_have_below"),
        )
        .join(Level, Level.id == Organization.level_id)
        .outerjoin(superior, superior.id == Organization.parent_id)
        .where(
            Organization.path.startswith(committee.path, autoescape=True),
            there_between(month, last_day(month)),
        )
        .order_by(Organization.sort_key, superior.sort_key, Organization.id)
    )


def label_of(organization: Organization) -> str:
    """Return "Chi bộ ấp 1 — Đảng bộ xã Phú Hội". Its parent must be loaded."""
    return _label(organization.name, organization.parent.name if organization.parent else None)


def _label(name: str, superior: str | None) -> str:
    return f"{name} — {superior}" if superior else name


def _named(entries: Sequence[Entry]) -> str:
    more = "; …" if len(entries) > MOST_NAMED else ""
    return "; ".join(f"“{entry.label}”" for entry in entries[:MOST_NAMED]) + more

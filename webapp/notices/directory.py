"""The organizations a committee may name in its list: found by what a clerk types."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from webapp.core.db import db
from webapp.organizations.models import Level, Organization, there_between
from webapp.rules import text as words
from webapp.rules.months import last_day

MOST_FOUND = 20
MOST_NAMED = 3  # candidates in a message
_DASH = re.compile(r"\s+[-–—]\s+")


@dataclass(frozen=True)
class Entry:
    """An organization as the form shows it; `place` is where it usually meets."""

    id: int
    path: str
    name: str
    label: str
    place: str
    search_key: str
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
        """Return the one organization meant: by label or name, then without marks and case.

        Raises Unknown, which names up to three candidates, where none or several are meant.
        """
        plain, folded = _plain(typed), words.fold(_plain(typed))
        for group in (
            self._exact.get(plain, []),
            self._folded.get(folded, []),
        ):
            if len({entry.label for entry in group}) == 1:
                return group[0]
            if group:
                raise Unknown(f"Có {len(group)} tổ chức cùng tên, hãy chọn rõ: {_named(group)}.")
        if near := self.search(typed, MOST_NAMED):
            raise Unknown(f"Không có tổ chức tên như vậy. Gần giống: {_named(near)}.")
        raise Unknown("Không có tổ chức này trong đảng bộ. Nếu còn thiếu, hãy thêm ở cuối trang.")

    def search(self, typed: str, limit: int = MOST_FOUND) -> list[Entry]:
        """Return the organizations that hold every word typed, those with it whole first."""
        parts = words.fold(typed[:200].replace("—", " ")).split()
        found = [e for e in self.hosts if all(part in e.search_key for part in parts)]
        found.sort(key=lambda entry: not set(parts) <= set(entry.search_key.split()))
        return found[:limit]

    def get(self, organization_id: int | None) -> Entry | None:
        """Return the organization with this number, if it is here."""
        return next((e for e in self.entries if e.id == organization_id), None)

    def exact(self, typed: str) -> Entry | None:
        """Return the organization whose label or name this is to the letter, if only one is."""
        group = self._exact.get(_plain(typed), [])
        return group[0] if len(group) == 1 else None

    @cached_property
    def _exact(self) -> dict[str, list[Entry]]:
        return self._by((entry.label, entry.name) for entry in self.hosts)

    @cached_property
    def _folded(self) -> dict[str, list[Entry]]:
        return self._by((words.fold(_plain(e.label)), words.fold(e.name)) for e in self.hosts)

    def _by(self, keys: Iterable[tuple[str, str]]) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry, names in zip(self.hosts, keys, strict=True):
            for name in {_plain(name) for name in names}:
                found.setdefault(name, []).append(entry)
        return found


def directory_of(committee: Organization, month: date) -> Directory:
    """Return the directory of a committee in a month: one query."""
    return Directory(
        Entry(
            id=row.id,
            path=row.path,
            name=row.name,
            label=_label(row.name, row.superior if row.id != committee.id else None),
            place=row.place,
            search_key=f"{row.search_key} {row.superior_key or ''}",
            holds_meetings=row.holds_meetings,
            may_have_below=bool(row.may_have_below),
        )
        for row in db.session.execute(_within(committee, month))
    )


def _within(committee: Organization, month: date) -> Any:
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


def _plain(typed: str) -> str:
    return _DASH.sub(" — ", " ".join(typed.split()))


def _named(entries: Sequence[Entry]) -> str:
    more = "; …" if len(entries) > MOST_NAMED else ""
    return "; ".join(f"“{entry.label}”" for entry in entries[:MOST_NAMED]) + more

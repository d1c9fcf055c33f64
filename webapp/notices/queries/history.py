"""How a list stood after each filing, and what two filings differ in, told in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TypeVar

from webapp.notices.facts import SAID, ListedMeeting, TypedRow, said
from webapp.notices.models import MEETING_KINDS, THEMATIC, Meeting
from webapp.notices.queries.directory import label_of
from webapp.rules.text import fold, short_date

A = TypeVar("A")
B = TypeVar("B")
K = TypeVar("K")
L = TypeVar("L")
Row = ListedMeeting | TypedRow

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
_FIELDS = {
    "day": "ngày họp",
    "hour": "giờ",
    **SAID,
    "is_proposed": "đề nghị dự",
    "cancelled": "hủy",
}


@dataclass(frozen=True)
class Difference:
    """One meeting that two filings do not share. `details` are lines such as "giờ: 08:00 → …"."""

    kind: str
    organization: str
    details: tuple[str, ...]


def snapshot(meetings: Sequence[Meeting]) -> tuple[ListedMeeting, ...]:
    """Return the rows as they are now. Organizations and their parents must be loaded."""
    return tuple(
        ListedMeeting(
            meeting_id=meeting.id,
            organization_id=meeting.organization_id,
            organization=label_of(meeting.organization),
            day=meeting.day,
            hour=meeting.hour,
            **said(meeting),
            is_proposed=meeting.is_proposed,
            received_on=meeting.received_on,
            due_on=meeting.due_on,
            cancelled=meeting.cancel_reason if meeting.cancelled_at else "",
        )
        for meeting in meetings
    )


def pair(
    old: Sequence[A],
    new: Sequence[B],
    old_key: Callable[[A], tuple[K, L]],
    new_key: Callable[[B], tuple[K, L]],
) -> list[tuple[A | None, B | None]]:
    """Match rows by (organization, day), what is left by organization alone; then the rest.

    The keys return (organization, day). New rows keep their order, gone ones come last.
    """
    left = list(old)
    partner: dict[int, A] = {}
    for whole in (True, False):
        waiting: dict[tuple[K, L] | K, list[A]] = {}
        for row in left:
            waiting.setdefault(old_key(row) if whole else old_key(row)[0], []).append(row)
        for number, fresh in enumerate(new):
            wanted = new_key(fresh) if whole else new_key(fresh)[0]
            if number not in partner and waiting.get(wanted):
                partner[number] = waiting[wanted].pop(0)
        left = [row for rows in waiting.values() for row in rows]
    matched = [(partner.get(number), fresh) for number, fresh in enumerate(new)]
    return [*matched, *((row, None) for row in left)]


def compare(old: Sequence[ListedMeeting], new: Sequence[ListedMeeting]) -> list[Difference]:
    """Return what changed from one snapshot to another."""
    found = []
    for before, after in pair(old, new, _key, _key):
        if before is None and after is not None:
            found.append(Difference(ADDED, after.organization, (describe(after),)))
        elif before is not None and after is None:
            found.append(Difference(REMOVED, before.organization, (describe(before),)))
        elif before is not None and after is not None and (lines := _changes(before, after)):
            found.append(Difference(CHANGED, after.organization, lines))
    return found


def clashes(theirs: Sequence[Row], mine: Sequence[Row]) -> list[tuple[str, str, str]]:
    """Return (organization, their rows, my rows) in words, where the two lists differ."""
    lists = [_by_organization(theirs), _by_organization(mine)]
    found = []
    for name in {**lists[0], **lists[1]}:
        label = next(rows[name][0] for rows in lists if name in rows)
        both = ["\n".join(rows[name][1]) if name in rows else "" for rows in lists]
        if both[0] != both[1]:
            found.append((label or "(chưa ghi tổ chức)", both[0], both[1]))
    return found


def _by_organization(rows: Sequence[Row]) -> dict[str, tuple[str, list[str]]]:
    found: dict[str, tuple[str, list[str]]] = {}
    for row in sorted(rows, key=lambda row: str(row.day)):
        label = row.organization
        found.setdefault(fold(label), (label, []))[1].append(describe(row))
    return found


def describe(row: Row) -> str:
    """Return "05/03/2024, 08:00, tại Hội trường ấp, sinh hoạt thường kỳ, liên hệ …"."""
    parts = [
        shown("day", row.day),
        row.hour and shown("hour", row.hour),
        row.place and f"tại {row.place}",
        MEETING_KINDS.get(row.kind, "").lower(),
        row.kind == THEMATIC and f"“{row.topic}”",
        row.contact and f"liên hệ {row.contact}",
        row.phone,
        row.is_proposed and "đề nghị dự",
        row.cancelled and f"đã hủy: {row.cancelled}",
    ]
    return ", ".join(part for part in parts if part)


def _changes(before: ListedMeeting, after: ListedMeeting) -> tuple[str, ...]:
    return tuple(
        f"{label}: {shown(name, getattr(before, name))} → {shown(name, getattr(after, name))}"
        for name, label in _FIELDS.items()
        if getattr(before, name) != getattr(after, name)
    )


def shown(name: str, value: date | time | str | bool | None) -> str:
    """Return the field *name* of a row as a person reads it."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if value and name == "kind":
        return MEETING_KINDS.get(value, value).lower()
    return value or "(trống)"


def _key(row: ListedMeeting) -> tuple[int, date | None]:
    return row.organization_id, row.day

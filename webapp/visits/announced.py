"""What a paper announced, kept beside it, and how that differs from what holds now.

The same snapshot serves a committee's month, a round and a month of the grassroots.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, cast

from webapp.core.db import Json
from webapp.core.facts import plain, read


class Change(StrEnum):
    """What can differ from what was announced: the first four of a visit that is still held."""

    TIME = "time"
    PLACE = "place"
    CONTENT = "content"
    PEOPLE = "people"
    ADDED = "added"
    CANCELLED = "cancelled"  # the meeting itself is not held
    DROPPED = "dropped"  # it is held, but nobody attends it any more
    TEAM = "team"
    GUESTS = "guests"
    TERM = "term"


@dataclass(frozen=True)
class Person:
    """Who goes; a mere change of *position* is not announced."""

    name: str
    role: str = ""
    position: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.name, self.role


@dataclass(frozen=True)
class AnnouncedVisit:
    """One visit as it was announced.

    *key* tells it from the others: the number of its meeting, in a round that of the assignment.
    Without *day* its time is still to come, without *hour* the hour is; *is_hour_later*: papers say
    so, a mere change of which is not announced. *content* and *people* are
    None where it is not known what was announced of them. *cancelled* is the reason why it is not
    held, None where it is. Times are on the wall clock.
    """

    key: int
    unit: str = ""
    day: date | None = None
    hour: time | None = None
    place: str = ""
    phone: str = ""  # printed beside the place; a mere change of it is not announced
    content: str | None = None
    people: tuple[Person, ...] | None = None
    cancelled: str | None = None
    is_hour_later: bool = False
    is_held: bool = False  # findings are complete: nothing of it is announced any more

    def is_over(self, at: datetime) -> bool:
        """Return True where it was held or has begun by *at* (naive, on the wall clock)."""
        if self.is_held or self.day is None:
            return self.is_held
        return datetime.combine(self.day, self.hour or time.max) <= at


@dataclass(frozen=True)
class Announced:
    """All that one paper announced; what is None was not announced by it, or is not known.

    Of a *team* the position is the whole line that is printed. *terms* are further (label, text),
    such as by when papers are to be sent.
    """

    visits: tuple[AnnouncedVisit, ...] = ()
    guests: tuple[str, ...] | None = None
    team: tuple[Person, ...] | None = None
    terms: tuple[tuple[str, str], ...] = ()

    @property
    def by_key(self) -> dict[int, AnnouncedVisit]:
        return {visit.key: visit for visit in self.visits}


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it was announced.

    Of a visit *before* and *now* are set, *before* None for one added, *now* None for one dropped.
    Of the whole *label* says of what, *was* and *becomes* the texts.
    """

    kind: Change
    before: AnnouncedVisit | None = None
    now: AnnouncedVisit | None = None
    label: str = ""
    was: tuple[str, ...] = ()
    becomes: tuple[str, ...] = ()

    @property
    def visit(self) -> AnnouncedVisit | None:
        """The visit as it was announced, or as it is where it was not."""
        return self.before or self.now

    @property
    def key(self) -> tuple[Change, int, str]:
        """What tells it from other differences."""
        return self.kind, self.visit.key if self.visit else 0, self.label


def differences(before: Announced, now: Announced, at: datetime) -> tuple[Difference, ...]:
    """Return all that is *now* otherwise than announced *before*: visits first, then the whole.

    Nothing is said of visits that are over at *at* (naive, on the wall clock), nor of the whole
    once all of them are.
    """
    return (*_of_visits(before, now, at), *_of_whole(before, now, at))


def adjusted(before: Announced, now: Announced, at: datetime) -> Announced:
    """Return *before* with all that `differences` names as it is *now*, the rest as announced."""
    old, new = before.by_key, now.by_key
    visits = [_adjusted(one, new.get(one.key), at) for one in before.visits]
    visits += [one for one in now.visits if one.key not in old and _is_ahead(one, at)]
    kinds = {one.kind for one in _of_whole(before, now, at)}
    return replace(
        before,
        visits=tuple(visit for visit in visits if visit is not None),
        guests=now.guests if Change.GUESTS in kinds else before.guests,
        team=now.team if Change.TEAM in kinds else before.team,
        terms=now.terms if Change.TERM in kinds else before.terms,
    )


def united(many: Iterable[Sequence[Difference]]) -> list[Difference]:
    """Return the differences from several papers, each thing once: the first paper's counts."""
    found: dict[tuple[Change, int, str], Difference] = {}
    for differences_of_one in many:
        for one in differences_of_one:
            found.setdefault(one.key, one)
    return sorted(found.values(), key=lambda one: one.visit is None)


def ahead(announced: Announced, at: datetime) -> Announced:
    """Return only what is still to come at *at*: nobody is told of what is over or off."""
    return replace(announced, visits=tuple(v for v in announced.visits if _is_ahead(v, at)))


def _is_ahead(visit: AnnouncedVisit, at: datetime) -> bool:
    return visit.cancelled is None and not visit.is_over(at)


def _of_visits(before: Announced, now: Announced, at: datetime) -> Iterator[Difference]:
    new = now.by_key
    for old in before.visits:
        yield from _of_visit(old, new.get(old.key), at)
    for visit in now.visits:
        if visit.key not in before.by_key and _is_ahead(visit, at):
            yield Difference(Change.ADDED, None, visit)


def _of_visit(
    before: AnnouncedVisit, now: AnnouncedVisit | None, at: datetime
) -> Iterator[Difference]:
    if now is not None and now.cancelled is None:
        if now.is_over(at):
            return
        if before.cancelled is not None:
            yield Difference(Change.ADDED, None, now)
            return
        yield from (Difference(kind, before, now) for kind in _changed(before, now))
    elif before.cancelled is None and not before.is_over(at) and not (now and now.is_held):
        kind = Change.DROPPED if now is None else Change.CANCELLED
        yield Difference(kind, before, now)


def _changed(before: AnnouncedVisit, now: AnnouncedVisit) -> Iterator[Change]:
    if (before.day, before.hour) != (now.day, now.hour):
        yield Change.TIME
    if before.place != now.place:
        yield Change.PLACE
    if None not in (before.content, now.content) and before.content != now.content:
        yield Change.CONTENT
    if _are_others(before.people, now.people):
        yield Change.PEOPLE


def _are_others(before: Sequence[Person] | None, now: Sequence[Person] | None) -> bool:
    if before is None or now is None:
        return False
    return [one.key for one in before] != [one.key for one in now]


def _of_whole(before: Announced, now: Announced, at: datetime) -> Iterator[Difference]:
    visits = (*before.visits, *now.visits)
    if visits and not any(_is_ahead(visit, at) for visit in visits):
        return
    if _are_others(before.team, now.team):
        yield Difference(
            Change.TEAM,
            was=tuple(one.position or one.name for one in before.team or ()),
            becomes=tuple(one.position or one.name for one in now.team or ()),
        )
    if None not in (before.guests, now.guests) and before.guests != now.guests:
        yield Difference(Change.GUESTS, was=before.guests or (), becomes=now.guests or ())
    old, new = dict(before.terms), dict(now.terms)
    for label in dict.fromkeys([*old, *new]):
        if old.get(label) != new.get(label):
            was, becomes = (tuple(filter(None, [terms.get(label)])) for terms in (old, new))
            yield Difference(Change.TERM, label=label, was=was, becomes=becomes)


def _adjusted(
    before: AnnouncedVisit, now: AnnouncedVisit | None, at: datetime
) -> AnnouncedVisit | None:
    kinds = {one.kind for one in _of_visit(before, now, at)}
    if now is None or kinds & {Change.ADDED, Change.CANCELLED}:
        return now if kinds else before
    is_moved = Change.TIME in kinds
    return replace(
        before,
        day=now.day if is_moved else before.day,
        hour=now.hour if is_moved else before.hour,
        is_hour_later=now.is_hour_later if is_moved else before.is_hour_later,
        place=now.place if Change.PLACE in kinds else before.place,
        content=now.content if Change.CONTENT in kinds else before.content,
        people=now.people if Change.PEOPLE in kinds else before.people,
        # No paper says it; findings that were opened again make a visit one to come.
        is_held=now.is_held if kinds or _is_ahead(now, at) else before.is_held,
    )


def to_json(announced: Announced) -> Json:
    """Return a snapshot as JSON can keep it; `from_json` reads it."""
    return cast(Json, plain(announced))


def from_json(kept: Json) -> Announced:
    """Read a snapshot of any age: what it does not say is not known, what is new is passed over."""
    visits = [_visit_of_today(one) for one in kept.get("visits", ())]
    return read(Announced, {**kept, "visits": visits, "team": _people_of_today(kept.get("team"))})


def _visit_of_today(kept: Json) -> Json:
    """Bring a visit of any age into today's shape.

    Rows of a notice's revision, as papers without a snapshot are read, say "meeting_id", and only
    whether a meeting is cancelled; an empty day is one that was not known.
    """
    cancelled = kept.get("cancelled")
    return {
        "key": kept.get("meeting_id"),
        **kept,
        "day": kept.get("day") or None,
        "hour": kept.get("hour") or None,
        "people": _people_of_today(kept.get("people")),
        "cancelled": ("" if cancelled else None) if isinstance(cancelled, bool) else cancelled,
    }


def _people_of_today(kept: Sequence[Any] | None) -> list[Any] | None:
    """Bring people into today's shape: snapshots until November 2026 have a list for each."""
    if kept is None:
        return None
    names = ("name", "role", "position")
    return [dict(zip(names, one, strict=False)) if isinstance(one, list) else one for one in kept]

"""Organizations over time: what each was on which day, and the tree as of any day.

A history is one organization's states in order, each from `since`, not on `until`. A state that
begins and ends on one day was overtaken by a second change of that day: it is kept to be told,
but holds on no day.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class State:
    """What an organization was called, whom it answered to and its level, for a time."""

    organization: int
    name: str
    level: int
    parent: int | None = None
    short_name: str = ""
    committee_name: str = ""
    since: date | None = None
    until: date | None = None
    begun_by: int | None = None
    ended_by: int | None = None

    def holds_on(self, day: date) -> bool:
        """Return True when this is what was on *day*."""
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day < self.until)

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


History = tuple[State, ...]


class NotThere(ValueError):
    """An organization does not exist on the day of a change; `organization` is its number."""

    def __init__(self, organization: int) -> None:
        super().__init__(f"organization {organization} is not there")
        self.organization = organization


class ChangesLater(ValueError):
    """A change of an organization from a later `day`, known already, stands in the way."""

    def __init__(self, organization: int, day: date, by: int | None) -> None:
        super().__init__(f"organization {organization} changes on {day}")
        self.organization, self.day, self.by = organization, day, by


def on_day(history: History, day: date) -> State | None:
    """Return what an organization was on *day*, or None."""
    return next((state for state in history if state.holds_on(day)), None)


def shown(history: History, day: date) -> State:
    """Return its state on *day*; its first before it began, its last after it ended."""
    real = [state for state in history if state.since is None or state.since != state.until]
    real = real or list(history)
    if found := on_day(history, day):
        return found
    first = real[0]
    return first if first.since is not None and day < first.since else real[-1]


def former_names(history: History, day: date) -> list[tuple[str, date]]:
    """Return (name, until when) of each other name an organization had before *day*, latest first.

    A name that it bears again on the day is not a former one.
    """
    now = shown(history, day).name
    found: dict[str, date] = {}
    for state in history:
        real = state.since is None or state.since != state.until
        if real and state.until is not None and state.until <= day and state.name != now:
            found[state.name] = state.until
    return sorted(found.items(), key=lambda one: one[1], reverse=True)


def tree(histories: Mapping[int, History], day: date) -> dict[int, State]:
    """Return every organization that existed on *day*, by its number."""
    found = ((number, on_day(history, day)) for number, history in histories.items())
    return {number: state for number, state in found if state is not None}


def paths(places: Mapping[int, State]) -> dict[int, str]:
    """Return "/1/4/9/" of each: its superiors and itself.

    A superior that is not among *places*, or that stands below itself, begins a tree of its own.
    """
    known: dict[int, str] = {}
    for number in places:
        line: list[int] = []
        at: int | None = number
        while at is not None and at in places and at not in known and at not in line:
            line.append(at)
            at = places[at].parent
        above = "/" if at is None else known.get(at, "/")
        for one in reversed(line):
            known[one] = above = f"{above}{one}/"
    return known


def days(histories: Iterable[History]) -> set[date]:
    """Return every day on which something begins or ends."""
    states = [state for history in histories for state in history]
    return {day for state in states for day in (state.since, state.until) if day is not None}


def altered(history: History, on: date, by: int | None, values: Mapping[str, Any]) -> History:
    """Return the history with *values* from *on*.

    What is known of later days keeps its own values; a value that was only carried on from before
    gives way to the new one. Raises `NotThere`.
    """
    before, after = cut(history, on)
    carried = dict(values)
    was = {name: getattr(after[0], name) for name in values}
    made = []
    for state in after:
        carried = {k: v for k, v in carried.items() if getattr(state, k) == was[k]}
        made.append(replace(state, **carried))
    return (*before, replace(made[0], begun_by=by), *made[1:])


def ended(history: History, on: date, by: int | None) -> History:
    """Return the history with an end on *on*. Raises `NotThere`, `ChangesLater`."""
    before, (held, *later) = cut(history, on)
    if later:
        raise ChangesLater(held.organization, later[0].since or on, later[0].begun_by)
    if held.until is not None:  # it ends later by another decision, which would be forgotten
        raise ChangesLater(held.organization, held.until, held.ended_by)
    return (*before[:-1], replace(before[-1], until=on, ended_by=by))


def given_over(
    history: History,
    on: date,
    by: int | None,
    heirs: Mapping[int, int],
    levels: Mapping[int, int] | None = None,
) -> History:
    """Return the history with each superior in *heirs* replaced by its heir from *on*.

    Where *levels* names one for the superior, the organization also goes to that level. One that
    answers to none of them stays as it is.
    """
    made: list[State] = []
    for state in history:
        over = state.until is not None and state.until <= on
        heir = None if state.parent is None else heirs.get(state.parent)
        if heir is None or over:
            made.append(state)
            continue
        level = (levels or {}).get(state.parent or 0, state.level)
        new = replace(state, parent=heir, level=level)
        if state.since is not None and state.since > on:
            made.append(new)
        else:
            made += [replace(state, until=on, ended_by=None), replace(new, since=on, begun_by=by)]
    return tuple(made)


def without(history: History, changes: Collection[int]) -> History:
    """Return the history as if *changes* had never been; empty when it began with one of them.

    Whatever came after the first of them must be among them.
    """
    made: list[State] = []
    for state in history:
        if state.begun_by not in changes:
            made.append(state)
        elif made:
            made[-1] = replace(made[-1], until=state.until, ended_by=state.ended_by)
    if made and made[-1].ended_by in changes:
        made[-1] = replace(made[-1], until=None, ended_by=None)
    return tuple(made)


def corrected(history: History, day: date, values: Mapping[str, Any]) -> History:
    """Return the history with a mistake mended wherever it is carried.

    What differs in *values* from the state shown on *day* replaces every equal value.
    """
    seen = shown(history, day)
    wrong = {name: getattr(seen, name) for name in values if getattr(seen, name) != values[name]}
    return tuple(
        replace(
            state, **{k: values[k] for k, mistake in wrong.items() if getattr(state, k) == mistake}
        )
        for state in history
    )


def cut(history: History, on: date) -> tuple[list[State], list[State]]:
    """Return the states before *on* and from *on*, the one that holds cut in two. Or `NotThere`."""
    held = on_day(history, on)
    if held is None:
        raise NotThere(history[0].organization)
    number = history.index(held)
    first = replace(held, until=on, ended_by=None)
    return [*history[:number], first], [replace(held, since=on), *history[number + 1 :]]

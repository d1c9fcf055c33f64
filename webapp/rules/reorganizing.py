"""A change of the tree, worked out before anybody writes it down: so it can be looked at first.

Organizations that are to be founded have numbers below zero until they are stored.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Literal

from webapp.rules import lineage
from webapp.rules.effects import Effect, Ending, Part, Values
from webapp.rules.lineage import History, State
from webapp.rules.names import are_near

THE_CHANGE = 0  # stands for the number of the change while it has none


class Highest(lineage.NotThere):
    """Nobody is there above what ends to take what is below; `organization` is its number."""


@dataclass(frozen=True, slots=True)
class Names:
    """What an organization is called."""

    name: str
    short_name: str = ""
    committee_name: str = ""
    place: str = ""  # not a part of its history

    def values(self) -> dict[str, str]:
        """Return what a state keeps of them."""
        return {
            "name": self.name,
            "short_name": self.short_name,
            "committee_name": self.committee_name,
        }


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that cannot be: `kind` is orphan, level or circle."""

    kind: Literal["orphan", "level", "circle"]
    organization: int
    parent: int
    day: date

    @property
    def key(self) -> tuple[str, int, int]:
        return self.kind, self.organization, self.parent


@dataclass
class Draft:
    """The histories of one issuer's organizations as they will be after a change on a day.

    `ranks` gives the position of each level, the highest is the least. Every method raises
    `NotThere` for an organization that does not exist on the day.
    """

    before: Mapping[int, History]
    on: date
    ranks: Mapping[int, int]
    after: dict[int, History] = field(init=False)
    founded: dict[int, Names] = field(default_factory=dict)
    successions: list[tuple[int, int]] = field(default_factory=list)
    by: int = THE_CHANGE
    altered: list[Part] = field(default_factory=list)
    handed: list[Ending] = field(default_factory=list)
    risen: list[int] = field(default_factory=list)  # handed over, at their own level

    def __post_init__(self) -> None:
        self.after = dict(self.before)

    def establish(self, names: Names, parent: int, level: int) -> int:
        """Found an organization below another; return its number for now."""
        number = -1 - len(self.founded)
        self.founded[number] = names
        new = State(number, names.name, level, parent, names.short_name, names.committee_name)
        self.after[number] = (replace(new, since=self.on, begun_by=self.by),)
        return number

    def establish_again(self, number: int, values: Values) -> None:
        """Found an organization that has its number already."""
        new = State(number, "", 0, since=self.on, begun_by=self.by)
        self.after[number] = (values.onto(new),)

    def rename(self, organization: int, names: Names) -> None:
        """Give an organization other names."""
        self._alter(organization, names.values())

    def move(self, organizations: Iterable[int], parent: int, level: int | None = None) -> None:
        """Put organizations, with all below them, under another superior, perhaps at a level."""
        values: dict[str, Any] = {"parent": parent} | ({"level": level} if level else {})
        for one in organizations:
            self._alter(one, values)

    def alter(self, part: Part) -> None:
        """Give an organization the values of a part of a change."""
        self._alter(part.organization, part.values.given)

    def dissolve(
        self, organizations: Sequence[int], heir: int | None = None, level: int | None = None
    ) -> None:
        """End organizations; what is below goes to *heir*, else to the nearest superior left."""
        self.end([Ending(one, heir, level) for one in organizations])

    def end(self, endings: Sequence[Ending]) -> None:
        """End organizations, each with its heir; without one, that is the superior left above.

        Raises `Highest` where nobody is left above, or the heir stands below.
        """
        going = {one.organization for one in endings}
        places = lineage.tree(self.after, self.on)
        for one in endings:
            below = one.heir and _is_above(places, one.organization, one.heir)
            if below and self._held(one.organization).parent is None:
                raise Highest(one.organization)
        heirs = {
            one.organization: one.heir or self._left_above(one.organization, going)
            for one in endings
        }
        self._hand_over(heirs, {one.organization: one.level for one in endings if one.level})
        self.handed += endings

    def merge(self, organizations: Sequence[int], into: int) -> None:
        """Let organizations go over into one, which may be one of them or a founded one."""
        going = [one for one in organizations if one != into]
        self._held(into)
        self.end([Ending(one, into) for one in going])
        self.successions += [(one, into) for one in going]

    def split(
        self, organization: int, into: Sequence[int], goes: Mapping[int, int], *, ends: bool
    ) -> None:
        """Divide an organization: *goes* says into which one each that is below it goes.

        When it *ends*, whoever is not named goes to the first of *into*.
        """
        for child, new in goes.items():
            if self._held(child).parent != organization:
                raise lineage.NotThere(child)
            self._alter(child, {"parent": new})
        if ends:
            self.end([Ending(organization, into[0])])
        self.successions += [(organization, new) for new in into]

    def children(self, organization: int) -> list[State]:
        """Return what is directly below an organization on the day, before the change."""
        found = (lineage.on_day(history, self.on) for history in self.before.values())
        return [state for state in found if state and state.parent == organization]

    @property
    def touched(self) -> list[int]:
        """The organizations whose history is another now."""
        return [one for one, history in self.after.items() if self.before.get(one) != history]

    @property
    def ending(self) -> list[int]:
        """The organizations that end by this change."""
        return [one for one in self.touched if self.after[one][-1].ended_by == self.by]

    @property
    def effect(self) -> Effect:
        """What the change does, so that it can be done again over another past."""
        founded = [Part(one, Values.of(self.after[one][0])) for one in self.founded]
        went = tuple(dict.fromkeys(self.successions))
        return Effect(tuple(founded), tuple(self.altered), tuple(self.handed), went)

    def near_names(self) -> list[str]:
        """Return "A / B" for each name given by the change that may be taken for a sibling's."""
        places = lineage.tree(self.after, self.on)
        given = [places[one] for one in self.touched if one in places and self._is_renamed(one)]
        return [
            f"{new.name} / {other.name}"
            for new in given
            for other in places.values()
            if other.parent == new.parent and are_near(new.name, other.name)
        ]

    def _is_renamed(self, organization: int) -> bool:
        before = lineage.on_day(self.before.get(organization, ()), self.on)
        after = lineage.on_day(self.after[organization], self.on)
        return after is not None and (before is None or before.name != after.name)

    def faults(self) -> list[Fault]:
        """Return what cannot be after the change on its day or later, and was not so before."""
        known = {fault.key for fault in faults(self.before, self.ranks, self.on)}
        return [one for one in faults(self.after, self.ranks, self.on) if one.key not in known]

    def _alter(self, organization: int, values: Mapping[str, Any]) -> None:
        held = self._held(organization)
        new = {name: value for name, value in values.items() if getattr(held, name) != value}
        self.altered.append(Part(organization, Values(**new)))
        history = self.after[organization]
        self.after[organization] = lineage.altered(history, self.on, self.by, values)

    def _hand_over(self, heirs: Mapping[int, int], levels: Mapping[int, int]) -> None:
        for number, history in self.after.items():
            if number not in heirs:
                given = levels
                if self._has_risen(history, levels):
                    given = {}
                    self.risen.append(number)
                self.after[number] = lineage.given_over(history, self.on, self.by, heirs, given)
        for one in heirs:
            self._held(one)
            self.after[one] = lineage.ended(self.after[one], self.on, self.by)

    def _has_risen(self, history: History, levels: Mapping[int, int]) -> bool:
        """Return whether what is below one of *levels* once stood, as it is, below a lesser body.

        A cell whose commune ended answers to the district, and is no commune when that ends.
        """
        held = lineage.on_day(history, self.on) if len(history) > 1 else None
        if held is None or held.parent is None or held.parent not in levels:
            return False
        rank = self.ranks[self._held(held.parent).level]
        return any(
            state.level == held.level and self._rank_above(state) > rank
            for state in history[: history.index(held)]
        )

    def _rank_above(self, state: State) -> int:
        """Return the rank of a past state's superior at the end of it; 0 where there is none."""
        history = self.after.get(state.parent or 0, ())
        day = (state.until or self.on) - timedelta(days=1)
        return self.ranks[lineage.shown(history, day).level] if history else 0

    def _left_above(self, organization: int, going: set[int]) -> int:
        last, left = organization, set(going)
        at = self._held(organization).parent
        while at is not None and at in left:
            left.discard(at)  # each is passed once, even in a circle
            last, at = at, self._held(at).parent
        if at is None:
            raise Highest(last)
        return at

    def _held(self, organization: int) -> State:
        state = lineage.on_day(self.after.get(organization, ()), self.on)
        if state is None:
            raise lineage.NotThere(organization)
        return state


def faults(histories: Mapping[int, History], ranks: Mapping[int, int], first: date) -> list[Fault]:
    """Return what cannot be on *first* or a later day: each once, with the first such day."""
    found: dict[tuple[str, int, int], Fault] = {}
    for day in sorted({first, *(one for one in lineage.days(histories.values()) if one > first)}):
        for fault in _faults_on(lineage.tree(histories, day), ranks, day):
            found.setdefault(fault.key, fault)
    return list(found.values())


def _faults_on(places: Mapping[int, State], ranks: Mapping[int, int], day: date) -> Iterable[Fault]:
    for number, state in places.items():
        if state.parent is None:
            continue
        above = places.get(state.parent)
        if above is None:
            yield Fault("orphan", number, state.parent, day)
        elif _is_above(places, number, state.parent):
            yield Fault("circle", number, state.parent, day)
        elif ranks[above.level] >= ranks[state.level]:
            yield Fault("level", number, state.parent, day)


def _is_above(places: Mapping[int, State], number: int, start: int) -> bool:
    """Return True when going up from *start* one comes to *number*."""
    at, seen = start, set[int]()
    while at not in seen:
        if at == number:
            return True
        seen.add(at)
        above = places.get(at)
        if above is None or above.parent is None:
            return False
        at = above.parent
    return False

"""What a change of the tree does, told by its bodies: it can be done again over another past.

Numbers below zero are organizations that the change founds, as long as nothing is stored.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from webapp.rules import lineage
from webapp.rules.lineage import History, State

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Values:
    """What a state is given; None stays as it is."""

    name: str | None = None
    short_name: str | None = None
    committee_name: str | None = None
    parent: int | None = None
    level: int | None = None

    @classmethod
    def of(cls, state: State) -> "Values":
        """Return all that a state says."""
        return cls(state.name, state.short_name, state.committee_name, state.parent, state.level)

    @property
    def given(self) -> dict[str, str | int]:
        """What is given, by the name of its field."""
        all_of_it = ((one.name, getattr(self, one.name)) for one in fields(self))
        return {name: value for name, value in all_of_it if value is not None}

    def onto(self, state: State) -> State:
        """Return a state with what is given."""
        return replace(state, **{name: getattr(self, name) for name in self.given})

    def taking(self, names: Collection[str], other: "Values") -> "Values":
        """Return the same with the fields *names* as in another."""
        return Values(
            *(getattr(other if one.name in names else self, one.name) for one in fields(self))
        )


@dataclass(frozen=True, slots=True)
class Part:
    """An organization that is founded, or altered, and what it is given."""

    organization: int
    values: Values = Values()


@dataclass(frozen=True, slots=True)
class Ending:
    """An organization that ends: what is below goes to *heir*, else to the superior left above."""

    organization: int
    heir: int | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was decided of *heir*, into which *gone* went before the day: does it do the same?"""

    gone: int
    heir: int
    along: bool


@dataclass(frozen=True)
class Effect:
    """What one change does."""

    founded: tuple[Part, ...] = ()
    altered: tuple[Part, ...] = ()
    ended: tuple[Ending, ...] = ()
    successions: tuple[Pair, ...] = ()
    answers: tuple[Answer, ...] = ()

    @property
    def bodies(self) -> list[int]:
        """What was there before and changes by it, each once: what can be taken out of it."""
        altered = [one.organization for one in self.altered]
        ended = [one.organization for one in self.ended]
        return list(dict.fromkeys([*altered, *ended, *self.divided]))

    @property
    def divided(self) -> list[int]:
        """What goes on after a part of it became something of its own."""
        ended = {one.organization for one in self.ended}
        return [old for old, _ in self.successions if old not in ended]

    def into(self, organization: int) -> set[int]:
        """Return what an organization goes over into."""
        return {new for old, new in self.successions if old == organization}

    def values_of(self, organization: int) -> Values | None:
        """Return what an organization is given, None where nothing is."""
        found = (one.values for one in self.altered if one.organization == organization)
        return next(found, None)

    def ending_of(self, organization: int) -> Ending | None:
        """Return how an organization ends, None where it does not."""
        return next((one for one in self.ended if one.organization == organization), None)

    def leaving_out(self, organization: int) -> "Effect":
        """Return the effect without an organization."""
        return replace(
            self,
            altered=tuple(one for one in self.altered if one.organization != organization),
            ended=tuple(one for one in self.ended if one.organization != organization),
            successions=tuple(one for one in self.successions if one[0] != organization),
        )

    def answered(self, answer: Answer) -> "Effect":
        """Return the effect with one thing more decided."""
        others = [one for one in self.answers if (one.gone, one.heir) != (answer.gone, answer.heir)]
        return replace(self, answers=(*others, answer))

    def corrected(self, organization: int, wrong: Mapping[str, object], right: Values) -> "Effect":
        """Return the effect with a mistake in what an organization is given mended."""

        def mended(part: Part) -> Part:
            given = part.values.given
            if part.organization != organization:
                return part
            same = {name for name, mistake in wrong.items() if given.get(name) == mistake}
            return replace(part, values=part.values.taking(same, right))

        return replace(
            self,
            founded=tuple(mended(one) for one in self.founded),
            altered=tuple(mended(one) for one in self.altered),
        )

    def numbered(self, numbers: Mapping[int, int]) -> "Effect":
        """Return the effect with the numbers that the database gave to what is founded."""

        def of(part: Part) -> Part:
            parent = part.values.parent
            values = replace(part.values, parent=numbers.get(parent or 0, parent))
            return Part(numbers.get(part.organization, part.organization), values)

        return replace(
            self,
            founded=tuple(of(one) for one in self.founded),
            altered=tuple(of(one) for one in self.altered),
            ended=tuple(
                replace(one, heir=numbers.get(one.heir or 0, one.heir)) for one in self.ended
            ),
            successions=tuple((numbers.get(a, a), numbers.get(b, b)) for a, b in self.successions),
        )


def effect_of(
    histories: Mapping[int, History], by: int, successions: Sequence[Pair] = ()
) -> Effect:
    """Tell from its traces what a change did that was recorded before effects were kept."""
    ended = [one for one, history in histories.items() if history[-1].ended_by == by]
    steps = [step for history in histories.values() for step in _steps(history, by)]
    heirs = {one: _heir(one, steps, successions) for one in ended}
    founded, altered = [], []
    levels: dict[int, int] = {}
    for before, state in steps:
        if before is None:
            founded.append(Part(state.organization, Values.of(state)))
        elif before.parent in heirs and state.parent == heirs[before.parent]:
            if state.level != before.level:
                levels[before.parent] = state.level
        else:
            altered.append(Part(state.organization, _differing(before, state)))
    endings = [Ending(one, heirs[one], levels.get(one)) for one in ended]
    return Effect(tuple(founded), tuple(altered), tuple(endings), tuple(successions))


def _steps(history: History, by: int) -> list[tuple[State | None, State]]:
    befores = [None, *history]
    both = zip(befores, history, strict=False)
    return [(before, state) for before, state in both if state.begun_by == by]


def _heir(
    organization: int, steps: Sequence[tuple[State | None, State]], successions: Sequence[Pair]
) -> int | None:
    into = [new for old, new in successions if old == organization]
    below = [state.parent for before, state in steps if before and before.parent == organization]
    return next(iter([*into, *below]), None)


def _differing(before: State, state: State) -> Values:
    old, new = Values.of(before).given, Values.of(state).given
    return Values().taking({k for k, v in new.items() if old.get(k) != v}, Values.of(state))


def left_out_of(histories: Mapping[int, History], changes: Collection[int]) -> dict[int, History]:
    """Return the histories as if *changes* had never been; what they founded is not there."""
    left = {one: lineage.without(history, changes) for one, history in histories.items()}
    return {one: history for one, history in left.items() if history}

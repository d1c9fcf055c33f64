"""Recorded changes of later days, applied again over what happened before them.

A body that a change names may be gone by then. What it went into is followed where that says all;
where it does not, somebody must decide anew, and the rest of the change stands meanwhile.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from webapp.rules import lineage
from webapp.rules.effects import Effect, Ending, Pair, Part, Values
from webapp.rules.lineage import History
from webapp.rules.reorganizing import Draft


@dataclass(frozen=True, slots=True)
class Recorded:
    """A change on record."""

    number: int
    on: date
    effect: Effect


@dataclass(frozen=True, slots=True)
class Question:
    """To be decided: does *heir*, into which *gone* went before, do in the change as *gone* was to?

    It does not until that is answered.
    """

    gone: int
    heir: int


class Unknown(ValueError):
    """A change needs an organization that was never there; `change` is the change's number."""

    def __init__(self, organization: int, change: int) -> None:
        super().__init__(f"organization {organization} was never there")
        self.organization, self.change = organization, change


@dataclass
class Again:
    """The histories with the later changes in them again, and what came of each, by its number."""

    histories: dict[int, History]
    ranks: Mapping[int, int]
    heirs: dict[int, int] = field(default_factory=dict)  # of what ended: whom its parts went to
    went: dict[int, list[int]] = field(default_factory=dict)  # successions so far
    open: dict[int, tuple[Question, ...]] = field(default_factory=dict)
    lapsed: dict[int, list[int]] = field(default_factory=dict)  # bodies that are gone by then
    successions: dict[int, tuple[Pair, ...]] = field(default_factory=dict)
    risen: dict[int, list[int]] = field(default_factory=dict)  # see `Draft`: their place is asked

    def remember(self, effect: Effect, histories: Mapping[int, History]) -> None:
        """Know of a change that is in the histories what became of whatever ended by it."""
        for old, new in effect.successions:
            self.went.setdefault(old, []).append(new)
        for one in effect.ended:
            history = histories.get(one.organization)
            heir = one.heir or (history[-1].parent if history else None)
            if heir is not None:
                self.heirs[one.organization] = heir

    def apply(self, change: Recorded) -> None:
        """Apply one change again. Raises `Unknown`."""
        draft = Draft(self.histories, change.on, self.ranks, by=change.number)
        doing = _Doing(self, draft, change)
        done = doing.do()
        self.histories = draft.after
        self.open[change.number] = tuple(doing.questions)
        self.lapsed[change.number] = doing.lapsed
        self.successions[change.number] = done.successions
        self.risen[change.number] = draft.risen
        self.remember(done, draft.after)


@dataclass
class _Doing:
    """One change being applied again."""

    past: Again
    draft: Draft
    change: Recorded
    questions: list[Question] = field(default_factory=list)
    lapsed: list[int] = field(default_factory=list)

    def do(self) -> Effect:
        effect = self.with_stand_ins()
        for part in effect.founded:
            self.draft.establish_again(part.organization, self.placed(part.values))
        for part in effect.altered:
            self.draft.alter(replace(part, values=self.placed(part.values)))
        endings = [self.placed_ending(one) for one in effect.ended]
        over = {one.organization for one in endings if one.heir == one.organization}
        self.lapsed += over  # what it was to go into went into it before
        self.draft.end([one for one in endings if one.organization not in over])
        pairs = ((old, self.still_there(new)) for old, new in effect.successions if old not in over)
        return replace(effect, successions=tuple(dict.fromkeys(pairs)))

    def with_stand_ins(self) -> Effect:
        """Return what is done by those who are there, each once."""
        effect = self.change.effect
        doers = {one: one for one in effect.bodies if self.is_there(one)}
        for gone in [one for one in effect.bodies if one not in doers]:
            self.lapsed.append(gone)
            for heir in self.living(gone):
                if self.goes_along(gone, heir):
                    doers.setdefault(heir, gone)
        return _done_by(effect, doers)

    def goes_along(self, gone: int, heir: int) -> bool:
        """Return whether an heir does what was to be done; ask where nobody said."""
        effect = self.change.effect
        for one in effect.answers:
            if (one.gone, one.heir) == (gone, heir):
                return one.along
        if not self.does_so_anyway(gone, heir):
            self.questions.append(Question(gone, heir))
        return False

    def does_so_anyway(self, gone: int, heir: int) -> bool:
        effect = self.change.effect
        if effect.ending_of(gone) is None:
            moved = effect.values_of(gone) or Values()
            names_only = moved.parent is None and moved.level is None
            return names_only or effect.values_of(heir) == moved
        into = effect.into(gone)
        return heir in into or (effect.ending_of(heir) is not None and effect.into(heir) == into)

    def placed(self, values: Values) -> Values:
        if values.parent is None:
            return values
        return replace(values, parent=self.still_there(values.parent))

    def placed_ending(self, ending: Ending) -> Ending:
        return replace(ending, heir=self.still_there(ending.heir)) if ending.heir else ending

    def still_there(self, number: int) -> int:
        """Return an organization, or whom its parts went to when it was gone by the day."""
        seen: set[int] = set()
        while not self.is_there(number) and number not in seen:
            seen.add(number)
            number = self.past.heirs.get(number, number)
        return number

    def living(self, gone: int) -> list[int]:
        """Return what an organization went over into and is there on the day, each once."""
        found: list[int] = []
        going, seen = [gone], {gone}
        while going:
            for heir in self.past.went.get(going.pop(), ()):
                if heir in seen:
                    continue
                seen.add(heir)
                (found if self.is_there(heir) else going).append(heir)
        return found

    def is_there(self, number: int) -> bool:
        history = self.draft.after.get(number)
        if history is None:
            raise Unknown(number, self.change.number)
        return lineage.on_day(history, self.change.on) is not None


def _done_by(effect: Effect, doers: Mapping[int, int]) -> Effect:
    """Return an effect done by *doers*: each does what the body that it is mapped to was to do."""
    values = {doer: effect.values_of(role) for doer, role in doers.items()}
    endings = {doer: effect.ending_of(role) for doer, role in doers.items()}
    return Effect(
        effect.founded,
        tuple(Part(doer, given) for doer, given in values.items() if given is not None),
        tuple(replace(one, organization=doer) for doer, one in endings.items() if one),
        tuple((doer, new) for doer, role in doers.items() for new in sorted(effect.into(role))),
    )


def again(
    histories: Mapping[int, History],
    ranks: Mapping[int, int],
    earlier: Iterable[Effect],
    later: Sequence[Recorded],
) -> Again:
    """Apply *later* changes again, in their order, over histories that *earlier* ones made.

    Raises `Unknown`, and what `Draft` raises.
    """
    made = Again(dict(histories), ranks)
    for effect in earlier:
        made.remember(effect, histories)
    for change in later:
        made.apply(change)
    return made

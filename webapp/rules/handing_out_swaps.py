"""What it costs that two people change places at two meetings: what arises, and what is mended."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from webapp.rules.handing_out import Meeting, Month
from webapp.rules.handing_out_costs import AGAINST, BETTER, WORSE, Cost, costs


@dataclass(frozen=True)
class Net:
    """One thing that a swap changes for one person: `is_gone` says that it holds no longer."""

    person_id: int
    cost: Cost
    is_gone: bool = False

    @property
    def kind(self) -> str:
        """How it speaks for or against the swap: what was bad and is gone is good."""
        if not self.is_gone:
            return self.cost.kind
        return WORSE if self.cost.kind == BETTER else BETTER


def net(month: Month, given: Mapping[int, int], one: Meeting, other: Meeting) -> list[Net]:
    """Return what a swap of the people of two meetings changes: nothing where all stays as good.

    *given* maps meetings to people; both meetings must be among them. Loads stay: each goes to as
    many meetings as before.
    """
    first, second = given[one.id], given[other.id]
    after = {**given, one.id: second, other.id: first}
    people = {person.id: person for person in month.people}
    found: list[Net] = []
    for person_id, was, now in ((first, one, other), (second, other, one)):
        person = people.get(person_id)
        if person is not None:
            before = costs(month, given, was, person)
            found += _changed(person_id, before, costs(month, after, now, person))
    return found


def _changed(person_id: int, before: list[Cost], after: list[Cost]) -> Iterator[Net]:
    yield from (Net(person_id, cost) for cost in after if cost not in before)
    yield from (Net(person_id, cost, is_gone=True) for cost in before if cost not in after)


def price(changes: list[Net]) -> tuple[int, int, int]:
    """Return by what swaps are ordered: what is against a rule, worse, and better."""
    kinds = [one.kind for one in changes]
    return kinds.count(AGAINST), kinds.count(WORSE), -kinds.count(BETTER)

"""The search for the best hand-out, by the CP-SAT solver of OR-Tools.

Two searches, each begun from what is known: the first covers as much as can be, the second keeps
that, evens out the load and then heeds wishes. The load may never be spread wider than greedy's,
so whatever is found is no worse in coverage or in spread.
"""

from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from webapp.rules.handing_out import Measure, Month, faults, greedy, loads, measure

_SEED = 20200220
_EVENNESS = 1000  # a step of evenness outweighs every wish of a month

Term = Any  # of the solver's model: it carries no types


def propose(month: Month, effort: float = 0.4) -> dict[int, int]:
    """Return who goes where, as meeting → person: the solver's answer, or greedy's if no worse.

    The same month always gets the same answer. *effort* limits the search, in the solver's own
    deterministic seconds; all that was measured needs less.
    """
    simple = greedy(month)
    if not any(month.able.values()):
        return simple
    found = _solve(month, simple, effort)
    if faults(month, found):
        return simple
    return found if measure(month, found).is_no_worse(measure(month, simple)) else simple


def _solve(month: Month, start: Mapping[int, int], effort: float) -> dict[int, int]:
    """Return the best hand-out found from *start*, a greedy one; *start* where none is better."""
    found = dict(start)
    if not covers_all(month, measure(month, start)):
        found = _Search(month, found).cover(effort)
    return _Search(month, found).even_out(effort)


def covers_all(month: Month, simple: Measure) -> bool:
    """Whether no hand-out can cover more, so that there is nothing to search for."""
    reachable = [one for one in month.open if month.able[one.id]]
    fixed = [one for one in month.meetings if one.id in month.fixed]
    most = len(fixed) + len(reachable)
    if month.wanted is not None:
        most = min(most, max(month.wanted, len(fixed)))
    thematic = sum(one.thematic for one in [*fixed, *reachable])
    waits = sorted({one.unit_id: one.waiting for one in [*fixed, *reachable]}.values())
    best = (min(thematic, month.minimum_thematic), most, sum(waits[::-1][:most]))
    return simple.coverage >= best


class _Search:
    """A model of the month, with a yes or no for each meeting and person who can go there.

    *known* is a hand-out that keeps every rule; the search begins from it.
    """

    def __init__(self, month: Month, known: Mapping[int, int]) -> None:
        from ortools.sat.python import cp_model  # takes long: only when it is needed

        self.cp, self.month, self.known = cp_model, month, dict(known)
        self.model: Term = cp_model.CpModel()
        self.goes = {
            (one.id, person.id): self._yes_or_no(known.get(one.id) == person.id)
            for one in month.open
            for person in month.able[one.id]
        }
        self.taken = {one.id: self._yes_or_no(one.id in known) for one in month.open}
        for one in month.open:
            who = [self.goes[one.id, person.id] for person in month.able[one.id]]
            self.model.add(sum(who) == self.taken[one.id])
        self._no_clashes()
        for person_id, most in month.room.items():
            own = [goes for (_, who), goes in self.goes.items() if who == person_id]
            if len(own) > most:
                self.model.add(sum(own) <= most)

    def _yes_or_no(self, known: bool) -> Term:
        found = self.model.new_bool_var("")
        self.model.add_hint(found, known)
        return found

    def _no_clashes(self) -> None:
        # Meetings that all clash with each other are those that begin soon after one of them; a
        # group that lies within the one before says nothing new.
        meetings, reached = self.month.open, 0
        for number, first in enumerate(meetings):
            end = number
            while end < len(meetings) and self.month.clash(
                first.starts_at, meetings[end].starts_at
            ):
                end += 1
            if end <= reached:
                continue
            reached = end
            for person in self.month.people:
                keys = [(one.id, person.id) for one in meetings[number:end]]
                self.model.add_at_most_one(self.goes[key] for key in keys if key in self.goes)

    def cover(self, effort: float) -> dict[int, int]:
        """Return a hand-out that covers as much as can be: thematic, meetings, waiting units."""
        month, widest = self.month, measure(self.month, self.known).spread
        load = self._loads()
        least = self.model.new_int_var(0, len(month.meetings) + max(loads(month, {}).values()), "")
        for count in load.values():
            self.model.add(count >= least)
            self.model.add(count <= least + widest)
        thematic, attended, waiting = self._coverage()
        # What of one rank counts more than all of the next.
        a_meeting = sum({one.unit_id: one.waiting for one in month.open}.values()) + 1
        a_thematic = a_meeting * (len(month.open) + 1)
        self.model.maximize(a_thematic * thematic + a_meeting * attended + waiting)
        return self._run(effort)

    def even_out(self, effort: float) -> dict[int, int]:
        """Return a hand-out that covers no less, as even as can be, and then as wished."""
        reached, pinned = measure(self.month, self.known), measure(self.month, self.month.fixed)
        ranks = zip(self._coverage(), reached.coverage, pinned.coverage, strict=True)
        for covered, whole, fixed in ranks:
            self.model.add(covered >= whole - fixed)
        known = loads(self.month, self.known)
        low, high = min(known.values()), max(known.values())
        costs = []
        for person_id, count in self._loads().items():
            steps = [self._yes_or_no(known[person_id] > low + n) for n in range(high - low)]
            self.model.add(count == low + sum(steps))
            for step, after in pairwise(steps):
                self.model.add_implication(after, step)
            costs += [(2 * (low + n) + 1) * step for n, step in enumerate(steps)]
        self.model.minimize(_EVENNESS * sum(costs) - sum(self._likings()))
        return self._run(effort)

    def _loads(self) -> dict[int, Term]:
        own = defaultdict(list)
        for (_, person_id), goes in self.goes.items():
            own[person_id].append(goes)
        base = loads(self.month, self.month.fixed)
        return {person_id: base[person_id] + sum(own[person_id]) for person_id in base}

    def _coverage(self) -> tuple[Term, Term, Term]:
        """Return what is covered beside what was chosen by hand, as `Measure.coverage` has it."""
        month, model = self.month, self.model
        fixed = [one for one in month.meetings if one.id in month.fixed]
        attended = sum(self.taken.values())
        if month.wanted is not None:
            model.add(attended <= max(month.wanted - len(fixed), 0))
        short = max(month.minimum_thematic - sum(one.thematic for one in fixed), 0)
        thematic = model.new_int_var(0, short, "")
        model.add(thematic <= sum(self.taken[one.id] for one in month.open if one.thematic))
        return thematic, attended, sum(self._visited({one.unit_id for one in fixed}))

    def _visited(self, seen: set[int]) -> list[Term]:
        by_unit = defaultdict(list)
        for one in self.month.open:
            if one.unit_id not in seen:
                by_unit[one.unit_id].append(one)
        waits = []
        for meetings in by_unit.values():
            visited = self._yes_or_no(any(one.id in self.known for one in meetings))
            self.model.add(visited <= sum(self.taken[one.id] for one in meetings))
            waits.append(meetings[0].waiting * visited)
        return waits

    def _likings(self) -> list[Term]:
        people = {person.id: person for person in self.month.people}
        meetings = {one.id: one for one in self.month.open}
        return [
            people[person_id].liking(meetings[meeting_id]) * goes
            for (meeting_id, person_id), goes in self.goes.items()
        ]

    def _run(self, effort: float) -> dict[int, int]:
        solver: Term = self.cp.CpSolver()
        solver.parameters.random_seed = _SEED
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2  # the relaxation is nearly whole by itself
        solver.parameters.cp_model_presolve = False  # it takes longer than the search
        solver.parameters.max_deterministic_time = effort
        if solver.solve(self.model) not in (self.cp.OPTIMAL, self.cp.FEASIBLE):
            return self.known
        chosen = {key[0]: key[1] for key, goes in self.goes.items() if solver.boolean_value(goes)}
        return dict(self.month.fixed) | chosen

"""The player itself: its scripts are the same each time, and failing ones get short."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from tests.year import script
from tests.year.play import Fault, Stage, shortest
from tests.year.script import ACTS, Step
from tests.year.starts import STARTS


@pytest.mark.parametrize("plan", STARTS)
def test_a_seed_gives_the_same_script_each_time(plan: str) -> None:
    assert script.write(STARTS[plan], 3) == script.write(STARTS[plan], 3)
    assert script.write(STARTS[plan], 3) != script.write(STARTS[plan], 4)


def test_all_that_can_happen_happens_in_some_year() -> None:
    written = {
        step.act
        for plan in STARTS
        for seed in range(6)
        for step in script.write(STARTS[plan], seed)
    }
    assert written == set(ACTS)


def test_a_script_is_in_the_order_of_time_and_inside_its_year() -> None:
    for start in STARTS.values():
        moments = [step.moment for step in script.write(start, 1, 0.3)]
        assert moments == sorted(moments)
        assert start.begins < moments[0]
        assert moments[-1].date() < start.ends


@dataclass
class Pretending(Stage):
    """Fails where two acts come one after the other, whatever lies between; or else otherwise."""

    def play(self, steps: Sequence[Step]) -> Fault | None:
        acts = [step.act for step in steps]
        for number, act in enumerate(acts):
            if act == "work" and "withdraw" in acts[:number]:
                return Fault("it broke", "", number + 1)
        return Fault("something else", "", len(acts)) if acts.count("work") == 1 else None


def test_a_failing_script_becomes_as_short_as_it_can() -> None:
    start = STARTS["dong-nai"]
    steps = script.write(start, 1)
    stage = Pretending(None, start, lambda: None)  # type: ignore[arg-type]
    fault = stage.play(steps)
    assert fault is not None
    found = shortest(stage, steps, fault, 20)
    assert [step.act for step in found] == ["withdraw", "work"]

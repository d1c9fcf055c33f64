"""Whole years of the three sample plans, played from an untouched start.

`make test` plays ten quiet years, `make year` a hundred busy ones. `make year SEED=7 PLAN=can-tho`
plays one again; what a failing one prints is the shortest list of steps that still fails.
"""

import os

import pytest

from tests.year import script
from tests.year.conftest import StageOf
from tests.year.play import Fault, shortest
from tests.year.script import Step
from tests.year.starts import STARTS

PLANS = tuple(STARTS)
# Of what a busy year has: enough to go all roads. A bloc of 66 unions has more to do than a round.
QUIET = {"dong-nai": 0.25, "can-tho": 0.18, "ho-chi-minh": 0.6}
SECONDS = 90  # to make a failing year shorter
TOLD_LINES = 30


def years() -> list[tuple[str, int]]:
    """Return which years are played: (plan, seed)."""
    seed, plan = os.environ.get("SEED"), os.environ.get("PLAN")
    seeds = [int(seed)] if seed else range(1, int(os.environ.get("YEARS") or 10) + 1)
    if plan:
        return [(plan, number) for number in seeds]
    if seed:
        return [(one, int(seed)) for one in PLANS]
    return [(PLANS[(number + 1) % len(PLANS)], number) for number in seeds]


def share(plan: str) -> float:
    return float(os.environ.get("SHARE") or QUIET[plan])


@pytest.mark.parametrize(("plan", "seed"), years())
def test_a_year_holds(stage_of: StageOf, plan: str, seed: int) -> None:
    stage = stage_of(plan)
    steps = script.write(stage.start, seed, share(plan))
    fault = stage.play(steps)
    if fault is not None:
        pytest.fail(told(plan, seed, fault, shortest(stage, steps, fault, SECONDS)), pytrace=False)


def told(plan: str, seed: int, fault: Fault, steps: list[Step]) -> str:
    """Say what failed, how to play it again, and the shortest list of steps that repeats it."""
    return "\n".join(
        (
            f"{fault.what}, in the year of {plan} with seed {seed}",
            *fault.told.splitlines()[-TOLD_LINES:],
            f"Again: make year SEED={seed} PLAN={plan} SHARE={share(plan)}",
            f"The shortest list of steps that repeats it ({len(steps)}):",
            *map(str, steps),
        )
    )

"""Whole years of the three sample plans, played from an untouched start.

`make test` plays ten quiet years, one of them on PostgreSQL where its server is found, `make year`
a hundred busy ones. `make year SEED=7 PLAN=can-tho` plays one again; what a failing one prints is
the shortest list of steps that still fails.
"""

import os

import pytest

from tests.conftest import ENGINES
from tests.year import script
from tests.year.conftest import StageOf
from tests.year.play import Fault, shortest
from tests.year.script import Step
from tests.year.starts import STARTS

PLANS = tuple(STARTS)
# Of what a busy year has: enough to go all roads. A bloc of 66 unions has more to do than a round.
QUIET = {"dong-nai": 0.25, "can-tho": 0.18, "ho-chi-minh": 0.6}
# What happens in any year, however quiet: where it does not, the acts no longer fit their pages.
HAPPENS = {
    "dong-nai": {"file a list", "choose", "visits.announce", "complete findings"}
    | {"report on oneself", "tell an own plan"},
    "can-tho": {"file a list", "propose", "publish", "report a visit", "set a session"},
    "ho-chi-minh": {"set a session", "rounds.announce", "send a paper"},
}
SECONDS = 90  # to make a failing year shorter
TOLD_LINES = 30


def years() -> list[tuple[str, int, str]]:
    """Return which years are played: (plan, seed, engine)."""
    return [(plan, seed, _engine(seed)) for plan, seed in _seeds()]


def _engine(seed: int) -> str:
    """Return on what a year is played: every tenth on PostgreSQL, or all on what ENGINE says."""
    return os.environ.get("ENGINE") or (ENGINES[-1] if seed % 10 == 1 else ENGINES[0])


def _seeds() -> list[tuple[str, int]]:
    seed, plan = os.environ.get("SEED"), os.environ.get("PLAN")
    seeds = [int(seed)] if seed else range(1, int(os.environ.get("YEARS") or 10) + 1)
    if plan:
        return [(plan, number) for number in seeds]
    if seed:
        return [(one, int(seed)) for one in PLANS]
    return [(PLANS[(number + 1) % len(PLANS)], number) for number in seeds]


def share(plan: str) -> float:
    return float(os.environ.get("SHARE") or QUIET[plan])


@pytest.mark.parametrize(("plan", "seed", "engine"), years())
def test_a_year_holds(stage_of: StageOf, plan: str, seed: int, engine: str) -> None:
    stage = stage_of(plan, engine)
    steps = script.write(stage.start, seed, share(plan))
    fault = stage.play(steps)
    if fault is not None:
        pytest.fail(
            told(plan, seed, engine, fault, shortest(stage, steps, fault, SECONDS)), pytrace=False
        )
    assert set(stage.year.done) >= HAPPENS[plan]


def told(plan: str, seed: int, engine: str, fault: Fault, steps: list[Step]) -> str:
    """Say what failed, how to play it again, and the shortest list of steps that repeats it."""
    return "\n".join(
        (
            f"{fault.what}, in the year of {plan} with seed {seed} on {engine}",
            *fault.told.splitlines()[-TOLD_LINES:],
            f"Again: make year SEED={seed} PLAN={plan} SHARE={share(plan)} ENGINE={engine}",
            f"The shortest list of steps that repeats it ({len(steps)}):",
            *map(str, steps),
        )
    )

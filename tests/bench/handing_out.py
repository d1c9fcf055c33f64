"""Months to hand out, made up by number, and how the solver fares beside handing out one by one."""

import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time
from zoneinfo import ZoneInfo

from webapp.rules.handing_out import (
    Liking,
    Measure,
    Meeting,
    Month,
    Person,
    faults,
    greedy,
    measure,
)
from webapp.rules.handing_out_solver import propose

ROOT = Path(__file__).resolve().parents[2]
MEETINGS, PEOPLE, UNITS = 200, 25, 66
FIRST, LAST = date(2020, 3, 1), date(2020, 3, 31)
LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
# The month as it is: all that can be attended, a number to attend; and Fridays and Saturdays
# alone, on which nearly everything clashes.
CASES = (
    ("all of the month", None, range(2, 31)),
    ("60 of the month", 60, range(2, 31)),
    ("all on eight days", None, (6, 7, 13, 14, 20, 21, 27, 28)),
)


@dataclass(frozen=True)
class Line:
    """One month handed out in one way."""

    seconds: float
    processor: float  # seconds of the processor's time, whatever else the machine does
    measure: Measure
    faults: int


def month(
    seed: int, wanted: int | None = None, days: range | tuple[int, ...] = CASES[0][2]
) -> Month:
    """Return a made-up month of 200 meetings and 25 people; the same seed gives the same month."""
    pick = random.Random(seed)
    waits = {unit: pick.choice([None, 1, 2, 3, 6, 9, 12]) for unit in range(UNITS)}
    meetings = []
    for number in range(MEETINGS):
        unit, hour = pick.randrange(UNITS), pick.choice([8, 8, 9, 14, 14, 15, 17, 18, 19])
        starts_at = datetime(2020, 3, pick.choice(days), hour, pick.choice([0, 30]), tzinfo=LOCAL)
        meetings.append(Meeting(number, unit, starts_at, pick.random() < 0.2, waits[unit]))
    people = [_person(number, pick) for number in range(PEOPLE)]
    return Month(people, meetings, timedelta(minutes=30), wanted, 3)


def _person(number: int, pick: random.Random) -> Person:
    absent = []
    for _ in range(pick.choice([0, 0, 1, 2])):
        first = FIRST + timedelta(days=pick.randrange(28))
        absent.append((first, first + timedelta(days=pick.randrange(10))))
    likings = [
        Liking(pick.choice([-1, 1]), FIRST, LAST, pick.randrange(UNITS))
        for _ in range(pick.choice([0, 1, 3]))
    ]
    return Person(number, pick.randrange(9), tuple(absent), (), tuple(likings))


def run(way: Callable[[Month], dict[int, int]], month: Month) -> Line:
    """Hand out a month and tell how long it took and how good it is."""
    start, began = perf_counter(), process_time()
    found = way(month)
    seconds, processor = perf_counter() - start, process_time() - began
    return Line(seconds, processor, measure(month, found), len(faults(month, found)))


def both(months: int) -> list[tuple[str, list[Line], list[Line]]]:
    """Hand out *months* of each case one by one and by the solver."""
    propose(month(0))  # the first loads the solver
    found = []
    for title, wanted, days in CASES:
        made = [month(seed, wanted, days) for seed in range(months)]
        simple, solved = [run(greedy, one) for one in made], [run(propose, one) for one in made]
        found.append((title, simple, solved))
    return found


def first_of_a_process() -> float:
    """Return how long a fresh process takes to load the solver and propose its first month."""
    code = (
        "from time import perf_counter as now; from tests.bench.handing_out import month;"
        "one = month(0); start = now(); from webapp.rules.handing_out_solver import propose;"
        "propose(one); print(now() - start)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return float(done.stdout)

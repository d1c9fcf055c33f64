"""Playing a script, and making a failing one shorter."""

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic

from flask import Flask

from tests.year import checks
from tests.year.people import Broken, CannotNow
from tests.year.script import ACTS, Step
from tests.year.starts import Start
from tests.year.year import Year
from webapp.core.db import db

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Fault:
    """What went wrong, at which step. Two faults with one `what` are the same fault."""

    what: str
    told: str
    after: int  # how many steps were played


@dataclass
class Stage:
    """Where a plan's years are played: an application, and how its database begins anew."""

    app: Flask
    start: Start
    begin_anew: Callable[[], None]
    year: Year = field(init=False)

    def play(self, steps: Sequence[Step]) -> Fault | None:
        """Play a script from the untouched start; return what went wrong first."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
        self.begin_anew()
        self.year = year = Year(self.app, self.start, self.start.begins, watch=checks.at_once)
        for number, step in enumerate(steps):
            what = self._take(year, step, is_last=number == len(steps) - 1)
            if what is not None:
                return Fault(*what, number + 1)
        return None

    def _take(self, year: Year, step: Step, *, is_last: bool) -> tuple[str, str] | None:
        is_new_month = step.moment.month != year.now.month
        try:
            if is_new_month:
                with year.at(year.now):
                    checks.dear(year)
            with year.at(step.moment):
                year.chance = Random(step.key)
                year.trace.append(str(step))
                try:
                    ACTS[step.act](year)
                    year.did(step.act)
                except CannotNow as why:
                    year.trace.append(f"  not now: {why}")
                checks.cheap(year)
                if is_last:
                    checks.dear(year)
                    checks.last(year)
        except Broken as broken:
            return broken.what, str(broken)
        except Exception as error:
            return _named(error), traceback.format_exc()
        return None


def _named(error: Exception) -> str:
    """Name an error by where in the application it was raised."""
    places = [
        f"{Path(one.filename).name}:{one.name}"
        for one in traceback.extract_tb(error.__traceback__)
        if "webapp" in one.filename or "templates" in one.filename
    ]
    return f"{type(error).__name__} in {places[-1] if places else 'the test'}"


def shortest(stage: Stage, steps: Sequence[Step], fault: Fault, seconds: float) -> list[Step]:
    """Return a part of the steps that fails in the same way, as short as there was time for."""
    best, size = list(steps[: fault.after]), len(steps[: fault.after]) // 2
    ends = monotonic() + seconds
    while size and monotonic() < ends:
        position = 0
        while position < len(best) and monotonic() < ends:
            tried = best[:position] + best[position + size :]
            again = stage.play(tried) if tried else None
            if again is not None and again.what == fault.what:
                best = tried[: again.after]
            else:
                position += size
        size = size // 2
    return best

"""Judging mutants: each is put in place in a copy of the rules, and its module's tests are run.

The tests run in a fork of a process that has loaded what takes long to load, and nothing of the
program: pytest from the start for each of some thousand mutants would take several times as long.
"""

import gc
import importlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from difflib import ndiff
from itertools import repeat
from multiprocessing import Queue, get_context
from pathlib import Path
from time import monotonic

import pytest
from cosmic_ray.mutating import use_mutation
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_item import MutationSpec

# The warning that is let pass says that something was loaded before pytest, as is meant here.
PYTEST = (
    *("-x", "-q", "--assert", "plain", "-p", "no:cacheprovider", "-p", "no:xdist"),
    *("-W", "error", "-W", "ignore::pytest.PytestAssertRewriteWarning"),
)
ROOT = Path(__file__).resolve().parents[2]
LONGEST = 600
PATIENCE = 10  # so many times as long as the tests take is an endless loop
HEAVY = ("hypothesis.strategies", "holidays", "ortools.sat.python.cp_model")


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant. `was` and `now` are the changed lines, blanks made one."""

    module: str
    line: int
    is_killed: bool
    was: str
    now: str


def judged(
    mutants: Mapping[str, Sequence[MutationSpec]], folders: Sequence[Path]
) -> Iterator[Verdict]:
    """Yield what became of each mutant, given by module, working in all *folders* at once.

    Ends the program where tests fail before anything is changed.
    """
    context = get_context("spawn")
    free: Queue[Path] = context.Queue()
    for folder in folders:
        free.put(folder)
    with ProcessPoolExecutor(len(folders), context, _settle, (free,)) as pool:
        times = dict(zip(mutants, pool.map(_timed, mutants), strict=True))
        if failing := [module for module, took in times.items() if took is None]:
            sys.exit(f"The tests fail before anything is changed: {', '.join(failing)}")
        for module, took in times.items():
            patience = repeat(PATIENCE * (took or 0) + 1)
            yield from pool.map(_judge, mutants[module], patience)


def _settle(free: "Queue[Path]") -> None:
    """Make the process at home in a copy; what is beside the tests here is not to be seen."""
    os.chdir(free.get())
    sys.path[:] = [os.getcwd(), *(one for one in sys.path if one not in ("", str(ROOT)))]
    sys.dont_write_bytecode = True
    for name in HEAVY:
        importlib.import_module(name)
    gc.freeze()  # pytest collects garbage again and again: not among these


def _timed(module: str) -> float | None:
    """Return how many seconds the tests of a module take as it is, None where they fail."""
    began = monotonic()
    return monotonic() - began if _passes(module, LONGEST) else None


def _judge(mutation: MutationSpec, patience: float) -> Verdict:
    operator = get_operator(mutation.operator_name)(**mutation.operator_args)
    module = mutation.module_path.stem
    with use_mutation(mutation.module_path, operator, mutation.occurrence) as (before, after):
        is_killed = not _passes(module, patience)
    lines = list(ndiff(before.splitlines(), after.splitlines()))
    was, now = _changed(lines, "- "), _changed(lines, "+ ")
    return Verdict(module, mutation.start_pos[0], is_killed, was, now)


def _passes(module: str, patience: float) -> bool:
    process = get_context("fork").Process(target=_run, args=(f"tests/rules/test_{module}.py",))
    process.start()
    process.join(patience)
    process.kill()
    process.join()
    return process.exitcode == 0


def _run(tests: str) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os._exit(pytest.main([*PYTEST, tests]))


def _changed(lines: Iterable[str], sign: str) -> str:
    """Return the lines taken out or put in."""
    return " ".join(" ".join(one[2:] for one in lines if one.startswith(sign)).split())

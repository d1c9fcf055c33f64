"""Change the rules one small thing at a time and print what no test notices: `make mutants`.

Cosmic Ray makes the mutants of `webapp/rules`: numbers one more or less, operators and comparisons
exchanged, conditions negated, decorators removed. Each module is judged by the test file of its
own name alone (`choosing.py` by `tests/rules/test_choosing.py`), so that what a rule promises is
pinned where one looks for it. All happens in copies in a folder that is thrown away.

Mutants that behave as the original does are in `equivalents.toml`, each with the reason.
"""

import argparse
import os
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from tests.mutants.judging import Verdict, judged
from tests.mutants.making import HERE, copied, made


@dataclass(frozen=True)
class Equivalent:
    """A change of a module that nothing can tell from the original."""

    module: str
    was: str
    now: str


def main() -> None:
    """Make the mutants, judge them and print what survived."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("modules", nargs="*", help="webapp/rules/choosing.py, or choosing; or all")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many at a time")
    asked = parser.parse_args()
    names = [Path(one).stem for one in asked.modules]
    known = [one for one in _equivalents() if not names or one.module in names]
    began = monotonic()
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        folders = [copied(Path(name, str(number))) for number in range(asked.jobs)]
        verdicts = list(_told(judged(made(folders[0], names), folders), known))
    for gone in known:
        if gone not in map(_named, verdicts):
            say(f"\nequivalents.toml, {gone.module}: no such survivor\n- {gone.was}\n+ {gone.now}")
    table(verdicts, known)
    say(f"\n{(monotonic() - began) / 60:.1f} minutes")


def say(line: str) -> None:
    """Print a line at once, so that a log shows how far things are."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _equivalents() -> list[Equivalent]:
    known = tomllib.loads((HERE / "equivalents.toml").read_text("utf-8"))
    return [
        Equivalent(module, one["was"], one["now"]) for module, some in known.items() for one in some
    ]


def _named(verdict: Verdict) -> Equivalent | None:
    """Return how a survivor would be listed, None for what was killed."""
    return None if verdict.is_killed else Equivalent(verdict.module, verdict.was, verdict.now)


def _told(verdicts: Iterable[Verdict], known: Sequence[Equivalent]) -> Iterator[Verdict]:
    """Pass verdicts on, and print each survivor that is not known as equivalent, at once."""
    for number, one in enumerate(verdicts, 1):
        if not one.is_killed and _named(one) not in known:
            say(f"\nwebapp/rules/{one.module}.py:{one.line}\n- {one.was}\n+ {one.now}")
        if number % 100 == 0:
            say(f"\n({number} mutants judged, now in {one.module})")
        yield one


def table(verdicts: Sequence[Verdict], known: Sequence[Equivalent]) -> None:
    """Print how many were made, killed, are known as equivalent and survived, by module."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in verdicts:
        fate = "equivalent" if _named(one) in known else "survived"
        fate = "killed" if one.is_killed else fate
        for module in (one.module, "together"):
            counts.update([(module, "mutants"), (module, fate)])
    columns = ("mutants", "killed", "equivalent", "survived")
    say(f"\n{'':24}" + "".join(f"{column:>12}" for column in columns))
    for module in [*dict.fromkeys(one.module for one in verdicts), "together"]:
        say(f"{module:24}" + "".join(f"{counts[module, column]:12}" for column in columns))


if __name__ == "__main__":
    main()

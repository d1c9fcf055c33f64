"""Time the program against other ways of doing the same: `make bench`.

`--only handing-out` hands out months of 200 meetings and 25 people one by one and by the solver;
`--only letters` prints one letter in the other ways of printing it.

Contestants run in turn (A B A B …), each in a process of its own, so that what
else the machine does falls on all alike; ratios are what to read. What the
others need is fetched into a folder that is thrown away.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench import handing_out, measure, report
from tests.bench.contest import Contest, Contestant

ROOT = Path(__file__).resolve().parents[2]
# The name of the module, what to fetch for it, the program it needs.
FOREIGN = {
    "typesetting": ("typst", ""),
    "weasy": ("weasyprint", ""),
    "office": ("docxtpl", "soffice"),
}


def main() -> None:
    """Run everything and print the report."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=12, help="turns of each contestant")
    parser.add_argument("--only", choices=("letters", "handing-out"), help="one part alone")
    asked = parser.parse_args()
    if asked.only != "letters":
        report.hand_outs(handing_out.both(asked.rounds), handing_out.first_of_a_process())
    if asked.only != "handing-out":
        letters(asked.rounds)


def letters(rounds: int) -> None:
    """Print letters in every way there is."""
    os.environ["PYTHONPATH"] = str(ROOT)
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        contestants = [Contestant(n, Path(sys.executable), folder) for n in ("ours", "stock")]
        contestants += foreign(folder)
        try:
            contest(contestants, rounds)
        finally:
            for one in contestants:
                one.stop()
        report.fresh(measure.fresh_letters(rounds))
        report.archive(*measure.archives())


def contest(contestants: list[Contestant], rounds: int) -> None:
    """Print single letters, then batches, and report both."""
    singles = Contest(contestants)
    quick = [one for one in contestants if one.name != "office"]
    for one in contestants:
        one.ask(range(1, 4))  # warm
    for turn in range(rounds):
        for one in quick:
            singles.add(one, range(1000 + 10 * turn, 1010 + 10 * turn))
        if turn < max(3, rounds // 2):
            for one in contestants:
                if one not in quick:
                    singles.add(one, range(1000 + 10 * turn, 1001 + 10 * turn))
    report.letters("One letter at a time", singles)
    if len(quick) < len(contestants):
        batches = Contest([contestants[0], *(one for one in contestants if one not in quick)])
        for turn in range(3):
            for one in batches.contestants:
                batches.add(one, range(100 * turn, 100 * turn + 20), together=True)
        report.letters("Twenty letters at a time", batches, batch=True)
    report.what_was_printed(contestants)


def foreign(folder: Path) -> list[Contestant]:
    """Set up the contestants from outside; name those that cannot be had."""
    python = folder / "venv" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    found = []
    for name, (package, program) in FOREIGN.items():
        if program and not report.program(program):
            report.left_out(name, f"there is no {program} on this machine")
            continue
        report.wording(f"Fetching {package} …")
        fetch = [python, "-m", "pip", "install", "--quiet", "--only-binary", ":all:", package]
        done = subprocess.run(fetch, capture_output=True, text=True, check=False)
        if done.returncode:
            report.left_out(name, f"{package} could not be installed")
            continue
        one = Contestant(name, python, folder)
        try:
            one.ask(range(1, 2))
        except OSError as error:
            report.left_out(name, str(error))
        else:
            found.append(one)
    return found


if __name__ == "__main__":
    main()

"""What the program does alone: its first letter in a fresh process, and a large archive."""

import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]

FRESH = """
import sys
from time import perf_counter
start = perf_counter()
{imports}
from webapp.documents.pdf.render import render_pdf
imported = perf_counter()
from tests.bench import letter
paper = letter.paper(letter.ROWS)
ready = perf_counter()
render_pdf(paper)
print(imported - start, perf_counter() - ready)
"""
# The printing alone, as a helper of its own would load it, without Flask and the tables.
ALONE = """
import types
package = types.ModuleType("webapp")
package.__path__ = ["webapp"]
sys.modules["webapp"] = package
"""


class Archive(NamedTuple):
    """What an archive took; the memory is the peak of the process itself and of a helper."""

    count: int
    seconds: float
    bytes: int
    megabytes: list[float]


def _run(code: str) -> str:
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return done.stdout


def fresh_letters(rounds: int) -> dict[str, tuple[float, float]]:
    """Return the median seconds of importing and of the first letter, for each way to load."""
    found: dict[str, list[tuple[float, float]]] = {"application": [], "printing alone": []}
    for _ in range(rounds):
        for way, times in found.items():
            words = _run(FRESH.format(imports=ALONE if way == "printing alone" else "")).split()
            times.append((float(words[0]), float(words[1])))
    return {
        way: (median(imported for imported, _ in times), median(first for _, first in times))
        for way, times in found.items()
    }


def archives() -> tuple[Archive, Archive]:
    """Return what an archive of 250 letters took, and one of 1,000."""
    code = "from tests.bench.archive import main; main({})"
    small, large = (Archive(**json.loads(_run(code.format(count)))) for count in (250, 1000))
    return small, large

"""Contestants as processes, and the times they took."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from statistics import median, quantiles

from tests.bench.letter import numbered

HERE = Path(__file__).resolve().parent


class Contestant:
    """A worker process that prints letters for one way of printing."""

    def __init__(self, name: str, python: Path, folder: Path) -> None:
        self.name, self.folder = name, folder / name
        self.folder.mkdir()
        self.process = subprocess.Popen(
            [python, HERE / "worker.py", name, self.folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(self.folder / "errors").open("w"),
            text=True,
        )

    def ask(self, numbers: Iterable[int], *, together: bool = False) -> list[float]:
        """Return the seconds that each letter took; OSError when the worker gave up."""
        request = {"letters": [numbered(number) for number in numbers], "together": together}
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            said = (self.folder / "errors").read_text().strip().splitlines()
            raise OSError(said[-1] if said else "it ended without a word")
        seconds: list[float] = json.loads(answer)["seconds"]
        return seconds

    def stop(self) -> None:
        """End the process."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


class Contest:
    """The times of several contestants that took turns; the first is the program's own."""

    def __init__(self, contestants: list[Contestant]) -> None:
        self.contestants = contestants
        self.seconds: dict[str, list[float]] = {one.name: [] for one in contestants}

    def add(self, one: Contestant, numbers: Iterable[int], *, together: bool = False) -> None:
        """Let `one` print the letters of these numbers, and keep its times."""
        self.seconds[one.name] += one.ask(numbers, together=together)

    def median(self, name: str) -> float:
        """Return the median of a contestant in seconds."""
        return median(self.seconds[name])

    def spread(self, name: str) -> tuple[float, float]:
        """Return between what the middle half of the times lies, in seconds."""
        first, _, third = quantiles(self.seconds[name], n=4)
        return first, third

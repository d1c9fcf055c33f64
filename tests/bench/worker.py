"""One contestant in a process of its own: prints what it is told, says how long each took.

Run as `worker.py NAME FOLDER`; reads requests as lines of JSON (`letters`, a
list of rows; `together`, whether as one batch) and answers each with a line.
Imports nothing of the program: most contestants live where that is not.
"""

import importlib
import json
import sys
from pathlib import Path
from time import perf_counter


def main(name: str, folder: Path) -> None:
    """Serve until the requests end."""
    take, prints = importlib.import_module(f"contestants.{name}").prepare(folder)
    for line in sys.stdin:
        request = json.loads(line)
        taken = [take(rows) for rows in request["letters"]]
        jobs = [taken] if request["together"] else [[one] for one in taken]
        seconds = []
        for job in jobs:
            start = perf_counter()
            pdf = prints(job)[-1]
            seconds.append((perf_counter() - start) / len(job))
        (folder / "letter.pdf").write_bytes(pdf)
        print(json.dumps({"seconds": seconds}), flush=True)  # noqa: T201 (the answer)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))

"""`make proof-offline`: play all scenes, print what was sent, arrived and lost; 1 where any is.

`--short` plays them small, `--seed N` repeats the chances of a run, `--only TEXT` chooses.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from random import Random, SystemRandom

from playwright.sync_api import sync_playwright

from tests.proof.hall import Hall
from tests.proof.scenes import SCENES, Tally

HEAD = ("cảnh", "gửi", "đến", "mất", "đôi", "va chạm: hiện/có", "giây", "ghi chú")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.proof", description=__doc__)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(1_000_000))
    parser.add_argument("--only", default="")
    wanted = parser.parse_args()
    print(f"seed {wanted.seed}")
    print("| " + " | ".join(HEAD) + " |\n|" + "---|" * len(HEAD))
    failed = 0
    with sync_playwright() as playwright:
        for name, scene in SCENES.items():
            if wanted.only not in name:
                continue
            began = time.monotonic()
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                hall = Hall(Path(folder))
                found = scene(playwright, hall, Random(wanted.seed), wanted.short)
            print(line(name, found, time.monotonic() - began), flush=True)
            failed += not found.holds
    return 1 if failed else 0


def line(name: str, found: Tally, seconds: float) -> str:
    clashes = f"{found.shown}/{found.clashes}"
    cells = (name, found.sent, found.arrived, found.lost, found.doubled, clashes)
    return "| " + " | ".join(map(str, (*cells, f"{seconds:.0f}", found.note))) + " |"


if __name__ == "__main__":
    sys.exit(main())

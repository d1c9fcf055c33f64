"""The proof that a tablet loses nothing, played small: `make proof-offline` plays it whole.

Here is the one with two tablets and a killed server; most others have tests of their own.
"""

import subprocess
import sys

from webapp.core import config

SECONDS = 600


def test_nothing_is_lost_or_doubled_by_what_is_killed() -> None:
    line = [sys.executable, "-m", "tests.proof", "--short", "--only", "hai máy"]
    done = subprocess.run(line, cwd=config.ROOT, capture_output=True, text=True, timeout=SECONDS)
    assert done.returncode == 0, done.stdout + done.stderr

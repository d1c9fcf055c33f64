"""The proof that a tablet loses nothing, played small: `make proof-offline` plays it whole."""

import subprocess
import sys

from webapp.core import config

SECONDS = 600


def test_no_scene_loses_or_doubles_anything() -> None:
    line = [sys.executable, "-m", "tests.proof", "--short"]
    done = subprocess.run(line, cwd=config.ROOT, capture_output=True, text=True, timeout=SECONDS)
    assert done.returncode == 0, done.stdout + done.stderr

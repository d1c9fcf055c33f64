"""The proof that a tablet loses nothing, played small: `make proof-offline` plays it whole."""

import subprocess
import sys

import pytest

from tests.proof.scenes import SCENES
from webapp.core import config

SECONDS = 600


@pytest.mark.parametrize("scene", SCENES)
def test_nothing_is_lost_or_doubled(scene: str) -> None:
    line = [sys.executable, "-m", "tests.proof", "--short", "--only", scene]
    done = subprocess.run(line, cwd=config.ROOT, capture_output=True, text=True, timeout=SECONDS)
    assert done.returncode == 0, done.stdout + done.stderr

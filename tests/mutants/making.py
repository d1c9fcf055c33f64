"""Making mutants: copies of the rules to work in, and the changes."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec

from tests.mutants.judging import ROOT

HERE = Path(__file__).resolve().parent
CONFIG = "cosmic-ray.toml"


def copied(folder: Path) -> Path:
    """Copy the rules and their tests, and nothing else: they need nothing else."""
    for part in ("webapp/rules", "tests/rules"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "webapp/__init__.py").touch()
    shutil.copy(HERE / CONFIG, folder)
    shutil.copy(HERE / "quick_conftest.py", folder / "conftest.py")
    return folder


def made(folder: Path, names: Sequence[str]) -> dict[str, list[MutationSpec]]:
    """Return the mutants of each module, of those in *names* or of all."""
    session = folder / "session.sqlite"
    for command in (
        ["cosmic_ray.cli", "init", CONFIG, session.name],
        ["cosmic_ray.tools.filters.operators_filter", session.name, CONFIG],
    ):
        subprocess.run([sys.executable, "-m", *command], cwd=folder, check=True)
    with use_db(session, WorkDB.Mode.open) as db:
        found = [one for item in db.pending_work_items for one in item.mutations]
    found.sort(key=lambda one: (one.module_path, one.start_pos, one.operator_name))
    by_module = groupby(found, key=lambda one: one.module_path.stem)
    return {module: list(some) for module, some in by_module if module in names or not names}

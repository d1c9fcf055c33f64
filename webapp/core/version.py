"""Which version of the program this is."""

import tomllib
from functools import cache

from webapp.core.config import ROOT


@cache
def version() -> str:
    """Return the version that pyproject.toml gives the program, such as 0.1.0."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(told["project"]["version"])

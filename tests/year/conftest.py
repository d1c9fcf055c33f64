"""The stages on which years are played: one for each plan, made when first asked for."""

import shutil
from collections.abc import Callable

import pytest

from tests.conftest import make_app
from tests.year.play import Stage
from tests.year.starts import STARTS, build_start, hurry

StageOf = Callable[[str], Stage]


@pytest.fixture(scope="session")
def stage_of(tmp_path_factory: pytest.TempPathFactory) -> StageOf:
    """Return a plan's stage by the plan's name. Its start is built once, and copied."""
    made: dict[str, Stage] = {}

    def stage(plan: str) -> Stage:
        if plan not in made:
            folder = tmp_path_factory.mktemp(plan)
            kept, lived = folder / "start.sqlite", folder / "lived.sqlite"
            app = make_app(f"sqlite:///{lived}")
            app.config["WTF_CSRF_ENABLED"] = True
            hurry(app)
            build_start(app, STARTS[plan])
            shutil.copyfile(lived, kept)
            made[plan] = Stage(app, STARTS[plan], kept, lived)
        return made[plan]

    return stage

"""The stages on which years are played: one for each plan and engine, made when first asked for."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import resetting
from tests.conftest import make_app
from tests.year.play import Stage
from tests.year.starts import STARTS, begin_anew, build_start, hurry
from webapp.core.db import db

StageOf = Callable[[str, str], Stage]


@pytest.fixture(scope="session")
def stage_of(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StageOf]:
    """Return a plan's stage by the names of plan and engine. Its start is built once, and kept."""
    made: dict[tuple[str, str], Stage] = {}

    def stage(plan: str, engine: str) -> Stage:
        if (plan, engine) not in made:
            if engine == "sqlite":
                made[plan, engine] = in_file(plan, tmp_path_factory.mktemp(plan))
            else:
                made[plan, engine] = on_server(plan, request.getfixturevalue("postgres_server"))
        return made[plan, engine]

    yield stage
    for one in made.values():
        with one.app.app_context():
            db.session.remove()
            db.engine.dispose()


def in_file(plan: str, folder: Path) -> Stage:
    """Return the stage of a plan in a file of SQLite: the start is copied each time."""
    kept, lived = folder / "start.sqlite", folder / "lived.sqlite"
    app = make_app(f"sqlite:///{lived}")
    app.config["WTF_CSRF_ENABLED"] = True
    hurry(app)
    build_start(app, STARTS[plan])
    shutil.copyfile(lived, kept)
    return Stage(app, STARTS[plan], lambda: begin_anew(kept, lived))


def on_server(plan: str, server: str) -> Stage:
    """Return the stage of a plan on PostgreSQL: its rows are put back each time."""
    name = "year_" + plan.replace("-", "_")
    resetting.execute(server, f"CREATE DATABASE {name}")
    url = resetting.on(server, name)
    app = make_app(url)
    app.config["WTF_CSRF_ENABLED"] = True
    build_start(app, STARTS[plan])
    resetting.keep(url, "kept")
    return Stage(app, STARTS[plan], lambda: resetting.reset(url, "kept"))

"""Answers go from places to the keys of columns, and back, on both engines."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from tests.building import build
from tests.conftest import make_app
from tests.resetting import execute, on
from tests.round_world import add_round
from tests.world import World, add
from webapp.core import clock
from webapp.core.db import db
from webapp.rules.outlines import OutlineColumn, OutlineRow
from webapp.submissions.models import Submission
from webapp.submissions.paper_models import OutlineAnswer
from webapp.submissions.sent_models import SentReport

BEFORE = "0006"


@pytest.fixture
def empty(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application on a database that holds nothing."""
    url = f"sqlite:///{tmp_path / 'answers.sqlite'}"
    if engine == "postgresql":
        server = request.getfixturevalue("postgres_server")
        execute(server, "DROP DATABASE IF EXISTS answers WITH (FORCE)", "CREATE DATABASE answers")
        url = on(server, "answers")
    app = make_app(url)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def test_cells_beyond_the_last_column_are_kept_under_one_that_is_gone(empty: Flask) -> None:
    upgrade()
    build()
    world = World()
    held = add_round(world)
    part, assignment = held.parts[2], held.assignments[0]
    report = add(
        Submission(
            issuer_id=world.issuer.id,
            organization_id=assignment.organization_id,
            assignment_id=assignment.id,
            saved_at=clock.now(),
            submitted_at=clock.now(),
        )
    )
    rows = (OutlineRow("0", {"0": "Nghị quyết", "1": "12-NQ/HU"}),)
    own = {"saved_at": clock.now(), "saved_by_id": world.user("office").id}
    add(OutlineAnswer(submission_id=report.id, part_id=part.id, rows=rows, **own))
    db.session.commit()
    answer = text("SELECT rows FROM outline_answer")
    columns = text("SELECT columns FROM outline_part WHERE kind = 'table'")
    db.session.remove()
    downgrade(revision=BEFORE)
    with db.engine.begin() as connection:
        assert "12-NQ/HU" in str(connection.scalar(answer))
        assert "key" not in str(connection.scalar(answer)) + str(connection.scalar(columns))
        connection.execute(
            text("UPDATE outline_part SET columns = '[\"Thời gian\"]' WHERE kind = 'table'")
        )
    upgrade()
    found = db.session.query(OutlineAnswer).one()
    assert found.rows == rows
    kept = db.session.get_one(type(part), found.part_id).kept_columns
    assert kept == (
        OutlineColumn("0", "Thời gian"),
        OutlineColumn("1", "Cột cũ thứ 2", is_gone=True),
    )
    sent = db.session.query(SentReport).one().report
    table = next(one for one in sent.parts if one.kind == "table")
    assert table.rows == (OutlineRow("0", {"0": "Nghị quyết"}),)

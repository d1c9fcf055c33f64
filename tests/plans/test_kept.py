"""Files of plans as earlier releases wrote them are still taken in, whole."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.world import World
from webapp.core.db import db
from webapp.plans.file import importing
from webapp.plans.file.reading import read
from webapp.plans.models import Activity, Assignment

KEPT = sorted(Path(__file__).with_name("kept").glob("plan-*.yaml"))


@pytest.mark.parametrize("file", KEPT, ids=lambda file: file.stem)
def test_an_old_file_of_a_plan_is_taken_in(world: World, file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert read(text).faults == []
    plan = importing.bring_in(text, world.user("planner"), again=True)
    found = db.session.scalars(
        select(Activity.kind).where(Activity.plan_id == plan.id).order_by(Activity.position)
    )
    assert list(found) == ["attend", "self_run", "round"]
    named = (
        select(func.count())
        .select_from(Assignment)
        .join(Assignment.activity)
        .where(Activity.plan_id == plan.id)
    )
    assert db.session.scalar(named) == text.count("- Đảng bộ huyện")

"""A month of visits to the grassroots in March: three units send, one falls silent."""

from datetime import date

import pytest

from tests.grassroots_world import GrassrootsWorld, add_grassroots, meetings_in
from tests.world import World
from webapp.core.db import db
from webapp.grassroots.dues import hold
from webapp.plans.dues import set_assignment_milestones


@pytest.fixture
def found(world: World) -> GrassrootsWorld:
    """Two units sent: three meetings that clash in part, one alone; Long Thành is silent."""
    made = add_grassroots(world)
    set_assignment_milestones(
        [made.assignment(unit, month) for unit, month in made.assignment_ids], world.plan.id
    )
    db.session.commit()
    meetings_in(world, made, "Nhơn Trạch", (5, 8), (5, 9), (20, 8))
    meetings_in(world, made, "Tân Phú", (12, 14))
    return made


@pytest.fixture
def held(found: GrassrootsWorld) -> GrassrootsWorld:
    """The same with its calendar of March opened."""
    hold(found.activity, date(2024, 3, 1))
    db.session.commit()
    return found

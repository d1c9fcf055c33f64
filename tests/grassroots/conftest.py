"""A month of visits to the grassroots in March: three units send, one falls silent."""

from datetime import date

import pytest

from tests.dues import set_milestone
from tests.grassroots_world import GrassrootsWorld, add_grassroots, meetings_in, one_of_everything
from tests.world import World
from webapp.core.db import db
from webapp.grassroots.services.dues import lock_calendar
from webapp.organizations.models import Organization
from webapp.plans.services.dues import set_assignment_milestones
from webapp.visits.models import Visit


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
    lock_calendar(found.activity, date(2024, 3, 1))
    db.session.commit()
    return found


@pytest.fixture
def visit_id(world: World) -> int:
    """A published visit on 8 March, to which `member` goes, with its report owed."""
    visit_id = one_of_everything(world)["grassroots_visit_id"]
    visit = db.session.get_one(Visit, visit_id)
    set_milestone(
        kind="findings",
        subject=("visit", visit_id),
        organization=db.session.get_one(Organization, visit.organization_id),
        label="Báo cáo buổi dự",
        owner="member",
        rule="3 working days after",
        anchor=date(2024, 3, 8),
        user_id=world.user("member").id,
    )
    db.session.commit()
    return visit_id

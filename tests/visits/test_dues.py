"""What chosen meetings make people owe follows the plan's duties."""

from datetime import date

import pytest

from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.engine import find, mark_done
from webapp.milestones.models import Milestone
from webapp.plans.models import Duty
from webapp.plans.services import editing as plans
from webapp.visits.models import Visit
from webapp.visits.services import choosing, dues

ON_TIME = clock.at(date(2024, 1, 20), 9)


@pytest.fixture
def visit(world: World) -> Visit:
    """A chosen meeting on 7 March, with all that it makes people owe."""
    visit = world.visit()
    with clock.living_on(date(2024, 1, 10)):
        dues.set_for(world.assignment())
    db.session.commit()
    return visit


def duty(world: World, kind: str) -> Duty:
    found = plans.duty(world.assignment().activity_id, kind)
    assert found is not None
    return found


def owed(world: World, visit: Visit, kind: str) -> Milestone:
    subject = ("visit", visit.id)
    if kind == "announcement":
        subject = ("assignment", world.assignment().id)
    found = find(kind, *subject)
    assert found is not None
    return found


def due_day(milestone: Milestone) -> date:
    return clock.local(milestone.due_at).date()


KINDS = ("announcement", "preparation", "findings", "result_letter")


@pytest.mark.parametrize("kind", KINDS)
def test_another_rule_moves_what_is_owed(world: World, visit: Visit, kind: str) -> None:
    plans.change(duty(world, kind), {"rule": "10 days before"})
    assert due_day(owed(world, visit, kind)) == date(2024, 2, 26)


@pytest.mark.parametrize("kind", KINDS)
def test_another_name_or_owner_moves_nothing(world: World, visit: Visit, kind: str) -> None:
    before = due_day(owed(world, visit, kind))
    with clock.living_on(date(2024, 4, 1)):  # long after it fell due
        plans.change(duty(world, kind), {"label": "Tên mới", "owner": "leader"})
    found = owed(world, visit, kind)
    assert (found.label, found.owner, due_day(found)) == ("Tên mới", "leader", before)
    assert not found.is_impossible


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_done_stays(world: World, visit: Visit, kind: str) -> None:
    found = owed(world, visit, kind)
    before = due_day(found)
    mark_done(kind, (found.subject_kind, found.subject_id), "xong", ON_TIME)
    plans.change(duty(world, kind), {"rule": "100 days before", "anchor": "month", "label": "Mới"})
    found = owed(world, visit, kind)
    assert (found.label, due_day(found), found.is_late) == (kind, before, False)


@pytest.mark.parametrize("kind", KINDS)
def test_a_duty_that_is_removed_is_owed_no_more(world: World, visit: Visit, kind: str) -> None:
    found = owed(world, visit, kind)
    subject = (found.subject_kind, found.subject_id)
    plans.remove_row(duty(world, kind))
    assert find(kind, *subject) is None
    again = Duty(
        activity_id=world.assignment().activity_id,
        kind=kind,
        owner="planner",
        label="Lại",
        rule="10 days before",
        anchor="meeting",
    )
    plans.add_row(again, [])
    assert due_day(owed(world, visit, kind)) == date(2024, 2, 26)


def test_nothing_is_owed_while_the_choice_is_open(world: World, visit: Visit) -> None:
    choosing.reopen(world.assignment(), world.user("planner"), "Chọn nhầm")
    plans.change(duty(world, "preparation"), {"rule": "10 days before"})
    assert find("preparation", "visit", visit.id) is None

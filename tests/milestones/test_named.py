"""What is due from a person by name is shown to that person, whatever their part."""

from datetime import date

import pytest

from tests.dues import set_milestone
from tests.world import World
from webapp.milestones.models import Milestone
from webapp.milestones.services import due_for, owes


def findings_of(world: World, name: str | None) -> Milestone:
    """Make the findings of a visit due from its head, or from any member."""
    visit = world.visit()
    return set_milestone(
        kind="findings",
        anchor=date(2024, 3, 7),
        subject=("visit", visit.id),
        organization=world.organization("Đảng bộ huyện Nhơn Trạch"),
        owner="member",
        user_id=world.user(name).id if name else None,
        label="Hoàn thành ghi nhận",
        rule="3 working days after",
    )


@pytest.mark.parametrize("head", ["leader", "planner", "member"])
def test_a_head_sees_what_is_due_whatever_their_part(world: World, head: str) -> None:
    due = findings_of(world, head)
    everybody = ("planner", "leader", "member", "member2", "office", "stranger")
    assert {name for name in everybody if due in due_for(world.user(name))} == {head}
    said = {
        name
        for name in everybody
        if owes(world.user(name), due.organization, due.owner, due.user_id)
    }
    assert said == {head}


def test_what_names_nobody_is_due_from_all_of_the_part(world: World) -> None:
    due = findings_of(world, None)
    told = {
        name
        for name in ("planner", "leader", "member", "member2")
        if due in due_for(world.user(name))
    }
    assert told == {"member", "member2"}

"""What happens to plans: their assignments, their rows, which of them counts."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tests.plans.helpers import activity, issue, whole_plan
from tests.world import World
from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.plans import parts, queries
from webapp.plans.models import ChecklistItem, ContentGroup, Duty, Plan
from webapp.plans.paper.pieces import pieces
from webapp.plans.services import editing as services

APRIL = date(2024, 4, 1)


def test_a_plan_with_months_keeps_its_year(world: World) -> None:
    with pytest.raises(services.Refused, match="không đổi năm được"):
        services.edit_plan(world.plan, {"year": 2025, "title": "x"})
    for committee in ("Nhơn Trạch", "Tân Phú"):
        services.unassign(world.assignment(committee))
    services.edit_plan(world.plan, {"year": 2025, "title": "x"})
    assert db.session.scalars(select(Plan.year)).one() == 2025


def test_an_assignment_with_a_notice_stays_even_without_a_milestone(world: World) -> None:
    world.notice()
    with pytest.raises(services.Refused, match="đã có dữ liệu"):
        services.unassign(world.assignment())
    db.session.rollback()
    assert world.assignment().month == date(2024, 3, 1)


def test_the_same_place_is_not_given_twice(world: World) -> None:
    taken = world.assignment()
    with pytest.raises(services.Refused):
        services.assign(world.plan, taken.activity_id, taken.organization_id, taken.month)
    own = world.assignment("Long Thành")
    with pytest.raises(services.Refused):
        services.assign(world.plan, own.activity_id, own.organization_id, None)


def test_a_shared_month_is_warned_of(world: World) -> None:
    services.reassign(
        world.assignment(), world.plan, {"activity_id": activity().id, "month": APRIL}
    )
    overview = queries.overview(whole_plan(), clock.today())
    assert overview.shared == {APRIL: ["Nhơn Trạch", "Tân Phú"]}


def test_an_activity_owes_one_thing_of_a_kind(world: World) -> None:
    one_more = Duty(
        activity_id=activity().id,
        kind="notice",
        owner="unit",
        label="x",
        rule="1 day before",
        anchor="month",
    )
    with pytest.raises(services.Refused):
        services.add_row(one_more, [])
    assert services.duty(activity().id, "notice") is not one_more


def test_what_is_in_use_is_not_removed(world: World) -> None:
    found = parts.find(world.plan, parts.KINDS["activity"], activity().id)
    with pytest.raises(services.Refused):
        services.remove_row(found)
    db.session.rollback()
    assert services.duty(activity().id, "notice") is not None


def test_a_group_goes_with_its_items(world: World) -> None:
    group = db.session.scalars(select(ContentGroup).order_by(ContentGroup.position)).first()
    assert group is not None
    group_id = group.id
    services.remove_row(parts.find(world.plan, parts.KINDS["group"], group_id))
    left = select(ChecklistItem).where(ChecklistItem.group_id == group_id)
    assert db.session.scalars(left).all() == []


def test_rows_move_and_stop_at_the_end(world: World) -> None:
    of = parts.KINDS["group"]
    first, second = db.session.scalars(select(ContentGroup).order_by(ContentGroup.position)).all()
    services.move_row(first, parts.siblings(of, first), 1)
    assert list(parts.siblings(of, first)) == [second, first]
    services.move_row(first, parts.siblings(of, first), 1)
    assert list(parts.siblings(of, first)) == [second, first]
    services.move_row(first, parts.siblings(of, first), -1)
    assert list(parts.siblings(of, first)) == [first, second]


def test_a_new_plan_has_the_usual_duties(world: World) -> None:
    plan = services.create_plan(world.user("planner"), 2025, "Kế hoạch năm 2025")
    plan = (
        db.session.scalars(select(Plan).where(Plan.id == plan.id).options(*queries.FULL_PLAN))
        .unique()
        .one()
    )
    attend, own = plan.activities
    assert {duty.kind for duty in attend.duties} >= {"notice", "choice", "result_letter"}
    assert [duty.kind for duty in own.duties] == ["self_report"]
    assert len(pieces([own.id])[own.id].figures) == 9


def signed_in(username: str) -> User:
    """Return a person as signing in loads them, with their organization."""
    statement = select(User).where(User.username == username)
    return db.session.scalars(
        statement.options(joinedload(User.organization)),
        execution_options={"populate_existing": True},
    ).one()


def test_this_years_plan_is_the_one_to_work_by(world: World) -> None:
    assert services.current_plan(signed_in("office")) is None  # it is a draft
    issue(world)
    services.create_plan(world.user("planner"), 2030, "Về sau")
    current = services.current_plan(world.user("planner"))
    assert current is not None
    assert current.year == 2024
    with clock.living_on(date(2031, 1, 1)):
        newest = services.current_plan(world.user("planner"))
        assert newest is not None
        assert newest.year == 2030
        issued = services.current_plan(signed_in("office"))
        assert issued is not None
        assert issued.year == 2024
    assert services.current_plan(signed_in("stranger")) is None


def test_a_committee_sees_its_month_once_the_plan_is_issued(
    world: World, sign_in: Callable[[str], FlaskClient]
) -> None:
    at = f"/assignments/{world.assignment().id}"
    office, planner = sign_in("office"), sign_in("planner")
    assert office.get(at).status_code == 404
    assert office.get(f"{at}/notice").status_code == 404
    assert planner.get(at).status_code == 200
    issue(world)
    assert office.get(at).status_code == 200

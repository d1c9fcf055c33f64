"""Giving units their months, one by one or all to all, and units without a month to a round."""

from collections.abc import Callable, Sequence
from datetime import date
from time import perf_counter

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.forms import both_texts, forms_in
from tests.plans.helpers import due_day, first, forms_with, issue
from tests.queries import MOST, counted, statements
from tests.world import World, add
from webapp.core.db import db
from webapp.milestones.models import Milestone
from webapp.organizations.models import Organization
from webapp.plans import queries
from webapp.plans.forms.plans import months_of
from webapp.plans.models import Activity, Assignment, Duty
from webapp.plans.services import assigning
from webapp.plans.services import editing as services

SignIn = Callable[[str], FlaskClient]
YEAR = months_of(2024)


@pytest.fixture
def visits(world: World) -> int:
    """An activity of visits to the grassroots whose calendars are due before the 20th."""
    row = add(
        Activity(
            plan_id=world.plan.id,
            position=3,
            kind="grassroots",
            title="Đi cơ sở",
            duties=[
                Duty(
                    kind="notice",
                    owner="unit",
                    label="Gửi lịch sinh hoạt",
                    rule="before day 20",
                    anchor="month_before",
                )
            ],
        )
    )
    db.session.commit()
    return int(row.id)


def count(activity_id: int) -> int:
    asked = select(func.count(Assignment.id)).where(Assignment.activity_id == activity_id)
    return db.session.scalar(asked) or 0


def give_all(
    world: World, activity_id: int, units: Sequence[Organization], months: Sequence[date]
) -> int:
    wanted = [(activity_id, one.id, month) for month in months for one in units]
    return assigning.give(world.plan, wanted, world.user("planner"), "Tất cả đơn vị")


def many(world: World, number: int) -> None:
    for one in range(number):
        world.committee(f"Đoàn cơ sở {one}")
    db.session.commit()


def test_every_unit_gets_every_month_once(world: World, visits: int) -> None:
    plan = world.plan
    three = queries.committees(plan)
    assert give_all(world, visits, three[:1], YEAR[1:3]) == 2
    assert give_all(world, visits, three, YEAR[1:4]) == 7
    assert give_all(world, visits, three, YEAR[1:4]) == 0
    assert count(visits) == 9


def test_726_assignments_are_quick_and_owed_at_once(world: World, visits: int) -> None:
    plan = world.plan
    give_all(world, visits, queries.committees(plan)[:1], YEAR[11:])
    issue(world)
    many(world, 63)
    plan = world.plan
    units = queries.committees(plan)
    begun = perf_counter()
    with statements() as asked:
        assert give_all(world, visits, units, YEAR[1:]) == 66 * 11 - 1
    assert perf_counter() - begun < 20
    assert len([one for one in asked if not one.startswith("INSERT")]) < 20
    owed = select(func.count(Milestone.id)).where(Milestone.kind == "notice")
    assert db.session.scalar(owed) == 726 + 2  # and the two months that are attended
    march = db.session.scalars(
        select(Assignment).where(
            Assignment.activity_id == visits, Assignment.month == date(2024, 3, 1)
        )
    ).first()
    assert march is not None
    assert due_day("notice", march) == "2024-02-19"


def test_all_are_assigned_from_the_page(sign_in: SignIn, world: World, visits: int) -> None:
    many(world, 60)
    client = sign_in("planner")
    place = f"/plans/{world.plan.id}/assignments"
    wrong = {"visited_id": str(visits), "first_month": "2024-05-01", "last_month": "2024-04-01"}
    answer = client.post(f"{place}/all", data=wrong)
    assert answer.status_code == 422
    assert "Tháng cuối không được trước tháng đầu" in answer.text
    answer = client.post(f"{place}/all", data=wrong | {"last_month": "2024-12-01"})
    assert answer.location == place
    assert count(visits) == 63 * 8
    page = client.get(place).text
    assert "Đã thêm 504 phân công cho 63 đơn vị" in page
    assert "504 phân công cho 63 đơn vị trong 8 tháng" in page
    assert "Trùng tháng" not in page
    assert page.count(", tháng 05/2024") == 50
    assert client.get(f"{place}?page=2").text.count(", tháng 05/2024") == 13
    assert counted(client, place) <= MOST
    assert "504 phân công" in sign_in("reader").get(place).text


def test_there_is_nothing_to_assign_to_all_without_such_visits(
    sign_in: SignIn, world: World
) -> None:
    place = f"/plans/{world.plan.id}/assignments"
    assert sign_in("planner").post(f"{place}/all").status_code == 404
    assert "Phân công tất cả" not in sign_in("planner").get(place).text


def test_a_round_gets_units_without_a_month(sign_in: SignIn, world: World) -> None:
    activity = add(Activity(plan_id=world.plan.id, position=3, kind="round", title="Đợt 1"))
    ongoing = add(Activity(plan_id=world.plan.id, position=4, kind="ongoing", title="Cả năm"))
    db.session.commit()
    activity_id = activity.id
    client, place = sign_in("planner"), f"/plans/{world.plan.id}/assignments"
    where = world.organization("Đảng bộ huyện Long Thành").id
    data = {"organization_id": where, "activity_id": activity_id, "month": "2024-03-01"}
    assert client.post(place, data=data).status_code == 303
    assert first(Assignment, activity_id=activity_id).month is None
    assert "1 lượt được chọn trong các đợt" in client.get(place).text
    assert client.post(place, data=data | {"activity_id": ongoing.id}).status_code == 422


def test_nobody_is_left_out_where_a_plan_need_not_reach_all(sign_in: SignIn, world: World) -> None:
    client, base = sign_in("planner"), f"/plans/{world.plan.id}"
    services.unassign(world.assignment())
    assert "1 chưa có phân công" in client.get(f"{base}/assignments").text
    services.change(world.plan, {"reaches_all": False})
    page = client.get(f"{base}/assignments").text
    assert "kế hoạch không buộc phân công hết" in page
    assert "Chưa phân công" not in page
    assert "Chưa phân công" not in client.get(base).text


def test_the_first_unit_of_a_plan_that_need_not_reach_all_is_given(
    sign_in: SignIn, world: World
) -> None:
    client, place = sign_in("planner"), f"/plans/{world.plan.id}/assignments"
    for one in db.session.scalars(select(Assignment)).all():
        services.unassign(one)
    services.change(world.plan, {"reaches_all": False})
    page = client.get(place).text
    assert "Chưa phân công đơn vị nào." in page
    assert "Thêm phân công" in page, "the planner has no other way to a first unit"


def test_many_units_left_out_are_counted_not_listed(sign_in: SignIn, world: World) -> None:
    many(world, 20)
    page = sign_in("planner").get(f"/plans/{world.plan.id}").text
    assert "Đoàn cơ sở 0, " in page
    assert "và 8 đơn vị khác: chưa có tháng dự" in page


def test_an_assignment_somebody_moved_is_not_removed_unseen(
    sign_in: SignIn, world: World, base: str
) -> None:
    place = f"{base}/assignments/{world.assignment().id}"
    client, colleague = sign_in("planner"), sign_in("planner")
    (removal,) = forms_with(client, place, "/remove")
    (edit,) = forms_with(colleague, place, place)
    assert edit.send(colleague, month="2024-06-01").status_code == 303
    answer = removal.send(client)
    assert answer.status_code == 409
    assert ("Tháng 06/2024", "Tháng 03/2024") in both_texts(answer.text)
    assert world.assignment().month is not None
    (again,) = (form for form in forms_in(answer.text, place) if "/remove" in form.action)
    assert again.send(client).status_code == 303


def test_a_committee_in_neither_is_shown(sign_in: SignIn, world: World, base: str) -> None:
    client = sign_in("planner")
    assert "không đơn vị nào bị bỏ sót" in client.get(f"{base}/assignments").text
    place = f"{base}/assignments/{world.assignment().id}"
    (removal,) = forms_with(client, place, "/remove")
    assert removal.send(client).status_code == 303
    page = client.get(f"{base}/assignments").text
    assert "1 chưa có phân công" in page
    assert "Chưa phân công" in client.get(base).text


def test_an_assignment_is_added_and_moved(sign_in: SignIn, world: World, base: str) -> None:
    client = sign_in("planner")
    where = world.organization("Đảng bộ huyện Long Thành").id
    attend = first(Activity, kind="attend").id
    data = {"organization_id": where, "activity_id": attend, "month": ""}
    lacking = client.post(f"{base}/assignments", data=data)
    assert lacking.status_code == 422
    assert "phải chọn tháng" in lacking.text
    april = data | {"month": "2024-04-01"}
    assert client.post(f"{base}/assignments", data=april).status_code == 303
    page = client.get(f"{base}/assignments").text
    assert "Lưu ý: tháng 04/2024 có 2 đơn vị: Long Thành, Tân Phú." in page
    assert client.post(f"{base}/assignments", data=april).status_code == 422
    added = first(Assignment, organization_id=where, activity_id=attend)
    place = f"{base}/assignments/{added.id}"
    assert client.get(place).status_code == 200
    may = {"activity_id": attend, "month": "2024-05-01", "version": "1"}
    assert client.post(place, data=may).status_code == 303
    assert str(first(Assignment, id=added.id).month) == "2024-05-01"
    stale = client.post(place, data=may | {"month": "2024-06-01"})
    assert stale.status_code == 409
    assert "Tháng 06/2024" in stale.text


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"organization_id": "x", "activity_id": "1", "month": "2024-04-01"},
        {"organization_id": "99999999999999999999", "activity_id": "1", "month": "2024-04-01"},
        {"organization_id": "3", "activity_id": "1", "month": "2024-13-01"},
        {"organization_id": "1", "activity_id": "1", "month": "2024-04-01"},
    ],
)
def test_a_place_that_is_not_offered_is_refused(
    sign_in: SignIn, base: str, data: dict[str, str]
) -> None:
    before = db.session.scalar(select(func.count(Assignment.id)))
    assert sign_in("planner").post(f"{base}/assignments", data=data).status_code == 422
    assert db.session.scalar(select(func.count(Assignment.id))) == before

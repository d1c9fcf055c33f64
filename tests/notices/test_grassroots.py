"""The calendars that units send before the 20th of each month (46-KH/ĐTN, II.3)."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.grassroots_world import MARCH, MONTHS, UNITS, GrassrootsWorld, add_grassroots
from tests.notices.helpers import counted, meetings, on, row, sent
from tests.world import World, add
from webapp.core.db import db
from webapp.milestones.engine import find
from webapp.milestones.models import Milestone
from webapp.plans import queries as plans
from webapp.plans.models import Assignment
from webapp.plans.services.dues import set_assignment_milestones

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def found(world: World) -> GrassrootsWorld:
    found = add_grassroots(world)
    set_assignment_milestones(
        [found.assignment(unit, month) for month in MONTHS for unit in UNITS], world.plan.id
    )
    db.session.commit()
    return found


def test_the_calendar_is_due_the_day_before_the_20th_of_the_month_before(
    found: GrassrootsWorld,
) -> None:
    owed = find("notice", "assignment", found.assignment().id)
    assert owed is not None
    assert owed.anchor_on == date(2024, 2, 1)
    assert owed.label == "Gửi lịch sinh hoạt, tháng 03/2024"
    assert str(owed.due_at)[:16] == "2024-02-19 16:59"  # UTC: the end of the 19th in Việt Nam


def test_a_unit_sends_its_calendar_in_time_and_late(
    world: World, sign_in: SignIn, found: GrassrootsWorld
) -> None:
    client = sign_in("office")
    url = f"/assignments/{found.assignment().id}/notice"
    assert "chậm nhất hết ngày 19/02/2024" in client.get(url).text
    with on(2, 21):
        assert client.post(url, data=sent(row(0, 1, "2024-03-05"))).status_code == 303
    [meeting] = meetings()
    assert (meeting.due_on, meeting.margin) == (date(2024, 2, 19), -2)
    owed = find("notice", "assignment", found.assignment().id)
    assert owed is not None
    assert owed.is_late
    assert "1 cuộc trễ" in sign_in("planner").get("/notices?month=2024-03").text


def test_a_row_without_a_telephone_is_told(sign_in: SignIn, found: GrassrootsWorld) -> None:
    url = f"/assignments/{found.assignment().id}/notice"
    answer = sign_in("office").post(url, data=sent(row(0, phone=""), row(1, 2, phone="0292 1")))
    assert answer.status_code == 422
    assert "Phải có số điện thoại liên hệ." in answer.text
    assert 'id="rows-0-phone-error"' in answer.text
    assert meetings() == []


def test_the_telephone_is_asked_for_before_it_is_missed(
    world: World, sign_in: SignIn, found: GrassrootsWorld
) -> None:
    client, url = sign_in("office"), f"/assignments/{found.assignment().id}/notice"
    optional = 'Điện thoại <span class="may">(nếu có)</span>'
    assert optional not in client.get(url).text
    assert optional not in client.post(url, data=sent(row(0), add="1")).text
    other = f"/assignments/{world.assignment('Nhơn Trạch').id}/notice"
    assert optional in client.get(other).text


def test_a_calendar_of_another_body_knows_no_party_cells(
    sign_in: SignIn, found: GrassrootsWorld
) -> None:
    page = sign_in("office").get(f"/assignments/{found.assignment().id}/notice").text
    assert "Thêm các tổ chức thuộc" in page
    assert "Thêm chi bộ" not in page
    assert "Không có cuộc chuyên đề" not in page  # this plan asks for none


def test_months_that_all_share_are_no_fault(world: World, found: GrassrootsWorld) -> None:
    del found
    plan = (
        db.session.scalars(select(type(world.plan)).options(plans.WITH_ACTIVITIES)).unique().one()
    )
    overview = plans.overview(plan, date(2024, 1, 3))
    assert overview.shared == {}
    monthly = overview.of("grassroots")
    assert len(monthly) == 6
    assert {place.due.day for place in monthly if place.due} == {
        date(2024, 1, 19),
        date(2024, 2, 19),
    }


def test_what_a_large_plan_makes_owe_is_set_in_few_queries(
    world: World, found: GrassrootsWorld
) -> None:
    units = [world.committee(f"Đoàn cơ sở {number}") for number in range(66)]
    made = [
        Assignment(
            activity_id=found.activity_id,
            issuer_id=world.issuer.id,
            organization_id=unit.id,
            month=MARCH,
        )
        for unit in units
    ]
    add(*made)
    with counted() as statements:
        set_assignment_milestones(made, world.plan.id)
    assert len([one for one in statements if one.startswith("SELECT")]) <= 8
    assert db.session.scalar(select(func.count(Milestone.id))) == 6 + 66

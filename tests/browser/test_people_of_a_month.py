"""Who goes, who leaves and which day it is, at the screen: swapped, undone, handed over, warned."""

from datetime import date

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.browser.conftest import Site
from tests.grassroots_world import MARCH, add_grassroots, meetings_in
from tests.world import World
from webapp.core.db import db
from webapp.grassroots.queries.month import MonthRecord
from webapp.grassroots.services import assigning
from webapp.grassroots.services.dues import lock_calendar
from webapp.plans.services.dues import set_assignment_milestones
from webapp.visits.models import Visit

LIVED = date(2024, 2, 25)


@pytest.fixture
def published(site: Site) -> str:
    """A published March of four meetings; the address of its first meeting's line."""
    site.live_on(LIVED)
    with site.app.app_context():
        world = World()
        held = add_grassroots(world)
        places = list(held.assignment_ids)
        set_assignment_milestones([held.assignment(*one) for one in places], world.plan.id)
        meetings_in(world, held, "Nhơn Trạch", (5, 8), (5, 9), (10, 8))
        meetings_in(world, held, "Tân Phú", (12, 14))
        lock_calendar(held.activity, MARCH)
        db.session.commit()
        assigning.propose(held.activity, MARCH)
        assigning.publish(held.activity, MARCH, world.user("planner"))
        first = MonthRecord(held.activity, MARCH).lines[0]
        return f"/grassroots/{held.activity_id}/meetings/{first.meeting_id}"


@pytest.mark.parametrize("site", ["telephone"], indirect=True)
def test_two_people_change_places_after_the_cost_was_seen(site: Site, published: str) -> None:
    planner = site.person("planner")
    planner.open(published)
    planner.page.get_by_role("link", name="Đổi với người dự buổi khác").click()
    planner.sees("mỗi người và mỗi đơn vị được báo một lần")
    cost = planner.page.locator(".cost").or_(planner.page.get_by_text("Không thiệt gì"))
    expect(cost.last).to_be_visible()
    planner.page.get_by_role("radio").last.check()
    planner.press("Đổi người dự")
    planner.sees("Đã đổi người dự giữa hai buổi.")
    planner.sees("Rơi vào Chủ nhật")


@pytest.mark.parametrize("site", ["desktop"], indirect=True)
def test_a_no_show_noted_by_mistake_is_undone(site: Site, published: str) -> None:
    with site.app.app_context():
        visit_id = db.session.scalars(select(Visit.id).order_by(Visit.id)).first()
    planner = site.person("planner")
    planner.open(f"/visits/{visit_id}/no-show")
    planner.page.get_by_label("Lý do").fill("Ốm")
    planner.press("Ghi nhận")
    planner.page.get_by_role("link", name="Hủy ghi nhận").click()
    planner.page.get_by_label("Lý do hủy ghi nhận").fill("Ghi nhầm buổi")
    planner.press("Hủy ghi nhận")
    planner.sees("Đã hủy ghi nhận đồng chí")


@pytest.mark.parametrize("site", ["tablet"], indirect=True)
def test_who_leaves_hands_over_in_one_step(site: Site, published: str) -> None:
    with site.app.app_context():
        user_id = World().user("member").id
    admin = site.person("admin")
    admin.open(f"/administration/people/{user_id}")
    admin.page.get_by_role("link", name="Xem, bàn giao").click()
    admin.page.get_by_label("Người nhận chung").fill("member2")
    admin.press("Bàn giao")
    admin.sees("Đã khóa tài khoản.")
    admin.sees("Đồng chí này không giữ việc nào chưa xong.")
    admin.sees("Đã bàn giao")


@pytest.mark.parametrize("site", ["desktop"], indirect=True)
def test_a_day_off_is_told_beside_the_field_as_it_is_typed(site: Site, published: str) -> None:
    meeting_id = published.rsplit("/", 1)[1]
    office = site.person("office")
    office.open(f"/meetings/{meeting_id}/change")
    field = office.page.get_by_label("Ngày họp")
    field.fill("2024-03-17")
    field.blur()
    expect(office.page.locator(".off-day")).to_contain_text("Rơi vào Chủ nhật")
    field.fill("2024-03-18")
    field.blur()
    expect(office.page.locator(".off-day")).not_to_contain_text("Rơi vào")

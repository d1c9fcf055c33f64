"""The steps of a round and of a month: what is next stands out, and leads to where it is done."""

from datetime import date

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Person, Site
from tests.grassroots_world import MARCH, add_grassroots, meetings_in
from tests.round_world import add_round
from tests.world import World
from webapp.core.db import db
from webapp.grassroots.services.dues import lock_calendar

pytestmark = pytest.mark.parametrize("site", ["desktop", "telephone"], indirect=True)


def upcoming(person: Person) -> Locator:
    line = person.page.get_by_role("navigation", name="Các bước")
    return line.locator("[aria-current=step]")


def test_a_round_leads_to_its_next_step(site: Site) -> None:
    with site.app.app_context():
        address = f"/rounds/{add_round(World()).activity.id}"
    planner = site.person("planner")
    planner.open("/rounds")
    planner.sees("1/6: chọn đơn vị")
    planner.open(address)
    expect(upcoming(planner)).to_contain_text("Đang làm")
    planner.follow("Chọn đơn vị", upcoming(planner))
    planner.press("Chọn")
    planner.open(address)
    planner.sees("2/6: định ngày")
    planner.follow("Định ngày", upcoming(planner))
    expect(planner.page.get_by_label("Ngày").first).to_be_visible()


def test_a_month_leads_to_its_next_step_and_is_looked_over(site: Site) -> None:
    with site.app.app_context():
        world = World()
        held = add_grassroots(world)
        for unit in ("Nhơn Trạch", "Tân Phú", "Long Thành"):
            meetings_in(world, held, unit, (5, 8))
        lock_calendar(held.activity, MARCH)
        db.session.commit()
        address = f"/grassroots/{held.activity_id}?month=2024-03"
    site.live_on(date(2024, 2, 20))
    planner = site.person("planner")
    planner.open(address)
    planner.sees("2/6: phân công")
    planner.press("Đề xuất phân công")
    planner.sees("3/6: công bố")
    planner.follow("Công bố", upcoming(planner))
    planner.sees("Báo ngay cho")
    planner.sees("Không thiếu gì.")
    planner.press("Công bố lịch tháng 03/2024: 3 buổi, 3 người")
    planner.sees("4/6: thông báo lịch dự")

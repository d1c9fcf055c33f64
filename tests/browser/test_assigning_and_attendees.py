"""In a real browser: many units assigned at once and taken back, and who comes to a visit."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site
from tests.visits.test_announcing import choose
from tests.world import World
from webapp.core.db import db
from webapp.visits.attendee_models import LOWER
from webapp.visits.services import attendees


@pytest.mark.parametrize("site", ["desktop", "telephone"], indirect=True)
def test_all_others_and_a_list_are_assigned_at_once(site: Site) -> None:
    with site.app.app_context():
        world = World()
        for number in range(12):
            world.committee(f"Đảng bộ xã Số {number}")
        db.session.commit()
        place = f"/plans/{world.plan.id}/assignments"
    planner = site.person("planner")
    page = planner.page
    planner.open(place)
    planner.follow("Theo danh sách")
    planner.fill("Danh sách", "Đảng bộ xã Số 1\t5\nĐảng bộ xã Sồ 2\t6")
    planner.press("Xem lại danh sách")
    planner.sees("Gần giống: “Đảng bộ xã Số 2”")
    planner.fill("Danh sách", "Đảng bộ xã Số 1 | 5\nĐảng bộ xã Số 2 | 6")
    planner.press("Xem lại danh sách")
    planner.press("Nhận danh sách (2 phân công)")
    planner.sees("Đã thêm 2 phân công")
    planner.press("Các đơn vị còn lại (10) tự báo cáo")
    planner.sees("không đơn vị nào bị bỏ sót")
    planner.press("Hoàn tác lần giao này")
    planner.sees("10 chưa có phân công")
    planner.follow("Giao nhiều đơn vị")
    planner.choose("Tháng", "Tháng 09/2024")
    page.get_by_label("Đảng bộ xã Số 7", exact=True).check()
    page.get_by_label("Đảng bộ xã Số 8", exact=True).check()
    planner.press("Phân công các đơn vị đã chọn")
    planner.sees("Đã thêm 2 phân công")
    planner.check()


@pytest.mark.parametrize("site", ["desktop", "telephone"], indirect=True)
def test_who_comes_is_named_and_answers(site: Site) -> None:
    with site.app.app_context():
        world = World()
        address = f"/visits/{choose(world)[0].id}"
        leader_name = world.user("leader").full_name
    planner = site.person("planner")
    planner.open(address)
    planner.follow("Mở thành phần dự")
    planner.page.get_by_role("link", name="Thêm người dự, cấp trên").click()
    option = planner.page.get_by_label("Người có tài khoản").locator("option", has_text=leader_name)
    planner.page.get_by_label("Người có tài khoản").select_option(
        value=option.get_attribute("value") or ""
    )
    planner.press("Thêm")
    planner.sees("Chưa trả lời")
    leader = site.person("leader")
    leader.open(f"{address}/people")
    leader.page.get_by_role("link", name=f"Trả lời: đồng chí {leader_name}").click()
    leader.page.get_by_label("Cử người thay").check()
    leader.press("Lưu trả lời")
    expect(leader.page.get_by_role("alert")).to_contain_text("phải ghi người dự thay")
    leader.fill("Người dự thay (họ và tên, chức vụ)", "Hồ Thị Thay")
    leader.press("Lưu trả lời")
    leader.sees("đồng chí Hồ Thị Thay")
    leader.check()


@pytest.mark.parametrize("site", ["tablet"], indirect=True)
def test_a_unit_answers_from_its_first_screen(site: Site) -> None:
    with site.app.app_context():
        world = World()
        values = {"user_id": None, "name": "Lê Thị Dưới", "position": "Phó Bí thư"}
        attendees.add(world.visit(), LOWER, values, world.user("planner"))
    site.live_on(date(2024, 3, 1))
    office = site.person("office")
    office.follow("Trả lời của thành phần dự")
    office.page.get_by_role("link", name="Trả lời: đồng chí Lê Thị Dưới").click()
    office.page.get_by_label("Dự", exact=True).check()
    office.press("Lưu trả lời")
    office.open("/")
    office.misses("Trả lời của thành phần dự")

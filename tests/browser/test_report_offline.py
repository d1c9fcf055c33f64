"""A report and a no-show from a telephone without network: kept as typed, sent once, told of."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser.conftest import Person, Site
from tests.browser.offline import _no_network_is_no_fault, inside, kept, remarks, sent, waits
from tests.grassroots_world import one_of_everything
from tests.world import World
from webapp.core.db import db
from webapp.visits.models import NoShow

__all__ = ("_no_network_is_no_fault",)  # a fixture
pytestmark = pytest.mark.parametrize("site", ["telephone"], indirect=True)


@pytest.fixture
def visit_id(site: Site) -> int:
    with site.app.app_context():
        number = one_of_everything(World())["grassroots_visit_id"]
        db.session.commit()
    site.live_on(date(2024, 3, 9))  # the day after the meeting
    return number


def opened(site: Site, path: str, username: str = "member") -> Person:
    person = site.person(username)
    person.open(path)
    kept(person.page, path)
    return person


def write(page: Page, course: str) -> None:
    page.get_by_label("Tổng số").fill("25")
    page.get_by_label("Số có mặt").fill("23")
    page.get_by_label("Nội dung triển khai").fill(course)
    page.get_by_label("Ưu điểm").fill("Đúng giờ")


def test_a_report_is_asked_for_offline_and_done_when_it_arrives(site: Site, visit_id: int) -> None:
    at = f"/visits/{visit_id}/report"
    member = opened(site, at)
    page, context = member.page, member.page.context
    context.set_offline(True)
    page.goto(at)  # it opens without network
    write(page, "Triển khai nghị quyết")
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.locator(".on-tablet")).to_contain_text("Đã giữ báo cáo trên máy, chờ có mạng")
    waits(page, 1)
    member.check()
    page.goto(at)  # and so it stands when it is opened again
    expect(page.get_by_label("Nội dung triển khai")).to_have_value("Triển khai nghị quyết")
    expect(page.locator(".on-tablet")).to_contain_text("chờ có mạng")
    assert remarks(site, visit_id) == []

    context.set_offline(False)
    page.wait_for_url(f"**/visits/{visit_id}")
    expect(page.get_by_text("Đã gửi báo cáo.")).to_be_visible()
    assert remarks(site, visit_id) == ["Đúng giờ"]


def test_what_is_typed_and_not_sent_survives_a_closed_browser(site: Site, visit_id: int) -> None:
    at = f"/visits/{visit_id}/report"
    member = opened(site, at)
    page, context = member.page, member.page.context
    context.set_offline(True)
    page.get_by_label("Nội dung triển khai").fill("Đang viết dở")
    page.wait_for_timeout(3000)
    page.close()
    page = member.page = context.new_page()
    page.goto(at)
    expect(page.get_by_label("Nội dung triển khai")).to_have_value("Đang viết dở")
    expect(page.locator(".on-tablet")).to_contain_text("chưa gửi")


def test_a_press_is_taken_back_before_it_is_sent(site: Site, visit_id: int) -> None:
    at = f"/visits/{visit_id}/report"
    page = opened(site, at).page
    page.context.set_offline(True)
    write(page, "Chưa chắc")
    page.get_by_role("button", name="Gửi báo cáo").click()
    page.get_by_role("button", name="Lấy lại, chưa gửi").click()
    expect(page.locator('[data-when="waiting"]')).to_be_hidden()
    expect(page.get_by_label("Nội dung triển khai")).to_have_value("Chưa chắc")
    page.context.set_offline(False)
    inside(page, "await sync.flush(true)")
    assert remarks(site, visit_id) == []


def test_over_a_colleagues_report_both_stand_and_the_second_press_decides(
    site: Site, visit_id: int
) -> None:
    at = f"/visits/{visit_id}/report"
    member, planner = opened(site, at), opened(site, at, "planner")
    page = member.page
    page.context.set_offline(True)
    write(page, "Bản trên điện thoại")
    page.get_by_role("button", name="Gửi báo cáo").click()
    waits(page, 1)
    write(planner.page, "Bản của văn phòng")
    planner.page.get_by_role("button", name="Gửi báo cáo").click()
    planner.page.wait_for_url(f"**/visits/{visit_id}")
    page.context.set_offline(False)
    expect(page.locator(".problem")).to_contain_text("Bản của văn phòng")
    expect(page.locator(".problem")).to_contain_text("Bản trên điện thoại")
    member.check()
    page.reload()  # it is still there
    expect(page.locator(".problem")).to_contain_text("Bản của văn phòng")
    page.get_by_role("button", name="Gửi lại báo cáo").click()
    page.wait_for_url(f"**/visits/{visit_id}")
    page.goto(at)
    expect(page.get_by_label("Nội dung triển khai")).to_have_value("Bản trên điện thoại")
    expect(page.locator(".on-tablet")).to_have_count(0)


def test_who_did_not_come_is_noted_from_where_there_is_no_network(
    site: Site, visit_id: int
) -> None:
    at = f"/visits/{visit_id}/no-show"
    page = opened(site, at).page
    page.context.set_offline(True)
    page.get_by_label("Lý do").fill("Bị ốm đột xuất")
    page.get_by_role("button", name="Ghi nhận").click()
    expect(page.locator(".on-tablet")).to_contain_text("chờ có mạng để ghi nhận")
    page.context.set_offline(False)
    expect(page.get_by_text("Đã ghi nhận. Việc tiếp theo")).to_be_visible()
    sent(page)
    with site.app.app_context():
        assert db.session.scalars(select(NoShow.reason)).all() == ["Bị ốm đột xuất"]

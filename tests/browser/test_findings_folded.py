"""Findings group by group: what is left is shown, the rest is rated in one press, and undone."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.offline import CHAIR, _no_network_is_no_fault, ready, sent, visit_id, waits
from tests.browser.steps import answered

__all__ = ("_no_network_is_no_fault", "visit_id")  # fixtures
pytestmark = pytest.mark.parametrize("site", ["tablet"], indirect=True)
REST = "Các nội dung còn lại: thực hiện tốt"


def count(page: Page, group: str) -> str:
    return page.locator(f"#{group} > summary [data-count]").inner_text()


def test_the_next_content_is_one_press_away(site: Site, visit_id: int) -> None:
    member = ready(site, visit_id)
    page = member.page
    expect(page.locator("#group-1")).to_have_attribute("open", "")
    expect(page.locator("#group-books")).not_to_have_attribute("open", "")
    for choice in page.locator("#group-1").get_by_role("radio", name="Thực hiện tốt").all():
        with answered(member, "/field"):
            choice.check()
    written = count(page, "group-1").split("Đã ghi ")[1].split("/")
    assert written[0] == written[1]
    following = page.locator("#next-open").get_attribute("href") or "?"
    page.locator("#next-open").click()
    expect(page.locator(following)).to_be_in_viewport()
    expect(page.locator("#next-open")).not_to_have_attribute("href", following)
    member.check()


def test_a_bad_rating_asks_for_a_shortcoming_at_once(site: Site, visit_id: int) -> None:
    member = ready(site, visit_id)
    item = member.page.locator("#group-1 .item").first
    asks = item.get_by_text("Đánh giá chưa tốt mà chưa ghi hạn chế nào")
    expect(asks).to_be_hidden()
    with answered(member, "/field"):
        item.get_by_role("radio", name="Còn hạn chế").check()
    expect(asks).to_be_visible()
    member.check()
    with answered(member, "/field"):
        item.get_by_role("button", name="Hạn chế", exact=True).click()
    expect(asks).to_be_hidden()
    member.page.once("dialog", lambda dialog: dialog.accept())
    with answered(member, "/field"):
        item.get_by_role("button", name="Xóa").click()
    expect(item.get_by_role("heading")).to_be_focused()
    expect(member.page.locator("#announce")).to_contain_text("Đã xóa hạn chế.")
    rated = item.get_by_role("group", name=f"Đánh giá · {item.get_by_role('heading').inner_text()}")
    expect(rated.get_by_role("radio", name="Còn hạn chế")).to_be_checked()


def test_the_rest_is_rated_and_undone_beside_what_was_written_without_network(
    site: Site, visit_id: int
) -> None:
    member = ready(site, visit_id)
    page, context = member.page, member.page.context
    context.set_offline(True)
    page.locator("#group-1").get_by_role("radio", name="Chưa thực hiện").first.check()
    page.locator(CHAIR).fill("Đồng chí Bí thư")
    page.locator(CHAIR).blur()
    waits(page, 2)
    assert count(page, "group-1").startswith("Đã ghi 1/")
    page.get_by_role("button", name=REST).click()
    waits(page, 3)  # it goes after what was rated in the hall

    context.set_offline(False)
    sent(page)
    member.open(f"/visits/{visit_id}/findings")
    expect(page.locator(".clash-cell")).to_have_count(0)
    first = page.locator("#group-1 .item").first
    expect(first.locator('input[type="radio"][value="poor"]')).to_be_checked()
    good = page.locator('.findings input[value="good"]:checked')
    filled = good.count()
    assert filled > 1
    page.get_by_role("button", name="Bỏ các đánh giá này").click()
    member.sees(f"Đã bỏ đánh giá ghi một lần của {filled} nội dung.")
    expect(good).to_have_count(0)


def test_completing_before_its_hour_takes_a_reason(site: Site, visit_id: int) -> None:
    site.live_on(date(2024, 3, 1))
    member = ready(site, visit_id)
    page = member.page
    for name, text in (("present", "10"), ("members", "12")):
        page.locator(f"#attendance-{name}").fill(text)
    page.locator("#general").get_by_role("button", name="Ưu điểm").click()
    page.locator("#general .strength textarea").last.fill("Đúng giờ")
    page.get_by_role("button", name="Hoàn thành kết quả").click()  # through the outbox
    member.sees("Chưa hoàn thành: còn nội dung chưa đủ điều kiện dưới đây")
    member.fill("Lý do vẫn hoàn thành", "Chi bộ họp sớm hơn giờ báo")
    member.press("Hoàn thành kết quả")
    member.sees("Lý do: Chi bộ họp sớm hơn giờ báo")
    member.check()

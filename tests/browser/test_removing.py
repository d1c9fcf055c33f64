"""An activity is deleted, comes back, is duplicated; a draft plan is deleted."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site


@pytest.mark.parametrize("site", ["desktop", "telephone"], indirect=True)
def test_an_activity_goes_and_comes_back_and_the_draft_is_deleted(site: Site) -> None:
    planner = site.person("planner")
    page = planner.page
    planner.open("/plans/new")
    page.get_by_label("Năm").fill("2025")
    page.get_by_label("Trích yếu").fill("Kế hoạch thử")
    page.get_by_label("Bắt đầu từ").select_option("model-2-dot-kiem-tra-va-di-co-so")
    planner.press("Lập kế hoạch")
    page.goto(page.url.replace("/moved", "/activities").split("?")[0])
    first = page.locator("ol.entries li").first
    title = first.get_by_role("link").first.inner_text()
    first.get_by_role("link", name="Sửa").click()
    planner.press("Xóa khỏi kế hoạch")
    planner.sees("Cùng với hoạt động này sẽ xóa")
    planner.check()
    planner.press("Xóa hoạt động")
    planner.sees("Hoạt động đã xóa")
    planner.check()
    page.get_by_role("button", name="Khôi phục").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    planner.press("Nhân bản hoạt động")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{title} (bản sao)")
    planner.check()
    page.goto(page.url.split("/activities")[0])
    planner.follow("Xóa kế hoạch")
    planner.check()
    planner.press("Xóa kế hoạch")
    planner.sees("Đã xóa kế hoạch")
    planner.misses("Kế hoạch thử")

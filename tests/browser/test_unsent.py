"""A form that is sent after the session ended comes back, as it was typed, after signing in."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD, Site
from tests.browser.steps import PLAN

TYPED = "Kế hoạch gõ dở, mất thì tiếc"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "without scripts"])
@pytest.mark.parametrize("site", ["telephone"], indirect=True)
def test_what_was_typed_is_there_after_signing_in(site: Site, scripts: bool) -> None:
    planner = site.person("planner", scripts=scripts)
    page = planner.page
    planner.open("/plans")
    planner.follow(PLAN)
    planner.open(f"{page.url}/edit")
    page.get_by_label("Trích yếu").fill(TYPED)
    page.context.clear_cookies()
    planner.press("Lưu")
    planner.fill("Tên đăng nhập", "planner")
    planner.fill("Mật khẩu", PASSWORD)
    planner.press("Đăng nhập")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nội dung chưa gửi")
    planner.sees(TYPED)
    planner.press("Mở lại biểu mẫu để xem và gửi")
    expect(page.get_by_label("Trích yếu")).to_have_value(TYPED)
    planner.press("Lưu")
    planner.sees("Đã lưu.")
    planner.open("/unsent")
    planner.sees("Không có nội dung nào chờ gửi.")

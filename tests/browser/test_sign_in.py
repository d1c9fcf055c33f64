"""The way in, at both sizes."""

from datetime import date

from playwright.sync_api import expect

from tests.browser.conftest import Site


def test_sign_in_and_out(site: Site) -> None:
    site.live_on(date(2024, 7, 15))
    planner = site.person("planner")
    planner.check()
    planner.sees("Đồng hồ tập huấn", planner.page.locator("header"))
    planner.press("Đăng xuất")
    expect(planner.page).to_have_title("Đăng nhập · Dự, giám sát")


def test_a_wrong_password_takes_the_focus(site: Site) -> None:
    planner = site.person("planner")
    planner.press("Đăng xuất")
    planner.page.get_by_label("Tên đăng nhập").fill("planner")
    planner.page.get_by_label("Mật khẩu").fill("sai")
    planner.press("Đăng nhập")
    expect(planner.page.locator(".problem")).to_be_focused()
    expect(planner.page).to_have_title("Lỗi: Đăng nhập · Dự, giám sát")
    planner.page.get_by_role("link", name="Mật khẩu: ").click()
    expect(planner.page.get_by_label("Mật khẩu")).to_be_focused()

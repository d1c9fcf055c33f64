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


def test_a_password_is_shown_by_a_button_and_sent_as_one(site: Site) -> None:
    visitor = site.visitor()
    visitor.open("/sign-in")
    page = visitor.page
    page.get_by_label("Tên đăng nhập").fill("planner")
    password = page.get_by_label("Mật khẩu")
    password.fill("mat-khau-thu")
    password.press("Tab")
    show = page.get_by_role("button", name="Hiện mật khẩu")
    expect(show).to_be_focused()
    show.press("Enter")
    expect(password).to_have_attribute("type", "text")
    visitor.check()
    page.get_by_role("button", name="Ẩn mật khẩu").press("Space")
    expect(password).to_have_attribute("type", "password")
    show.click()
    visitor.press("Đăng nhập")
    visitor.sees("Việc của tôi")


def test_without_a_script_no_button_promises_to_show_it(site: Site) -> None:
    visitor = site.visitor(scripts=False)
    visitor.open("/sign-in")
    expect(visitor.page.locator(".reveal")).to_be_hidden()

"""Signing in and filing a meeting without a mouse."""

from datetime import date

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Person, Site
from tests.browser.steps import REGULAR
from tests.building import PASSWORD

MOST_STOPS = 60


def tab_to(person: Person, wanted: Locator) -> None:
    """Press Tab until the focus stands on *wanted*, and can be seen there."""
    for _ in range(MOST_STOPS):
        person.page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            break
    expect(wanted).to_be_focused()
    look = "one => { const s = getComputedStyle(one); return s.outlineStyle + s.outlineWidth }"
    assert wanted.evaluate(look) == "solid3px"


def enter(person: Person) -> None:
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")
    person.check()


@pytest.mark.parametrize("site", ["desktop"], indirect=True)
def test_file_a_meeting_by_keyboard(site: Site) -> None:
    site.live_on(date(2024, 1, 24))
    office = site.visitor()
    sign_in(office)
    go_to_the_list(office)
    fill_the_row(office)
    tab_to(office, office.page.get_by_role("button", name="Gửi đăng ký"))
    enter(office)
    office.sees("Đã nhận đăng ký")
    office.sees(REGULAR)


def sign_in(office: Person) -> None:
    page = office.page
    office.open("/sign-in")
    if not page.get_by_label("Tên đăng nhập").evaluate("one => one === document.activeElement"):
        tab_to(office, page.get_by_label("Tên đăng nhập"))
    page.keyboard.type("office")
    tab_to(office, page.get_by_label("Mật khẩu"))
    page.keyboard.type(PASSWORD)
    enter(office)


def go_to_the_list(office: Person) -> None:
    """The first stop of every page leads past the menu."""
    page = office.page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.reload()
    tab_to(office, page.get_by_role("link", name="Đăng ký lịch"))
    enter(office)
    tab_to(office, page.get_by_role("link", name="Gửi đăng ký"))
    enter(office)


def fill_the_row(office: Person) -> None:
    """The search is a combobox: arrows walk through what it found, Enter takes it."""
    page = office.page
    organization = page.get_by_role("combobox", name="Tổ chức").first
    tab_to(office, organization)
    page.keyboard.type("ap 1 nhon")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(organization).to_have_value(f"{REGULAR} — Đảng bộ xã Phú Hội Nhơn Trạch")
    tab_to(office, page.get_by_label("Ngày họp"))
    page.keyboard.type("3.3.24")  # as officials do, whatever language the browser speaks
    tab_to(office, page.get_by_label("Giờ"))
    expect(page.get_by_text("Chủ nhật, 03/3/2024")).to_be_visible()
    page.keyboard.type("7g00")
    page.keyboard.press("Tab")
    expect(page.get_by_text("07 giờ 00")).to_be_visible()
    expect(page.locator(".margin")).to_contain_text("Còn 9 ngày so với hạn 02/02/2024")

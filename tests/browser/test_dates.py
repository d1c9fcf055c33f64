"""In a real browser: days and hours typed as officials do, said back in full, and picked."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site


@pytest.mark.parametrize("site", ["desktop", "telephone"], indirect=True)
def test_an_office_types_days_and_hours_its_own_way(site: Site) -> None:
    office = site.person("office")
    page = office.page
    office.open("/notices")
    office.follow("Gửi đăng ký")
    row = page.locator("fieldset.meeting").first
    day, hour = row.get_by_label("Ngày họp"), row.get_by_label("Giờ")
    day.fill("31.4.24")
    hour.fill("7g30")
    hour.blur()
    office.sees("tháng 4 năm 2024 chỉ có 30 ngày", row)
    office.sees("07 giờ 30", row)
    office.press("Gửi đăng ký")
    expect(row.get_by_label("Ngày họp")).to_have_attribute("aria-invalid", "true")
    expect(day).to_have_value("31.4.24")
    expect(hour).to_have_value("7g30")
    day.fill("5-3-24")
    day.blur()
    office.sees("thứ Ba, 05/3/2024", row)
    expect(row.locator(".margin")).not_to_contain_text("Chọn ngày để biết")
    # The browser's own picker is opened by the button and writes into the field.
    row.get_by_role("button", name="Mở lịch").click()
    picker = row.locator(".typed .picker").first
    expect(picker).to_have_value("2024-03-05")
    picker.evaluate("box => { box.value = '2024-03-06'; box.dispatchEvent(new Event('change')); }")
    expect(day).to_have_value("06/03/2024")
    office.sees("thứ Tư, 06/3/2024", row)
    office.check()


def test_a_day_needs_no_script(site: Site) -> None:
    reader = site.person("reader", scripts=False)
    page = reader.page
    reader.open("/organizations")
    expect(page.get_by_role("button", name="Mở lịch")).to_have_count(0)
    reader.fill("Vào ngày", "ngày 3 tháng 9 năm 2025")
    reader.press("Xem")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cây tổ chức ngày 03/09/2025")
    reader.sees("thứ Tư, 03/9/2025")
    reader.fill("Vào ngày", "29/2/2023")
    page.get_by_role("button", name="Xem").click()
    reader.sees("tháng 02 năm 2023 chỉ có 28 ngày")
    expect(page.get_by_label("Vào ngày")).to_have_value("29/2/2023")


def test_what_is_said_does_not_move_a_button_from_under_the_pointer(site: Site) -> None:
    planner = site.person("planner")
    page = planner.page
    planner.open("/documents/on-paper")
    page.get_by_label("Ngày ban hành").fill("9.1.2024")
    button = page.get_by_role("button", name="Ghi vào sổ")
    button.scroll_into_view_if_needed()
    at = button.bounding_box()
    assert at is not None
    page.mouse.move(at["x"] + 9, at["y"] + at["height"] - 3)
    with page.expect_response("**/said?*"):
        page.mouse.down()  # leaves the field, of which the server says how it reads it
    page.wait_for_timeout(300)
    assert button.bounding_box() == at
    with page.expect_navigation():
        page.mouse.up()

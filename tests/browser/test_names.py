"""Names that differ by a tone, text of an old font, and a name of before, seen by people."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site

OLD, NEW = "Đảng bộ huyện Tân Phú", "Đảng bộ phường An Bình"


@pytest.mark.parametrize("site", ["desktop", "telephone"], indirect=True)
def test_a_neighbour_by_a_tone_is_asked_about_and_founded(site: Site) -> None:
    admin = site.person("admin")
    page = admin.page
    admin.open("/administration/organizations?q=tinh+uy+dong+nai")
    admin.follow("Tỉnh ủy Đồng Nai")
    admin.follow("Thêm vào Tỉnh ủy Đồng Nai")
    page.get_by_label("Tên đầy đủ").fill("§¶ng bé huyÖn T©n Phó")
    page.get_by_label("Cấp", exact=True).select_option(index=1)
    admin.press("Lưu")
    expect(page.get_by_role("alert")).to_contain_text("bảng mã cũ TCVN3")
    page.get_by_label("Tên đầy đủ").fill("Đảng bộ huyện Tân Phù")
    admin.press("Lưu")
    expect(page.get_by_role("alert")).to_contain_text(f"tên gần giống: {OLD}")
    page.get_by_label("Là tổ chức khác").check()
    admin.press("Lưu")
    admin.sees("Đã thêm Đảng bộ huyện Tân Phù")
    expect(page.get_by_role("rowheader", name=OLD)).to_be_visible()
    expect(page.get_by_role("rowheader", name="Đảng bộ huyện Tân Phù")).to_be_visible()


@pytest.mark.parametrize("site", ["desktop"], indirect=True)
def test_a_name_of_before_finds_the_new_one(site: Site) -> None:
    admin = site.person("admin")
    page = admin.page
    admin.open("/organizations?q=huyen+tan+phu")
    page.get_by_role("checkbox", name=f"Chọn {OLD}").check()
    page.get_by_role("button", name="Đổi tên", exact=True).click()
    page.get_by_label("Tên mới", exact=True).fill(NEW)
    page.get_by_label("Quyết định, nghị quyết").fill("Nghị quyết số 12")
    page.get_by_role("button", name="Xem hệ quả").click()
    page.get_by_role("button", name="Ghi nhận thay đổi").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(NEW)
    reader = site.person("reader")
    reader.open("/organizations?q=Đảng+bộ+huyện,+Tân+Phú")
    expect(reader.page.get_by_role("rowheader", name=NEW)).to_be_visible()
    expect(reader.page.locator(".note")).to_contain_text(
        re.compile(rf"“{OLD}” nay là\s+{NEW}, từ ngày\s+\d\d/\d\d/\d{{4}}")
    )


@pytest.mark.parametrize("site", ["telephone"], indirect=True)
def test_people_are_listed_by_given_name_on_every_page(site: Site) -> None:
    admin = site.person("admin")
    admin.open("/administration/people")
    admin.follow("Tên")
    expect(admin.page.get_by_role("group", name="Thứ tự danh sách người")).to_contain_text("Tên")
    current = admin.page.locator("[aria-label='Thứ tự danh sách người'] [aria-current]")
    expect(current).to_have_text("Tên")
    admin.open("/administration/people")
    expect(current).to_have_text("Tên")

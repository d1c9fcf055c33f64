"""Districts end by one decision in a real browser, and the tree is read as of two days."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site

DISTRICTS = ("Đảng bộ huyện Nhơn Trạch", "Đảng bộ huyện Tân Phú")


@pytest.mark.parametrize("site", ["desktop", "tablet", "telephone"], indirect=True)
def test_districts_end_and_the_tree_is_read_before_and_after(site: Site) -> None:
    admin = site.person("admin")
    page = admin.page
    admin.open("/organizations?q=dang+bo+huyen")
    admin.check()
    for name in DISTRICTS:
        page.get_by_role("checkbox", name=f"Chọn {name}").check()
    page.get_by_role("button", name="Giải thể, kết thúc hoạt động").click()
    admin.check()
    page.get_by_label("Từ ngày").fill("2025-07-01")
    page.get_by_role("button", name="Xem hệ quả").click()
    expect(page.get_by_role("alert")).to_contain_text("Không được để trống")
    page.get_by_label("Quyết định, nghị quyết").fill("Nghị quyết số 12")
    page.get_by_role("button", name="Xem hệ quả").click()
    expect(page.locator(".note")).to_contain_text("2: " + "; ".join(DISTRICTS))
    admin.check()
    page.get_by_role("button", name="Ghi nhận thay đổi").click()
    admin.sees("Nghị quyết số 12")
    admin.check()
    reader = site.person("reader")
    for day, there in (("2025-06-30", 1), ("2025-07-01", 0)):
        reader.open(f"/organizations?q=huyen+tan+phu&on={day}")
        expect(reader.page.get_by_role("rowheader", name=DISTRICTS[1])).to_have_count(there)
        reader.check()
    reader.open("/organizations/levels")
    reader.check()
    reader.open("/organizations?q=xa+phu+hoi+tan+phu&on=2025-07-01")
    reader.page.get_by_role("link", name="Xem").click()
    reader.sees("Tỉnh ủy Đồng Nai")
    reader.check()

"""A superior is renamed: the letterhead asks, and follows."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site


@pytest.mark.parametrize("site", ["desktop", "telephone"], indirect=True)
def test_the_letterhead_asks_and_follows(site: Site) -> None:
    admin = site.person("admin")
    page = admin.page
    admin.open("/organizations?q=tinh+uy+dong+nai")
    page.get_by_role("checkbox", name="Chọn Tỉnh ủy Đồng Nai").check()
    page.get_by_role("button", name="Đổi tên").click()
    page.get_by_label("Từ ngày").fill("2024-03-01")
    page.get_by_label("Quyết định, nghị quyết").fill("Nghị quyết số 1")
    page.get_by_label("Tên mới", exact=True).fill("Tỉnh ủy Đông Nam")
    page.get_by_role("button", name="Xem hệ quả").click()
    page.get_by_role("button", name="Ghi nhận thay đổi").click()
    admin.sees("Đầu văn bản còn ghi tên cũ")
    admin.check()
    admin.open("/administration/letterhead")
    admin.sees("TỈNH ỦY ĐÔNG NAM")
    admin.check()
    admin.press("Ghi theo tên mới")
    expect(page.get_by_role("button", name="Ghi theo tên mới")).to_have_count(0)
    expect(page.get_by_role("rowheader")).to_have_count(2)
    admin.check()
    admin.follow("Thêm đầu văn bản từ một ngày")
    admin.check()

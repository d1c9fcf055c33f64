"""A part that htmx asks for says where it stands that it failed, and asks again."""

from playwright.sync_api import expect

from tests.browser.conftest import Site
from tests.world import World
from webapp.core.db import db


def test_a_list_that_could_not_be_fetched_says_so_and_comes_by_pressing(site: Site) -> None:
    with site.app.app_context():
        World().notice()
        db.session.commit()
    planner = site.person("planner")
    planner.open("/notices")
    page = planner.page
    page.context.set_offline(True)
    page.get_by_label("Đơn vị").first.fill("nhon trach")
    failed = page.get_by_role("alert").filter(has_text="Chưa tải được")
    expect(failed).to_contain_text("không có mạng")
    planner.check()
    page.context.set_offline(False)
    site.faults.clear()  # the browser and htmx tell of each request that came to nothing
    failed.get_by_role("button", name="Thử lại").click()
    expect(failed).to_have_count(0)
    expect(page.locator("#list")).to_contain_text("Nhơn Trạch")
    expect(page.locator("#list")).not_to_contain_text("Tân Phú")

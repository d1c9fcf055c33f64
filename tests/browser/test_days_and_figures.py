"""In a real browser: days that cannot both be true are refused beside the field, text kept."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site
from tests.round_world import add_round
from tests.world import World


@pytest.mark.parametrize("site", ["desktop", "telephone"], indirect=True)
def test_a_round_is_not_kicked_off_after_its_last_day(site: Site) -> None:
    with site.app.app_context():
        world = World()
        held = add_round(world)
        world.unissue()
        address = f"/plans/{world.plan.id}/activities/{held.activity.id}"
    planner = site.person("planner")
    page = planner.page
    planner.open(address)
    page.get_by_role("link", name="thời gian").first.click()
    planner.fill("Giờ, ngày triển khai kế hoạch", "2024-03-23T08:00")
    planner.fill("Địa điểm triển khai", "Hội trường lớn")
    planner.press("Lưu")
    field = page.get_by_label("Giờ, ngày triển khai kế hoạch")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("2024-03-23T08:00")
    planner.sees("Không thể triển khai kế hoạch sau ngày cuối của đợt.")
    expect(page.get_by_label("Địa điểm triển khai")).to_have_value("Hội trường lớn")
    planner.fill("Giờ, ngày triển khai kế hoạch", "2024-03-22T08:00")
    planner.press("Lưu")
    planner.sees("Hội trường lớn")

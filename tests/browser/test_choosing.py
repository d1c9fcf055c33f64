"""In a real browser: among many people and bodies one searches, with and without a script."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site
from tests.people import add_colleagues
from tests.round_world import add_round
from tests.world import World


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("site", ["telephone"], indirect=True)
def test_a_seat_is_given_to_one_of_many(site: Site, scripts: bool) -> None:
    with site.app.app_context():
        world = World()
        held = add_round(world)
        world.unissue()
        add_colleagues(world, 60)
        address = f"/plans/{world.plan.id}/rows/seat/new?under={held.activity.id}"
    planner = site.person("planner", scripts=scripts)
    page = planner.page
    planner.open(address)
    expect(page.get_by_role("radio")).to_have_count(1)  # nobody
    page.get_by_label("Người có tài khoản").first.fill("them 57")
    if not scripts:
        page.get_by_role("button", name="Tìm").click()
    planner.sees("Tìm thấy 1.")
    found = page.get_by_role("radio", name="Nguyễn Văn Thêm 57")
    found.check()
    if scripts:
        planner.check()
        page.get_by_label("Người có tài khoản").first.fill("them 5")
        planner.sees("Tìm thấy 11.")
        expect(found).to_be_checked()
    planner.press("Thêm")
    planner.sees("Nguyễn Văn Thêm 57")


@pytest.mark.parametrize("site", ["desktop"], indirect=True)
def test_a_team_is_put_together_from_many(site: Site) -> None:
    with site.app.app_context():
        world = World()
        visit_id = world.visit().id
        add_colleagues(world, 60)
    planner = site.person("planner")
    page = planner.page
    planner.open(f"/visits/{visit_id}/team")
    page.get_by_label("Tìm đồng chí").fill("them 57")
    expect(page.get_by_label("Nguyễn Văn Thêm 56")).to_have_count(0)
    page.get_by_label("Nguyễn Văn Thêm 57").select_option(label="Thành viên")
    page.get_by_label("Tìm đồng chí").fill("them 58")
    expect(page.get_by_label("Nguyễn Văn Thêm 58")).to_be_visible()
    expect(page.get_by_label("Nguyễn Văn Thêm 57")).to_have_value("member")
    planner.check()

"""A round is divided into teams, and papers are handed to who has no account."""

from datetime import date

from playwright.sync_api import expect

from tests.browser.conftest import Site
from tests.round_world import add_round
from tests.submissions.of_round import reported
from tests.world import World


def test_a_round_is_divided_and_papers_are_handed_over(site: Site) -> None:
    with site.app.app_context():
        world = World()
        found = add_round(world)
        reported(world, found)
        address = f"/rounds/{found.activity.id}"
    site.live_on(date(2024, 3, 5))
    planner = site.person("planner")
    planner.open(address)
    planner.follow("Chia thành nhiều Đoàn")
    planner.press("Chia thành hai Đoàn")
    planner.sees("Đoàn số 2 chưa có Trưởng đoàn")
    planner.page.get_by_label("Đoàn của Đảng bộ huyện Tân Phú").select_option("Đoàn số 2")
    planner.press("Lưu các Đoàn")
    planner.sees("Đã lưu các Đoàn.")
    planner.open(address)
    expect(planner.page.get_by_role("row", name="Tân Phú")).to_contain_text("Đoàn số 2")
    planner.follow("Ghi việc giao")
    planner.fill("Giấy tờ khác", "Quyết định thành lập Đoàn")
    planner.press("Ghi việc giao")
    planner.sees("Quyết định thành lập Đoàn")

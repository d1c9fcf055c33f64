"""A recommendation gets more time, and an acceptance is undone, by clicking."""

from datetime import date

import pytest

from tests.browser.conftest import Site
from tests.followup.conftest import letter_of, recommend
from tests.world import World

pytestmark = pytest.mark.parametrize("site", ["tablet"], indirect=True)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_more_time_then_mended_then_undone(site: Site, scripts: bool) -> None:
    with site.app.app_context():
        world = World()
        visit = world.visit()
        number = recommend(world, visit, due=date(2030, 2, 14)).id
        letter_of(world, visit)
    address = f"/recommendations/{number}"
    planner, office = (site.person(who, scripts=scripts) for who in ("planner", "office"))
    planner.open(address)
    page = planner.page
    page.locator("summary", has_text="Gia hạn").click()
    page.get_by_label("Gia hạn đến ngày").fill("2030-03-15")
    planner.press("Gia hạn")
    planner.sees("Không được để trống")
    planner.fill("Người đồng ý", "Trưởng Ban")
    planner.fill("Lý do gia hạn", "Chi bộ vừa đại hội")
    planner.press("Gia hạn")
    planner.sees("Đã gia hạn. Đơn vị được báo.")
    planner.sees("Người đồng ý: Trưởng Ban")

    office.open(address)
    office.sees("trước là 14/02/2030")
    office.fill("Kết quả khắc phục", "Đã ghi đủ")
    office.press("Gửi trả lời")
    planner.open(address)
    planner.press("Chấp nhận")
    page.locator("summary", has_text="Rút lại việc chấp nhận").click()
    planner.fill("Lý do rút lại", "Biên bản của năm trước")
    planner.press("Rút lại")
    planner.sees("Trả lời đang chờ duyệt lại")
    planner.sees("Biên bản của năm trước")
    planner.check()

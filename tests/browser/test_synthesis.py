"""A synthesis of half a year: asked for by a press on its name, seen with its base, composed."""

import pytest

from tests.browser.conftest import Site
from tests.world import World


@pytest.mark.parametrize("site", ["desktop", "telephone"], indirect=True)
def test_half_a_year_is_asked_for_and_composed(site: Site) -> None:
    with site.app.app_context():
        plan_id = World().plan.id
        World().visit()
    planner = site.person("planner")
    planner.open(f"/plans/{plan_id}/synthesis")
    planner.follow("6 tháng, năm, khoảng thời gian khác")
    planner.follow("Lập báo cáo cho khoảng thời gian khác")
    planner.press("Xem số liệu")
    planner.sees("Không được để trống.")
    planner.follow("6 tháng đầu năm 2024")
    planner.fill("Báo cáo với", "Thường trực Tỉnh ủy")
    planner.press("Xem số liệu")
    planner.sees("Tổng hợp 6 tháng đầu năm 2024")
    planner.press("Soạn báo cáo")
    planner.sees("Kết quả 6 tháng đầu năm 2024 thực hiện kế hoạch")

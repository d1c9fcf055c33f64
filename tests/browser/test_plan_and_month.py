"""Papers that gather much, at the screen: a plan of several rounds, a month that is not over."""

from datetime import date

import pytest

from tests.browser.conftest import Site
from tests.grassroots_world import add_grassroots, meetings_in
from tests.plans.test_rounds_in_paper import asking
from tests.world import World
from webapp.core.db import db
from webapp.documents.road import composing, services
from webapp.grassroots.services.dues import lock_calendar
from webapp.plans.kinds import PLAN_PAPER
from webapp.plans.services.dues import set_assignment_milestones

MARCH = date(2024, 3, 1)


@pytest.mark.parametrize("site", ["desktop"], indirect=True)
def test_a_plan_says_of_each_round_what_it_asks_for(site: Site) -> None:
    with site.app.app_context():
        world = World()
        asking(world, "Đợt 1", ["Báo cáo", "Sổ đoàn viên"], date(2024, 5, 8))
        asking(world, "Đợt 2", ["Báo cáo", "Sổ thu đoàn phí"], date(2024, 11, 6))
        about, leader = ("plan", world.plan.id), world.user("leader")
        services.withdraw(services.current(PLAN_PAPER, about), leader, "Thêm đợt giám sát")
        draft = composing.compose(PLAN_PAPER, about, world.user("planner"))
        address = f"/documents/{draft.id}"
    planner = site.person("planner")
    planner.open(address)
    planner.sees("Báo cáo.")
    planner.sees("Sổ đoàn viên.")
    planner.sees("chậm nhất 17 giờ 00 ngày 08/05/2024.")
    planner.sees("Sổ thu đoàn phí.")
    planner.sees("chậm nhất 17 giờ 00 ngày 06/11/2024.")


@pytest.mark.parametrize("site", ["telephone"], indirect=True)
def test_the_months_report_names_who_still_owes_a_report(site: Site) -> None:
    with site.app.app_context():
        world = World()
        held = add_grassroots(world)
        places = list(held.assignment_ids)
        set_assignment_milestones([held.assignment(*one) for one in places], world.plan.id)
        meetings_in(world, held, "Nhơn Trạch", (5, 8), (20, 8))
        lock_calendar(held.activity, MARCH)
        db.session.commit()
        address = f"/grassroots/{held.activity_id}?month=2024-03"
    site.live_on(date(2024, 2, 25))
    planner = site.person("planner")
    planner.open(address)
    planner.press("Đề xuất phân công")
    planner.follow("Công bố lịch tháng")
    planner.sees("Chưa gửi lịch (2 đơn vị)")
    planner.press("Công bố lịch tháng 03/2024:")
    site.live_on(date(2024, 3, 10))
    planner.open(address)
    planner.press("Soạn báo cáo tháng")
    planner.sees("Báo cáo được lập khi tháng 3 năm 2024 chưa kết thúc")
    planner.sees("buổi đã diễn ra theo lịch nhưng chưa có báo cáo:")
    planner.sees("trách nhiệm báo cáo: đồng chí")

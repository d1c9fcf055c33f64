"""A month with gaps, at the screen: asked about, published, finished, disturbed, withdrawn."""

from datetime import date, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tests.browser.conftest import Site
from tests.grassroots_world import MARCH, add_grassroots, meetings_in
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.grassroots.queries.month import MonthRecord
from webapp.grassroots.services import assigning
from webapp.grassroots.services.dues import lock_calendar
from webapp.notices import services as notices
from webapp.notices.models import Meeting, Notice
from webapp.plans.services.dues import set_assignment_milestones

FEBRUARY = date(2024, 2, 25)


@pytest.mark.parametrize("site", ["desktop", "telephone"], indirect=True)
def test_a_month_is_published_with_gaps_and_finished(site: Site) -> None:
    site.live_on(FEBRUARY)
    with site.app.app_context(), clock.living_on(FEBRUARY):
        world = World()
        held = add_grassroots(world)
        places = list(held.assignment_ids)
        set_assignment_milestones([held.assignment(*one) for one in places], world.plan.id)
        meetings_in(world, held, "Nhơn Trạch", (5, 8), (6, 8), (20, 8))
        lock_calendar(held.activity, MARCH)
        db.session.commit()
        planner_row, member = world.user("planner"), world.user("member").id
        for number in (0, 1):
            line = MonthRecord(held.activity, MARCH).lines[number]
            assigning.change(held.activity, MARCH, line, member, planner_row)
        address = f"/grassroots/{held.activity_id}?month=2024-03"
        second = MonthRecord(held.activity, MARCH).lines[1].meeting_id
    planner = site.person("planner")
    planner.open(address)
    planner.follow("Công bố lịch tháng")
    planner.sees("Chưa quyết định (1 buổi)")
    planner.sees("Công bố khi còn 1 buổi chưa quyết định, 2 đơn vị chưa gửi lịch?")
    planner.press("Công bố lịch tháng 03/2024: 2 buổi, 1 người")
    planner.sees("còn 1 buổi chưa quyết định")
    planner.follow("Quyết định 1 buổi còn lại")
    planner.press("Công bố bổ sung")
    planner.misses("Cần quyết định")

    with site.app.app_context(), clock.living_on(FEBRUARY):
        moved = db.session.scalars(
            select(Meeting)
            .options(joinedload(Meeting.notice).joinedload(Notice.assignment))
            .where(Meeting.id == second)
        ).one()
        notices.move_meeting(
            moved, date(2024, 3, 5), time(8), "Nhà văn hóa", "Bận", World().user("planner")
        )
    ill = site.person("member")
    ill.open("/grassroots/wishes")
    ill.fill("Từ ngày", "2024-03-05")
    ill.press("Ghi nhận")
    ill.sees("Trong thời gian vắng có 2 buổi đã phân công")
    planner.open("/")
    planner.sees("Cần quyết định (3)")
    planner.sees("Trùng giờ")
    planner.sees("Người dự báo vắng")
    planner.press("Giữ nguyên dù trùng giờ")
    planner.sees("Cần quyết định (2)")
    planner.follow("Đổi người dự")
    planner.sees("Đã báo vắng ngày này")

    planner.open(address)
    planner.follow("Rút công bố")
    planner.fill("Lý do rút công bố", "Đổi lịch công tác của Ban")
    planner.press("Rút công bố")
    planner.sees("Lịch tháng đã rút công bố")
    ill.open("/")
    ill.sees("đã rút công bố. Lý do: Đổi lịch công tác của Ban.")

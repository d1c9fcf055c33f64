"""The clerk moves a meeting into the next month, and the pages of both months tell it."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site
from tests.building import add
from tests.grassroots_world import MARCH, add_grassroots, meetings_in
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.grassroots.queries.month import MonthRecord
from webapp.grassroots.services import assigning
from webapp.grassroots.services.dues import lock_calendar
from webapp.plans.models import Assignment

LIVED = date(2024, 2, 25)


@pytest.fixture
def published(site: Site) -> tuple[int, int]:
    """A published March with one meeting, to which a member goes: the activity and the meeting."""
    site.live_on(LIVED)
    with site.app.app_context(), clock.living_on(LIVED):
        world = World()
        held = add_grassroots(world)
        march = held.assignment()
        april = Assignment(
            activity_id=held.activity_id,
            issuer_id=march.issuer_id,
            organization_id=march.organization_id,
            month=date(2024, 4, 1),
        )
        add(april)
        (meeting,) = meetings_in(world, held, "Nhơn Trạch", (28, 8))
        number = meeting.id
        lock_calendar(held.activity, MARCH)
        db.session.commit()
        line = MonthRecord(held.activity, MARCH).lines[0]
        planner, member = world.user("planner"), world.user("member").id
        assigning.change(held.activity, MARCH, line, member, planner)
        assigning.publish(held.activity, MARCH, planner)
        return held.activity_id, number


@pytest.mark.parametrize("site", ["telephone"], indirect=True)
def test_it_is_told_by_the_pages_of_both_months(site: Site, published: tuple[int, int]) -> None:
    activity_id, meeting_id = published
    office = site.person("office")
    office.open(f"/meetings/{meeting_id}/change")
    office.fill("Ngày họp", "3/4/2024")
    office.fill("Lý do", "Trùng lịch học tập của Tỉnh ủy")
    office.press("Ghi nhận và báo")
    office.sees("Đã dời sang tháng 04/2024")
    planner = site.person("planner")
    planner.open(f"/grassroots/{activity_id}?month=2024-03")
    planner.sees("Đã dời sang tháng khác (1)")
    expect(planner.page.get_by_role("region", name="Đã dời sang tháng khác")).to_contain_text(
        "03/04/2024"
    )
    planner.open(f"/grassroots/{activity_id}?month=2024-04")
    planner.sees("Dời từ tháng 03/2024 sang")

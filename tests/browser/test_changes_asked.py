"""What a change does to others is shown in a real browser before it is made."""

from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tests.browser.conftest import Site
from tests.dues import set_milestone
from tests.round_world import add_round
from tests.submissions.helpers import require_step
from tests.world import World
from webapp.accounts.models import User
from webapp.core.db import db
from webapp.plans.models import Activity, Assignment
from webapp.rules.outlines import OutlineRow
from webapp.submissions.queries.outline import outline_of
from webapp.submissions.services import outline as outlines


@pytest.fixture
def sent(site: Site) -> tuple[str, str]:
    """The addresses of the row of an outline's table, and of a report that was sent by it."""
    with site.app.app_context():
        world = World()
        held = add_round(world)
        require_step(world, held)
        row = f"/plans/{world.plan.id}/rows/outline_part/{held.parts[2].id}"
        return row, f"/submissions/{_send(held.assignments[0].id, world.user('office'))}"


def _send(assignment_id: int, who: User) -> int:
    """Fill every required part and send the report; return its id."""
    rows = (OutlineRow("0", {"0": "Nghị quyết", "1": "12-NQ/HU"}),)
    for number in range(3):
        found = outline_of(_loaded(assignment_id))
        part = [one for one in found.parts if one.is_required][number]
        figures: dict[int, Decimal | None] = {one.id: Decimal(15) for one in part.figures}
        outlines.save_part(found, part, outlines.Filled("Tình hình", rows, figures), who)
    return outlines.submit(outline_of(_loaded(assignment_id)), who).id


def _loaded(assignment_id: int) -> Assignment:
    return db.session.scalars(
        select(Assignment)
        .options(
            joinedload(Assignment.organization),
            joinedload(Assignment.activity).selectinload(Activity.figures),
        )
        .where(Assignment.id == assignment_id)
        .execution_options(populate_existing=True)
    ).one()


@pytest.mark.parametrize("site", ["desktop", "telephone"], indirect=True)
def test_an_outline_that_was_written_in_is_changed_knowingly(
    site: Site, sent: tuple[str, str]
) -> None:
    row, report = sent
    planner = site.person("planner")
    planner.open(row)
    planner.page.get_by_label("Các cột của bảng kê").fill("Số, ký hiệu\nThời gian")
    planner.page.get_by_role("button", name="Lưu").click()
    expect(planner.page.get_by_role("alert")).to_contain_text("Chưa lưu.")
    expect(planner.page.get_by_text("1 đơn vị đã gửi").first).to_be_visible()
    expect(planner.page.get_by_label("Cột “Thời gian”")).to_be_visible()
    planner.check()
    planner.page.get_by_role("button", name="Lưu đề cương mới").click()
    expect(planner.page.get_by_text("Các cột: Số, ký hiệu; Thời gian")).to_be_visible()
    planner.open(report)
    head = planner.page.get_by_role("columnheader", name="Tên văn bản")
    card = planner.page.get_by_role("cell", name="Tên văn bản: Nghị quyết")  # on a telephone
    expect(head.or_(card)).to_be_visible()
    expect(planner.page.get_by_role("cell", name="Nghị quyết")).to_be_visible()
    expect(planner.page.get_by_text("Đề cương đã đổi sau khi báo cáo")).to_be_visible()
    planner.check()


@pytest.mark.parametrize("site", ["desktop", "telephone"], indirect=True)
def test_a_day_off_shows_what_it_moves_before_it_is_one(site: Site) -> None:
    with site.app.app_context():
        _owe(World())
    admin = site.person("admin")
    admin.open("/administration/calendar/new")
    admin.page.get_by_label("Ngày", exact=True).fill("2024-03-06")
    admin.page.get_by_label("Ngày này").select_option("False")
    admin.page.get_by_role("button", name="Lưu").click()
    expect(admin.page.get_by_role("alert")).to_contain_text("Chưa lưu.")
    expect(admin.page.get_by_role("cell", name="29/02/2024").first).to_be_visible()
    admin.check()
    admin.page.get_by_role("button", name="Lưu ngày và tính lại thời hạn").click()
    expect(admin.page.get_by_text("thời hạn được tính lại")).to_be_visible()


def _owe(world: World) -> None:
    """Let a unit owe a report by working days: due on 1 March."""
    set_milestone(
        kind="self_report",
        subject=("assignment", world.assignment().id),
        organization=world.organization("Đảng bộ huyện Nhơn Trạch"),
        label="Báo cáo theo đề cương",
        owner="unit",
        rule="5 working days before",
        anchor=date(2024, 3, 8),
        plan_id=world.plan.id,
    )
    db.session.commit()

"""In a real browser: what is not known stops a paper, and what a copied plan says of last year."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site
from tests.round_world import add_round
from tests.world import World
from webapp.core.db import db
from webapp.notices.models import Meeting
from webapp.plans.models import PlanLine


@pytest.mark.parametrize("site", ["desktop", "telephone"], indirect=True)
def test_a_copied_plan_is_read_again_before_it_is_submitted(site: Site) -> None:
    with site.app.app_context():
        plan = World().plan
        plan.closing = "Báo cáo chậm nhất ngày 16/12/2024."
        db.session.add(
            PlanLine(plan_id=plan.id, part="purpose", position=9, text="Theo Nghị quyết 21-NQ/TW")
        )
        db.session.commit()
        title = plan.title
    planner = site.person("planner")
    page = planner.page
    planner.open("/plans/new")
    planner.choose("Bắt đầu từ", f"Sao từ kế hoạch năm 2024: {title}")
    planner.fill("Năm", "2025")
    planner.fill("Trích yếu", title.replace("2024", "2025"))
    planner.press("Lập kế hoạch")
    planner.follow("còn ")
    kept, changed = planner.row("21-NQ/TW"), planner.row("16/12/2024")
    expect(kept).to_contain_text("không rõ là văn bản của năm nào")
    planner.press("Giữ nguyên", kept)
    expect(planner.row("21-NQ/TW")).to_have_count(0)
    planner.follow("Lời kết", changed)
    planner.sees("“16/12/2024”: không thuộc năm 2025")
    planner.press("Lập văn bản để trình duyệt")
    planner.sees("chỗ có năm, ngày hoặc số văn bản không thuộc năm 2025")
    page.get_by_role("button", name="Trình duyệt").click()
    expect(page.get_by_role("alert")).to_contain_text("Chưa trình được")
    planner.follow("Còn ", page.locator("main"))
    while page.get_by_role("button", name="Giữ nguyên").count() > 1:
        planner.press("Giữ nguyên")
    planner.follow("Sửa", planner.row("16/12/2024"))
    planner.fill("Lời kết", "Báo cáo chậm nhất ngày 16/12/2025.")
    planner.press("Lưu")
    planner.misses("phải xem lại")


def test_an_hour_that_is_not_known_is_set_or_told_later(site: Site) -> None:
    with site.app.app_context():
        held = add_round(World())
        meeting = db.session.get_one(Meeting, held.visits[1].meeting_id)
        meeting.is_hour_later = False
        db.session.commit()
        address = f"/rounds/{held.activity.id}"
        unit = held.assignments[1].id
    planner = site.person("planner")
    for is_later in (False, True):
        planner.open(f"{address}/units/{unit}/session")
        planner.page.get_by_label("giờ cụ thể thông báo sau").set_checked(is_later)
        planner.press("Lưu buổi làm việc")
        planner.press("Soạn lại thông báo" if is_later else "Soạn thông báo")
        gap = planner.page.get_by_text("[thiếu: giờ làm việc tại")
        expect(gap).to_have_count(0 if is_later else 1)
    planner.sees("Thứ Ba, 19/03/2024, giờ cụ thể thông báo sau")

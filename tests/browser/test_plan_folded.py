"""The plan's page folds: its sections say what they lack, the bar leads there, paper shows all."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site
from tests.round_world import add_round
from tests.world import World, add
from webapp.core.db import db
from webapp.plans.models import PlanLine


@pytest.mark.parametrize("site", ["desktop", "telephone"], indirect=True)
def test_a_plan_folds_into_numbered_sections(site: Site) -> None:
    with site.app.app_context():
        plan = World().plan
        plan.opening, plan.signatory = "Thực hiện chương trình công tác năm.", ""
        add(PlanLine(plan_id=plan.id, part="recipient", position=1, text="Các huyện ủy"))
        db.session.commit()
        address = f"/plans/{plan.id}"
    planner = site.person("planner")
    page = planner.page
    planner.open(address)
    head, sign = page.locator("#head"), page.locator("#sign")
    expect(head.locator("summary")).to_contain_text("1. Căn cứ và phần chung")
    expect(head.locator("summary")).to_contain_text("Đã có 1/1")
    opening = page.get_by_text("Thực hiện chương trình công tác năm.")
    expect(opening).to_be_hidden()
    expect(sign.get_by_text("Chưa có người ký")).to_be_visible()
    page.emulate_media(media="print")
    expect(opening).to_be_visible()
    page.emulate_media(media="screen")
    head.locator("summary").click()
    expect(opening).to_be_visible()
    planner.check()
    bar = page.locator(".outline-bar")
    bar.get_by_role("link", name="Mục tiếp theo chưa ghi").click()
    assert page.url.split("#")[1] in ("aims", "contents", "work", "people", "execution", "sign")
    expect(bar).to_contain_text("Đang ở: ")
    expect(bar).to_be_in_viewport()


@pytest.mark.parametrize("site", ["telephone"], indirect=True)
def test_a_plan_folds_without_a_script(site: Site) -> None:
    with site.app.app_context():
        plan = World().plan
        plan.opening = "Thực hiện chương trình công tác năm."
        db.session.commit()
        address = f"/plans/{plan.id}"
    reader = site.person("reader", scripts=False)
    reader.open(address)
    opening = reader.page.get_by_text("Thực hiện chương trình công tác năm.")
    expect(opening).to_be_hidden()
    reader.page.locator("#head > summary").click()
    expect(opening).to_be_visible()


def test_an_activity_folds_by_itself_and_stays_as_it_was_left(site: Site) -> None:
    with site.app.app_context():
        held = add_round(World())
        address, row = f"/plans/{held.activity.plan_id}", f"#activity-{held.activity.id}"
    planner = site.person("planner")
    page = planner.page
    planner.open(address)
    duty, summary = page.locator(f"{row} table"), page.locator(f"{row} > summary")
    expect(summary).to_contain_text("Giám sát chuyên đề")
    expect(summary).to_contain_text("2 đơn vị, 4 thời hạn")
    expect(duty).to_be_hidden()
    page.emulate_media(media="print")
    expect(duty).to_be_visible()
    page.emulate_media(media="screen")
    summary.click()
    expect(duty).to_be_visible()
    page.locator("#work > summary").click()
    expect(summary).to_be_hidden()
    planner.open(address)
    expect(summary).to_be_hidden()
    page.locator("#work > summary").click()
    expect(duty).to_be_visible()
    planner.check()
    page.locator("#work > summary").click()
    planner.open("/plans")
    planner.open(f"{address}{row}")
    expect(duty).to_be_visible()

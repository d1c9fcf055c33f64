"""Completing the findings without network: it waits behind what waits, and is done or told why not;
what a unit prepares waits as well."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site
from tests.browser.offline import (
    CHAIR,
    _no_network_is_no_fault,
    chair,
    kept,
    ready,
    sent,
    visit_id,
    waits,
)
from tests.world import World
from webapp.core.db import db
from webapp.visits.models import Visit

__all__ = ("_no_network_is_no_fault", "visit_id")  # fixtures
pytestmark = pytest.mark.parametrize("site", ["tablet"], indirect=True)
PRESS = "Hoàn thành kết quả"


def test_it_goes_after_all_that_waits(site: Site, visit_id: int) -> None:
    member = ready(site, visit_id)
    page = member.page
    page.context.set_offline(True)
    for name, text in (("members", "10"), ("present", "9"), ("chair", "Bí thư")):
        page.locator(f"#attendance-{name}").fill(text)
        page.locator(f"#attendance-{name}").blur()
    page.locator("#general").get_by_role("button", name="Ưu điểm").click()
    page.locator("#general .strength textarea").last.fill("Đúng giờ")
    page.locator("#general .strength textarea").last.blur()
    page.get_by_label("Lý do vẫn hoàn thành").fill("Bổ sung sau")
    page.get_by_role("button", name=PRESS).click()
    expect(page.locator(".on-tablet")).to_contain_text("Đã xin hoàn thành, chờ mạng")
    waits(page, 6)
    page.reload()
    expect(page.locator(".on-tablet")).to_contain_text("Đã xin hoàn thành, chờ mạng")
    page.context.set_offline(False)
    page.wait_for_url(f"**/visits/{visit_id}")
    expect(page.get_by_text("Đã hoàn thành kết quả dự, giám sát.")).to_be_visible()
    assert chair(site, visit_id) == "Bí thư"
    with site.app.app_context():
        assert db.session.get_one(Visit, visit_id).held_at is not None


def test_what_is_not_ready_is_told_on_the_page_and_on_the_tablet(site: Site, visit_id: int) -> None:
    member = ready(site, visit_id)
    page = member.page
    page.context.set_offline(True)
    page.locator(CHAIR).fill("Bí thư")
    page.locator(CHAIR).blur()
    page.get_by_role("button", name=PRESS).click()
    waits(page, 2)
    page.context.set_offline(False)
    why = "Tham dự: tổng số đảng viên"
    expect(page.locator(".on-tablet")).to_contain_text(why)
    assert chair(site, visit_id) == "Bí thư"
    member.check()
    member.open("/tablet")
    expect(page.locator("#changes")).to_contain_text(why)
    member.check()


def test_what_a_unit_prepares_waits_and_arrives(site: Site, visit_id: int) -> None:
    with site.app.app_context():
        item = World().items()[0].id
    at = f"/visits/{visit_id}/preparation"
    office = site.person("office")
    office.open(at)
    kept(office.page, at)
    page = office.page
    page.context.set_offline(True)
    page.goto(at)
    note = page.locator(f"#preparation-{item}-note")
    note.fill("Có đủ sổ")
    note.blur()
    page.locator(f"#preparation-{item}-is_ready").check()
    waits(page, 2)
    page.context.set_offline(False)
    sent(page)
    page.reload()
    expect(note).to_have_value("Có đủ sổ")
    expect(page.locator(f"#preparation-{item}-is_ready")).to_be_checked()
    office.check()

"""Two texts of one field: nothing is only on the loser's screen, and all see what was decided."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Person, Site
from tests.browser.offline import (
    CHAIR,
    _no_network_is_no_fault,
    chair,
    inside,
    ready,
    sent,
    visit_id,
    waits,
)

__all__ = ("_no_network_is_no_fault", "visit_id")  # fixtures
pytestmark = pytest.mark.parametrize("site", ["tablet"], indirect=True)
OFFLINE = "Bản ghi trong hội trường"
LABEL = "Quyết định ô có hai bản: Chủ trì"


def clashing(site: Site, visit_id: int) -> tuple[Person, Person]:
    """The head wrote with a network, the other in a hall without: back outside it clashes."""
    head, other = ready(site, visit_id), ready(site, visit_id, "member2")
    other.page.context.set_offline(True)
    other.page.locator(CHAIR).fill(OFFLINE)
    other.page.locator(CHAIR).blur()
    waits(other.page, 1)
    head.page.locator(CHAIR).fill("Bản ghi có mạng")
    head.page.locator(CHAIR).blur()
    sent(head.page)
    other.page.context.set_offline(False)
    expect(other.page.locator(".clash-cell")).to_contain_text("Cả hai bản đã lưu")
    return head, other


def test_who_leads_decides_and_the_tablet_lets_its_text_go(site: Site, visit_id: int) -> None:
    head, other = clashing(site, visit_id)
    other.open("/tablet")
    expect(other.page.locator("#changes")).to_contain_text("cả hai đã ở máy chủ")
    head.open("/")
    head.page.get_by_role("link", name=LABEL).click()
    head.sees(OFFLINE)
    head.check()
    head.press("Giữ cả hai, mỗi bản một đoạn")
    head.sees("Đã quyết định.")
    both = f"Bản ghi có mạng; {OFFLINE}"
    assert chair(site, visit_id) == both

    other.open(f"/visits/{visit_id}/findings")
    expect(other.page.locator(CHAIR)).to_have_value(both)
    expect(other.page.locator(".clash-cell")).to_have_count(0)
    expect(other.page.locator("#tablet")).to_be_hidden()
    assert inside(other.page, "(await store.all(reader.me.id)).length") == 0
    other.check()


def test_both_see_it_at_the_field_and_edit_it_into_one(site: Site, visit_id: int) -> None:
    head, other = clashing(site, visit_id)
    head.open(f"/visits/{visit_id}/findings")
    box = head.page.locator("#cell-attendance-chair .clash-cell")
    expect(box).to_contain_text(OFFLINE)
    head.check()
    box.get_by_role("link", name="Chọn, giữ cả hai hoặc ghép lại").click()
    head.fill("Sửa thành một bản", "Một bản chung")
    head.press("Lưu bản đã sửa")
    head.sees("sửa thành một bản")
    other.page.reload()
    expect(other.page.locator(CHAIR)).to_have_value("Một bản chung")
    other.open("/")
    assert other.page.get_by_role("link", name=LABEL, exact=True).count() == 0

"""A round's session at the screen: the unit confirms who comes, two members run the agenda."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.round_world import add_round
from tests.world import World

SMALL = 44  # px, of what a finger must hit


@pytest.fixture
def visit_id(site: Site) -> int:
    with site.app.app_context():
        found = add_round(World()).visits[0].id
    site.live_on(date(2024, 3, 19))
    return found


def too_small(page: Page) -> list[str]:
    """The buttons and links of the page's own body that a finger would miss."""
    found = page.locator("main .btn, main summary, main .form-control").all()
    boxes = [(one, one.bounding_box()) for one in found if one.is_visible()]
    return [one.inner_text() for one, box in boxes if box and box["height"] < SMALL]


@pytest.mark.parametrize("site", ["tablet", "telephone"], indirect=True)
def test_a_session_is_confirmed_and_run_by_touch(site: Site, visit_id: int) -> None:
    office = site.person("office")
    office.open(f"/visits/{visit_id}/attendees")
    secretaries = office.page.get_by_role("region", name="Bí thư chi bộ")
    secretaries.get_by_label("Số người dự").fill("1")
    office.sees("Thiếu 01 so với yêu cầu từ 02 đến 03 đồng chí.", within=secretaries)
    office.press("Xác nhận sẵn sàng")
    office.sees("Chưa xác nhận sẵn sàng được")
    required = office.page.get_by_role("region", name="Đại diện cấp ủy")
    required.get_by_label("Số người dự").fill("1")
    office.sees("Đủ điều kiện, chờ xác nhận sẵn sàng")
    office.press("Xác nhận sẵn sàng")
    office.sees("Đã sẵn sàng, xác nhận lúc")
    assert too_small(office.page) == []

    member, other = site.person("member"), site.person("member2")
    member.open(f"/visits/{visit_id}/session")
    page = member.page
    page.get_by_role("button", name="Bắt đầu bước 1").first.click()
    expect(page.locator("#now-step")).to_contain_text("Đang: bước 1/2")
    other.open(f"/visits/{visit_id}/session")
    page.get_by_role("button", name="Sang bước 2").click()
    expect(page.locator("#now-step")).to_contain_text("Đang: bước 2/2")
    expect(page.locator("#turn-now")).to_be_focused()
    note = "Nội dung, ý kiến (mỗi dòng một ý)"
    page.get_by_label(note).first.fill("Ý của người thứ nhất")
    expect(page.locator("#saved-at")).to_contain_text("Đã lưu lúc")
    other.page.get_by_label(note).first.fill("Ý của người thứ hai")
    expect(other.page.get_by_text("Có người vừa sửa ô này.")).to_be_visible()
    assert too_small(other.page) == []
    member.check()
    other.check()
    page.get_by_role("button", name="Kết thúc bước cuối").click()
    expect(page.locator("#now-step")).to_contain_text("Đã hết chương trình")
    member.press("Soạn biên bản")
    member.sees("Ý của người thứ nhất")
    member.open(f"/visits/{visit_id}/programme")
    member.open(f"/visits/{visit_id}")


@pytest.mark.parametrize("site", ["tablet"], indirect=True)
def test_a_session_is_run_without_scripts(site: Site, visit_id: int) -> None:
    member = site.person("member", scripts=False)
    member.open(f"/visits/{visit_id}/session")
    member.page.get_by_label("Nội dung, ý kiến (mỗi dòng một ý)").first.fill("Đã giới thiệu")
    member.press("Bắt đầu bước 1")
    member.sees("Đang: bước 1/2")
    expect(member.page.get_by_label("Nội dung, ý kiến (mỗi dòng một ý)").first).to_have_value(
        "Đã giới thiệu"
    )
    member.press("Kết thúc bước 1")
    member.sees("Tiếp theo: bước 2/2")


@pytest.mark.parametrize("site", ["telephone"], indirect=True)
def test_a_step_that_was_left_out_is_asked_about(site: Site, visit_id: int) -> None:
    member = site.person("member")
    member.open(f"/visits/{visit_id}/session")
    page = member.page
    page.get_by_role("button", name="Bắt đầu bước 2").click()
    asked = page.locator("#asked")
    expect(asked).to_contain_text("Bước 1 chưa có giờ, chưa có nội dung")
    member.check()
    asked.get_by_role("link", name="Bước 1").click()
    first = page.locator("li.step").first
    first.get_by_text("Sửa giờ, bỏ qua bước").click()
    first.get_by_label("Bỏ qua").check()
    expect(asked).to_be_empty()

"""A unit's office fills the outline of a round in a real browser, on every screen."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Person, Site
from tests.round_world import add_round
from tests.world import World


@pytest.fixture
def held(site: Site) -> tuple[int, int]:
    """The numbers of a round and of its first unit's assignment."""
    with site.app.app_context():
        found = add_round(World())
        return found.activity.id, found.assignments[0].id


def fill(person: Person, title: str, *texts: str) -> None:
    """Type into the fields of one part and save it; the page stays where it is."""
    part = person.page.get_by_role("region", name=title)
    for number, text in enumerate(texts):
        part.get_by_role("textbox").nth(number).fill(text)
    part.get_by_role("button", name="Lưu mục này").click()
    expect(part.get_by_text("Đã có")).to_be_visible()


@pytest.mark.parametrize("site", ["desktop", "tablet", "telephone"], indirect=True)
def test_an_outline_is_filled_sent_and_read(site: Site, held: tuple[int, int]) -> None:
    activity_id, assignment_id = held
    office = site.person("office")
    office.open(f"/assignments/{assignment_id}/outline")
    fill(office, "1. Đặc điểm tình hình", "Đơn vị có 120 đoàn viên.")
    expect(office.page.get_by_text("Đã có 1/3 mục bắt buộc")).to_be_visible()
    expect(office.page.get_by_role("button", name="Lưu mục này").first).to_be_focused()
    office.page.get_by_role("link", name="Xem lại để gửi").click()
    expect(office.page.get_by_role("alert")).to_contain_text("Văn bản đã ban hành")
    office.check()
    office.open(f"/assignments/{assignment_id}/outline")
    fill(office, "2. Văn bản đã ban hành", "Nghị quyết", "12-NQ/HU")
    fill(office, "3. Số liệu", "15")
    office.check()
    office.follow("Xem lại để gửi")
    office.press("Gửi báo cáo 3 mục")
    expect(office.page.get_by_role("heading", level=1)).to_contain_text("Báo cáo của")
    office.check()
    office.open(f"/assignments/{assignment_id}/papers")
    board = site.person("member")
    for path in (
        f"/assignments/{assignment_id}/papers",
        f"/activities/{activity_id}/reports",
    ):
        board.open(path)
    expect(board.page.get_by_role("cell", name="15").first).to_be_visible()


@pytest.mark.parametrize("site", ["telephone"], indirect=True)
def test_without_a_script_one_press_keeps_what_stands_in_every_part(
    site: Site, held: tuple[int, int]
) -> None:
    office = site.person("office", scripts=False)
    page = office.page
    office.open(f"/assignments/{held[1]}/outline")
    text = page.get_by_role("region", name="1. Đặc điểm tình hình")
    table = page.get_by_role("region", name="2. Văn bản đã ban hành")
    figures = page.get_by_role("region", name="3. Số liệu")
    text.get_by_role("textbox").fill("Đơn vị có 120 đoàn viên.")
    table.get_by_role("textbox").first.fill("Nghị quyết")
    figures.get_by_role("textbox").fill("nhiều lắm")
    office.press("Lưu và thêm dòng", within=table)
    office.sees("Phải là một số")
    expect(text.get_by_role("textbox")).to_have_value("Đơn vị có 120 đoàn viên.")
    expect(figures.get_by_role("textbox")).to_have_value("nhiều lắm")
    figures.get_by_role("textbox").fill("15")
    table.get_by_role("textbox").nth(2).fill("Kế hoạch")
    office.press("Bỏ dòng 1", within=table)
    office.sees("Đã có 3/3 mục bắt buộc")
    expect(table.get_by_role("textbox").first).to_have_value("Kế hoạch")
    expect(figures.get_by_role("textbox")).to_have_value("15")


@pytest.mark.parametrize("site", ["desktop", "telephone"], indirect=True)
def test_the_bar_knows_where_one_is_and_leads_to_what_is_left(
    site: Site, held: tuple[int, int]
) -> None:
    office = site.person("office")
    page = office.page
    office.open(f"/assignments/{held[1]}/outline")
    bar = page.locator(".outline-bar")
    chapter = page.locator("details.chapter").first
    expect(chapter.locator("> summary")).to_contain_text("Đã có 0/3")
    fill(office, "1. Đặc điểm tình hình", "Đơn vị có 120 đoàn viên.")
    expect(chapter.locator("> summary")).to_contain_text("Đã có 1/3")
    chapter.locator("> summary").click()
    expect(page.get_by_role("region", name="2. Văn bản đã ban hành")).to_be_hidden()
    bar.get_by_role("link", name="Mục tiếp theo chưa ghi").click()
    expect(page.get_by_role("region", name="2. Văn bản đã ban hành")).to_be_in_viewport()
    expect(bar).to_contain_text("Đang ở: 2. Văn bản đã ban hành")
    expect(bar).to_be_in_viewport()
    office.check()
    page.get_by_role("region", name="3. Số liệu").get_by_role("textbox").fill("15")
    page.keyboard.press("Enter")
    expect(bar).to_contain_text("Đã có 2/3 mục bắt buộc")

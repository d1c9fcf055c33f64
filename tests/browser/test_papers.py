"""A leader meets a gap at the screen, and mends it in the table where it stands."""

from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.attending.test_letters import findings_written
from tests.browser.conftest import Site
from tests.world import World
from webapp.attending.services import letters
from webapp.core.db import db
from webapp.documents.road import services as documents
from webapp.documents.tree import Table, gap

REWORDED = "Bổ sung biên bản theo mẫu, đủ chữ ký"


@pytest.fixture
def letter_id(site: Site) -> int:
    """A letter that waits for approval, in whose table the day of a recommendation is missing."""
    with site.app.app_context():
        world = World()
        member = world.user("member")
        letter = letters.compose(findings_written(world), member)
        paper = documents.paper_of(letter)
        blocks = tuple(
            replace(one, rows=((*one.rows[0][:-1], gap("thời hạn kiến nghị 1")),))
            if isinstance(one, Table)
            else one
            for one in paper.blocks
        )
        documents.rewrite(letter, replace(paper, blocks=blocks), member)
        documents.submit(letter, member)
        db.session.commit()
        made = letter.id
    site.live_on(date(2024, 3, 20))  # before the days that it asks for
    return made


@pytest.mark.parametrize("site", ["desktop", "telephone"], indirect=True)
def test_a_leader_mends_a_gap_where_it_stands(site: Site, letter_id: int) -> None:
    leader = site.person("leader")
    leader.open(f"/documents/{letter_id}")
    leader.sees("Chưa duyệt được: 1 chỗ phải bổ sung")
    leader.misses("Duyệt văn bản")
    page = leader.page
    page.get_by_role("link", name="Mục “3. Kiến nghị”, bảng, dòng 1, cột “Thời hạn”").click()
    expect(page.locator(":target")).to_contain_text("[thiếu: thời hạn kiến nghị 1]")
    page.get_by_role("link", name="Sửa tại đây: Còn thiếu: thời hạn kiến nghị 1").click()
    cell = page.get_by_label("Bảng 1, dòng 1, cột “Thời hạn”")
    expect(cell).to_be_focused()
    cell.fill("30/4/2024")
    page.get_by_label("Bảng 1, dòng 1, cột “Nội dung kiến nghị”").fill(REWORDED)
    leader.press("Lưu nội dung")
    leader.sees("Đã lưu nội dung văn bản.")
    leader.press("Duyệt")
    leader.sees("Đã duyệt, chờ ban hành")
    leader.sees(REWORDED)


def test_it_works_without_javascript(site: Site, letter_id: int) -> None:
    leader = site.person("leader", scripts=False)
    leader.open(f"/documents/{letter_id}/edit")
    leader.page.get_by_label("Bảng 1, dòng 1, cột “Thời hạn”").fill("")
    leader.press("Lưu nội dung")
    leader.sees("Chưa duyệt được: 1 chỗ phải bổ sung")
    leader.page.locator("summary", has_text="Trả lại").click()
    leader.page.get_by_label("Ý kiến").fill("Bổ sung thời hạn")
    leader.press("Trả lại kèm ý kiến")
    leader.sees("Bị trả lại để sửa")

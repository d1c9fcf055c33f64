"""A row of the findings that was removed comes back to where it stood, also without network."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.offline import _no_network_is_no_fault, ready, remarks, sent, visit_id, waits
from tests.world import World
from webapp.attending.models import Remark
from webapp.core import clock
from webapp.core.db import db

__all__ = ["_no_network_is_no_fault", "visit_id"]
ROWS = "#remarks-0 .remark"


@pytest.fixture
def row(site: Site, visit_id: int) -> str:
    """The row of a remark on the page, by its id there."""
    with site.app.app_context():
        kept = Remark(
            visit_id=visit_id,
            kind="strength",
            text="Mở đúng giờ",
            author_id=World().user("member").id,
            created_at=clock.now(),
        )
        db.session.add(kept)
        db.session.commit()
        return f"#row-remark-{kept.id}"


def remove(page: Page, row: str) -> None:
    page.locator(row).get_by_role("button", name="Xóa").click()


@pytest.mark.parametrize("site", ["desktop", "telephone"], indirect=True)
def test_what_was_removed_comes_back(site: Site, visit_id: int, row: str) -> None:
    member = ready(site, visit_id)
    page = member.page
    remove(page, row)
    expect(page.locator(row)).to_have_count(0)
    expect(page.locator("#remarks-0")).to_contain_text("Đã xóa ưu điểm.")
    sent(page)
    assert remarks(site, visit_id) == []
    member.check()
    page.get_by_role("button", name="Hoàn tác").click()
    member.sees("Đã khôi phục.")
    expect(page.locator(f"{ROWS} textarea")).to_have_value("Mở đúng giờ")
    assert remarks(site, visit_id) == ["Mở đúng giờ"]


def test_a_removal_that_waits_is_taken_back(site: Site, visit_id: int, row: str) -> None:
    member = ready(site, visit_id)
    page, context = member.page, member.page.context
    context.set_offline(True)
    remove(page, row)
    waits(page, 1)
    page.reload()
    expect(page.locator(row)).to_have_class(re.compile("leaving"))
    member.check()
    page.locator(row).get_by_role("button", name="Hoàn tác").click()
    expect(page.locator(row)).not_to_have_class(re.compile("leaving"))
    expect(page.locator(f"{row} textarea")).to_be_focused()
    expect(page.locator('[data-when="waiting"]')).to_be_hidden()
    context.set_offline(False)
    sent(page)
    page.reload()
    expect(page.locator(f"{row} textarea")).to_have_value("Mở đúng giờ")
    assert remarks(site, visit_id) == ["Mở đúng giờ"]


def test_a_row_that_no_server_has_is_asked_about(site: Site, visit_id: int) -> None:
    member = ready(site, visit_id)
    page, asked = member.page, []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.context.set_offline(True)
    page.locator('[value="add strength 0"]').click()
    page.locator(f"{ROWS} textarea").fill("Chưa gửi")
    remove(page, ROWS)
    expect(page.locator(f"{ROWS} textarea")).to_have_value("Chưa gửi")
    assert "không khôi phục được" in asked[0]

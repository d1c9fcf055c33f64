"""Who writes on and on: what is written is kept all the same."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site
from tests.browser.offline import (
    CHAIR,
    _no_network_is_no_fault,
    chair,
    inside,
    ready,
    visit_id,
)

__all__ = ("_no_network_is_no_fault", "visit_id")  # fixtures
pytestmark = pytest.mark.parametrize("site", ["tablet"], indirect=True)
COURSE = "#attendance-course"
KEPT = "(await store.all(reader.me.id)).findLast(one => one.field === 'attendance-course')"
LETTERS = "Đồng chí Bí thư quán triệt nghị quyết, chi bộ thảo luận."


def test_letters_without_a_pause_are_kept_within_three_seconds(site: Site, visit_id: int) -> None:
    page = ready(site, visit_id).page
    page.context.set_offline(True)
    page.locator(COURSE).press_sequentially(LETTERS, delay=100)
    written = inside(page, f"{KEPT}?.body[0][1] ?? ''")
    assert len(LETTERS) - len(written) < 35
    assert LETTERS.startswith(written)
    expect(page.locator(COURSE)).to_have_value(LETTERS)


def test_without_an_outbox_they_are_saved_as_soon(site: Site, visit_id: int) -> None:
    member = site.person("member")
    member.page.add_init_script("Object.defineProperty(navigator, 'locks', { value: undefined })")
    member.open(f"/visits/{visit_id}/findings")
    member.page.locator(CHAIR).press_sequentially(LETTERS, delay=100)
    saved = chair(site, visit_id)
    assert saved
    assert LETTERS.startswith(saved)
    expect(member.page.locator(CHAIR)).to_have_value(LETTERS)
    expect(member.page.locator("#saved-at")).to_contain_text("Đã lưu lúc")

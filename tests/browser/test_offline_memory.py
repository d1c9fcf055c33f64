"""A tablet that keeps nothing: what is written is sent, or stays in the page, which says so."""

import pytest
from playwright.sync_api import Dialog, expect
from sqlalchemy import func, select

from tests.browser.conftest import Site
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
from tests.browser.steps import a_photo
from webapp.attending.models import VisitFile
from webapp.core.db import db

__all__ = ("_no_network_is_no_fault", "visit_id")  # fixtures
pytestmark = pytest.mark.parametrize("site", ["tablet"], indirect=True)
CLOSED = """IDBFactory.prototype.open = () => { throw new DOMException("no", "SecurityError"); };"""
FULL = """IDBObjectStore.prototype.put = () => {
    throw new DOMException("full", "QuotaExceededError");
};"""


def test_without_a_database_fields_are_saved_and_what_is_lost_is_said(
    site: Site, visit_id: int
) -> None:
    member = site.person("member")
    page, context = member.page, member.page.context
    page.add_init_script(CLOSED)
    member.open(f"/visits/{visit_id}/findings")
    state = page.locator("#state-attendance-chair")
    page.locator(CHAIR).fill("Vẫn đến nơi")
    expect(state).to_contain_text("Đã lưu")
    assert chair(site, visit_id) == "Vẫn đến nơi"

    context.set_offline(True)
    page.locator(CHAIR).fill("Chỉ ở trang này")
    expect(state).to_contain_text("Chưa giữ được trên máy")
    expect(page.locator('[data-when="loose"]')).to_contain_text("chỉ có trong trang đang mở")
    expect(page.locator('[data-when="offline"]')).to_contain_text("Trang này không giữ nội dung")
    member.check()
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.evaluate("location.reload()")
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    expect(page.locator(CHAIR)).to_have_value("Chỉ ở trang này")
    context.set_offline(False)
    sent(page)
    expect(page.locator('[data-when="loose"]')).to_be_hidden()
    assert chair(site, visit_id) == "Chỉ ở trang này"


def test_a_photo_that_finds_no_room_stays_until_it_is_somewhere(site: Site, visit_id: int) -> None:
    page = ready(site, visit_id).page
    page.evaluate(f"() => {{ {FULL} }}")
    page.context.set_offline(True)
    page.get_by_label("Chọn ảnh có sẵn").set_input_files(files=[a_photo()])
    photo = page.locator("#photo-list .photo")
    expect(photo).to_contain_text("Chưa giữ được trên máy")
    expect(page.locator('[data-when="loose"]')).to_contain_text("Máy này hết chỗ")
    with page.expect_download() as download:
        photo.get_by_role("link", name="Lưu ảnh về máy").click()
    assert download.value.suggested_filename.endswith(".jpg")
    page.context.set_offline(False)
    photo.get_by_role("button", name="Gửi lại").click()
    sent(page)
    with site.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(VisitFile)) == 1


def test_what_waits_outlives_data_that_is_cleared_under_the_page(site: Site, visit_id: int) -> None:
    page = ready(site, visit_id).page
    page.context.set_offline(True)
    page.locator(CHAIR).fill("Không mất theo dữ liệu")
    waits(page, 1)
    devtools = page.context.new_cdp_session(page)
    cleared = {"origin": site.address, "storageTypes": "indexeddb"}
    devtools.send("Storage.clearDataForOrigin", cleared)
    inside(page, "await sync.flush()")
    waits(page, 1)
    page.context.set_offline(False)
    sent(page)
    assert chair(site, visit_id) == "Không mất theo dữ liệu"

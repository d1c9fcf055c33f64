"""A tablet that can no longer send: its outbox goes as a file to the administrator, and arrives."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from tests.browser.conftest import Site
from tests.browser.offline import (
    CHAIR,
    _no_network_is_no_fault,
    chair,
    ready,
    reloads_with_network,
    sent,
    visit_id,
    waits,
)
from tests.browser.steps import a_photo
from webapp.attending.models import VisitFile
from webapp.core.db import db

__all__ = ("_no_network_is_no_fault", "visit_id")  # fixtures
pytestmark = pytest.mark.parametrize("site", ["tablet"], indirect=True)


def test_what_waits_goes_as_a_file_and_is_brought_in(
    site: Site, visit_id: int, tmp_path: Path
) -> None:
    member = ready(site, visit_id)
    page = member.page
    page.context.set_offline(True)
    page.locator(CHAIR).fill("Đồng chí Bí thư")
    page.locator(CHAIR).blur()
    page.locator("#photo-chosen").set_input_files(a_photo())
    waits(page, 2)
    page.goto("/tablet")
    with page.expect_download() as download:
        page.get_by_role("button", name="Xuất ra tệp").click()
    file = tmp_path / "chua-gui.html"
    download.value.save_as(file)

    reader = site.visitor()  # readable without the program
    reader.page.set_content(file.read_text(encoding="utf-8"))
    expect(reader.page.get_by_text("Đồng chí Bí thư")).to_be_visible()
    expect(reader.page.get_by_role("img", name="Ảnh")).to_be_visible()

    admin = site.person("admin")
    admin.open("/administration/tablet-files")
    admin.page.locator("#file").set_input_files(file)
    admin.press("Xem trước")
    admin.sees("2 thay đổi sẽ nhập thay")
    assert chair(site, visit_id) == ""
    admin.press("Nhập 2 thay đổi")
    admin.sees("2 thay đổi đã nhận")
    assert chair(site, visit_id) == "Đồng chí Bí thư"

    reloads_with_network(page)  # the tablet can send after all: nothing is done twice
    member.open(f"/visits/{visit_id}/findings")
    sent(page)
    with site.app.app_context():
        assert db.session.scalar(select(func.count(VisitFile.id))) == 1
    assert chair(site, visit_id) == "Đồng chí Bí thư"

"""Answers that bring nothing for the page, or are somebody else's: nothing on it is lost."""

from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from tests.browser.conftest import Site
from tests.browser.offline import (
    CHAIR,
    _no_network_is_no_fault,
    chair,
    ready,
    sent,
    visit_id,
)
from tests.browser.steps import a_photo
from webapp.attending.models import Preparation, VisitFile
from webapp.core.db import db
from webapp.core.web import PROGRAM

__all__ = ("_no_network_is_no_fault", "visit_id")  # fixtures
pytestmark = pytest.mark.parametrize("site", ["tablet"], indirect=True)
OURS = {"X-Program": PROGRAM, "X-Made": "1", "X-Reason": quote("Không nhận được ô này.")}
WHOLE = "<html><body><main id='main'>Có người vừa sửa</main></body></html>"
FOR_ALL = {"HX-Retarget": "#main", "HX-Reselect": "#main", "HX-Reswap": "outerHTML"}
UNPLACED: list[dict[str, Any]] = [
    {"status": 409, "headers": OURS, "body": ""},
    {"status": 422, "headers": OURS, "body": "<div id='state-other'></div>"},
    {"status": 409, "headers": OURS | FOR_ALL, "body": WHOLE},
]


def answer_by(page: Page, at: str, said: dict[str, Any]) -> None:
    page.context.route(at, lambda route: route.fulfill(**said))


def test_a_refusal_without_a_part_for_the_page_leaves_the_field_working(
    site: Site, visit_id: int
) -> None:
    page, at = ready(site, visit_id).page, f"**/visits/{visit_id}/field"
    state = page.locator("#state-attendance-chair")
    for number, said in enumerate(UNPLACED):
        answer_by(page, at, said)
        page.locator(CHAIR).fill(f"Lần {number}")
        expect(state.locator(".error")).to_contain_text("Không nhận được ô này.")
        expect(page.locator(CHAIR)).to_have_value(f"Lần {number}")
        page.context.unroute(at)
    page.locator(CHAIR).fill("Lần sau cùng")
    expect(state).to_contain_text("Đã lưu")
    sent(page)
    assert chair(site, visit_id) == "Lần sau cùng"


def test_a_page_without_an_outbox_keeps_its_fields_too(site: Site, visit_id: int) -> None:
    office = site.person("office")
    page, at = office.page, f"**/visits/{visit_id}/preparation"
    page.add_init_script("Object.defineProperty(navigator, 'locks', { value: undefined })")
    office.open(f"/visits/{visit_id}/preparation")
    note = page.locator("[name^=preparation-][name$=-note]").first
    state = page.locator(f"#state-{note.get_attribute('name')}")
    for said in UNPLACED:
        answer_by(page, at, said)
        with page.expect_response(at):  # the words of the last answer still stand there
            note.fill(f"Đang in {said['status']} {len(said['body'])}")
        expect(state.locator(".error")).to_contain_text("Không nhận được ô này.")
        page.context.unroute(at)
    answer_by(page, at, {"body": "<h1>Wi-Fi của khách sạn</h1>"})
    with page.expect_response(at):
        note.fill("Đã in xong")
    expect(page.locator("#saved-at")).to_contain_text("Mất kết nối, chưa lưu")
    expect(note).to_have_value("Đã in xong")
    page.context.unroute(at)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(state).to_contain_text("Đã lưu")
    with site.app.app_context():
        assert db.session.scalars(select(Preparation.note)).one() == "Đã in xong"


def test_a_page_that_keeps_nothing_says_so(site: Site) -> None:
    office = site.person("office")
    page = office.page
    office.open("/account")
    page.context.set_offline(True)
    said = page.locator('[data-when="offline"]')
    expect(said).to_contain_text("Trang này không giữ nội dung khi mất mạng")
    expect(said).not_to_contain_text("được giữ trên máy này")
    office.check()


def test_a_field_without_its_state_says_that_it_is_not_saved(site: Site, visit_id: int) -> None:
    page = ready(site, visit_id).page
    page.evaluate("document.getElementById('state-attendance-chair').remove()")
    page.locator(CHAIR).fill("Không nơi trả lời")
    expect(page.locator("#saved-at")).to_contain_text("Chưa chắc ô này đã được lưu")

    page.close()


def test_without_an_outbox_a_photo_that_did_not_arrive_is_sent_again(
    site: Site, visit_id: int
) -> None:
    member = site.person("member")
    page, at = member.page, f"**/visits/{visit_id}/photos"
    page.add_init_script("Object.defineProperty(navigator, 'locks', { value: undefined })")
    member.open(f"/visits/{visit_id}/findings")
    answer_by(page, at, {"status": 403, "body": "<h1>Wi-Fi của khách sạn</h1>"})
    page.get_by_label("Chọn ảnh có sẵn").set_input_files(files=[a_photo()])
    expect(page.locator("#saved-at")).to_contain_text("Mất kết nối, chưa lưu")
    page.context.unroute(at)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator("#photo-list").get_by_label("Chú thích ảnh")).to_have_count(1)
    with site.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(VisitFile)) == 1

"""Preparing for a day without network: all is taken along in one press, and kept true."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Person, Site
from tests.browser.offline import (
    CHAIR,
    TABLET,
    _no_network_is_no_fault,
    chair,
    in_a_hotel,
    inside,
    sent,
    visit_id,
    waits,
)
from tests.followup.test_taking import hand_in
from webapp.core import clock
from webapp.core.db import db
from webapp.notices.models import Meeting
from webapp.visits.models import Visit

__all__ = ("_no_network_is_no_fault", "visit_id")  # fixtures
pytestmark = pytest.mark.parametrize("site", ["tablet"], indirect=True)

EARLIER = """async path => {
    const { find } = await import("TABLET/copies.js");
    const copy = await find(path);
    const headers = new Headers(copy.headers);
    headers.set("Date", new Date(Date.now() - 6 * 60000).toUTCString());
    const cache = await caches.open("pages-" + headers.get("X-Reader"));
    await cache.put(path, new Response(await copy.text(), { headers }));
}""".replace("TABLET", TABLET)


@pytest.fixture
def member(site: Site, visit_id: int) -> Person:
    """Somebody who goes to a visit in two days."""
    site.live_on(date(2024, 3, 5))
    with site.app.app_context():
        meeting = meeting_of(visit_id)
        meeting.contact, meeting.phone = "Đồng chí Bí thư", "0901 234 567"
        db.session.commit()
    return site.person("member")


def meeting_of(visit_id: int) -> Meeting:
    visit = db.session.get_one(Visit, visit_id)
    return db.session.get_one(Meeting, visit.meeting_id)


def take_all(person: Person) -> None:
    person.open("/visits?mine=1")
    person.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    person.page.get_by_role("button", name="Giữ buổi sắp tới của tôi").click()
    expect(person.page.locator("[data-take-said]")).to_contain_text("Đã giữ")


def test_one_press_takes_along_all_that_is_read_and_written_there(
    site: Site, member: Person, visit_id: int
) -> None:
    with site.app.app_context():
        visit = db.session.get_one(Visit, visit_id)
        fits = hand_in(visit, "Nghị quyết.pdf", 36_000).file_id
        hand_in(visit, "Phim.pdf", site.app.config["TAKE_FILE_LIMIT"] + 1)
        db.session.commit()
    page, context = member.page, member.page.context
    take_all(member)
    expect(page.locator("[data-take-left]")).to_contain_text("Phim.pdf: tệp 10 MB")
    member.check()

    context.set_offline(True)
    page.goto("/")  # what the tablet opens with
    expect(page.get_by_role("heading", level=1)).to_have_text("Nội dung trên máy này")
    coming = page.locator("#coming")
    expect(coming).to_contain_text("Thứ Năm, 07/3/2024")
    with site.app.app_context():
        meeting = meeting_of(visit_id)
        hour, place = f"{clock.local(meeting.starts_at):%H:%M}", meeting.place
    expect(coming).to_contain_text(f"{hour} · ")
    expect(coming).to_contain_text(place)
    expect(coming.get_by_role("link", name="0901 234 567")).to_have_attribute(
        "href", "tel:0901234567"
    )
    member.check()
    coming.locator("summary").click()
    for name in ("Chuẩn bị", "Kế hoạch", "Phiếu ghi chép", "Tệp: Nghị quyết.pdf"):
        expect(coming.get_by_role("link", name=name, exact=True)).to_be_visible()
    for path in (f"/files/{fits}", f"/visits/{visit_id}/note-form"):
        assert inside(page, "Boolean(await copies.keptAt(given))", path)
    coming.get_by_role("link", name="Chuẩn bị", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Chuẩn bị tài liệu")
    page.go_back()
    coming.get_by_role("link", name="Ghi nhận: ").click()
    page.locator(CHAIR).fill("Viết ở hội trường")
    page.locator(CHAIR).blur()
    waits(page, 1)
    context.set_offline(False)
    sent(page)
    assert chair(site, visit_id) == "Viết ở hội trường"


def test_what_could_not_be_taken_is_named_and_taken_the_next_time(
    site: Site, member: Person
) -> None:
    member.open("/visits?mine=1")
    member.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    button = member.page.get_by_role("button", name="Giữ buổi sắp tới của tôi")
    expect(button).to_be_visible()
    with in_a_hotel(site):
        button.click()
        expect(member.page.locator("[data-take-said]")).to_contain_text("Chưa giữ được gì.")
        expect(member.page.locator("[data-take-left]")).to_contain_text("mất kết nối")
    button.click()
    expect(member.page.locator("[data-take-said]")).to_contain_text("Đã giữ")
    expect(member.page.locator("[data-take-left] li")).to_have_count(0)


def test_a_meeting_that_is_moved_is_told_and_its_pages_are_renewed(
    site: Site, member: Person, visit_id: int
) -> None:
    page = member.page
    take_all(member)
    with site.app.app_context():
        meeting = meeting_of(visit_id)
        meeting.starts_at += timedelta(days=1)
        db.session.commit()
        when = meeting.when
    member.open("/account")
    expect(page.locator('[data-when="moved"]')).to_be_hidden()  # asked a moment ago
    page.evaluate(EARLIER, "/tablet/visits")
    member.open("/account")
    expect(page.locator('[data-when="moved"]')).to_contain_text(f"đã chuyển sang {when}")
    member.check()
    page.context.set_offline(True)
    page.goto("/tablet")
    expect(page.locator("#coming")).to_contain_text("Thứ Sáu, 08/3/2024")
    expect(page.locator("#coming .note")).to_contain_text(f"đã chuyển sang {when}")
    page.goto(f"/visits/{visit_id}")
    expect(page.locator("main")).to_contain_text(when)


def test_a_tablet_that_keeps_nothing_asks_nothing(site: Site, member: Person) -> None:
    asked: list[str] = []
    member.page.on("request", lambda one: asked.append(one.url))
    member.open("/account")
    inside(member.page, "await take.renew()")
    assert not [url for url in asked if "/tablet/visits?" in url]

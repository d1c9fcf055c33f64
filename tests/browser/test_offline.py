"""Findings written in a hall without network: they survive, and arrive once."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, Route, expect
from sqlalchemy import func, select

from tests.browser.conftest import Person, Site
from tests.browser.steps import a_photo
from tests.building import PASSWORD
from tests.round_world import add_round
from tests.world import World
from webapp.attending.models import Phrase, Remark, StepRun, VisitFile
from webapp.core import clock
from webapp.core.db import db
from webapp.visits.models import Attendance, Visit

pytestmark = pytest.mark.parametrize("site", ["tablet"], indirect=True)
WAITING = "outbox.all(tablet.me.id).then(all => all.some(one => one.state === 'waiting'))"
CHAIR = "#attendance-chair"


@pytest.fixture
def visit_id(site: Site) -> int:
    with site.app.app_context():
        world = World()
        db.session.add(Phrase(issuer_id=world.issuer.id, kind="strength", text="Mở đúng giờ"))
        return world.visit().id


def ready(site: Site, visit_id: int, username: str = "member") -> Person:
    """Somebody who opened the findings while there was a network: the tablet keeps the page."""
    person = site.person(username)
    person.open(f"/visits/{visit_id}/findings")
    kept(person.page, f"/visits/{visit_id}/findings")
    return person


def kept(page: Page, path: str) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    for _ in range(50):
        if page.evaluate("path => copies.keptAt(path).then(Boolean)", path):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{path} is not kept")


def waits(page: Page, count: int) -> None:
    expect(page.locator('[data-when="waiting"]')).to_contain_text(f"{count} thay đổi chờ gửi")


def sent(page: Page) -> None:
    expect(page.locator('[data-when="waiting"]')).to_be_hidden()
    for _ in range(100):
        if not page.evaluate(WAITING):
            return
        page.wait_for_timeout(100)
    raise AssertionError("something still waits")


@pytest.fixture(autouse=True)
def _no_network_is_no_fault(site: Site) -> Iterator[None]:
    """A browser complains of each request that finds no network."""
    yield
    lost = ("net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED", "status of 500")
    site.faults[:] = [fault for fault in site.faults if not any(one in fault for one in lost)]


def sign_in(person: Person, username: str) -> None:
    person.fill("Tên đăng nhập", username)
    person.fill("Mật khẩu", PASSWORD)
    person.press("Đăng nhập")


def remarks(site: Site, visit_id: int) -> list[str]:
    with site.app.app_context():
        found = select(Remark.text).where(Remark.visit_id == visit_id).order_by(Remark.id)
        return list(db.session.scalars(found))


def chair(site: Site, visit_id: int) -> str:
    with site.app.app_context():
        found = select(Attendance.chair).where(Attendance.visit_id == visit_id)
        return db.session.scalars(found).one()


def test_written_in_a_hall_without_network_it_arrives_once(site: Site, visit_id: int) -> None:
    member = ready(site, visit_id)
    page, context = member.page, member.page.context
    before = remarks(site, visit_id)
    context.set_offline(True)
    page.locator(CHAIR).fill("Đồng chí Bí thư")
    page.locator("#general").get_by_role("button", name="Ưu điểm").click()
    strength = page.locator("#general .strength").last
    strength.get_by_role("button", name="Câu mẫu").click()
    strength.get_by_role("button", name="Mở đúng giờ").click()
    waits(page, 3)
    expect(page.locator('[data-when="offline"]')).to_contain_text("Đang ngoại tuyến")
    member.check()

    page.close()  # and the tablet is closed
    page = member.page = context.new_page()
    page.goto(f"/visits/{visit_id}/findings")
    expect(page.locator(CHAIR)).to_have_value("Đồng chí Bí thư")
    expect(page.locator("#general .strength textarea").last).to_have_value("Mở đúng giờ")
    waits(page, 3)
    page.locator("#general .strength textarea").last.fill("Mở đúng giờ, đủ thành phần")
    page.locator("#general .strength textarea").last.blur()
    waits(page, 3)
    assert remarks(site, visit_id) == before

    context.set_offline(False)
    sent(page)
    assert chair(site, visit_id) == "Đồng chí Bí thư"
    assert remarks(site, visit_id) == [*before, "Mở đúng giờ, đủ thành phần"]
    member.open(f"/visits/{visit_id}/findings")
    expect(page.locator("#tablet")).to_be_hidden()
    member.open("/visits?mine=1")
    member.sees("Dùng được khi không có mạng, từ")


def test_an_answer_that_is_lost_does_nothing_twice(site: Site, visit_id: int) -> None:
    member = ready(site, visit_id)
    page = member.page
    before = remarks(site, visit_id)
    lost: list[int] = []

    def lose(route: Route) -> None:
        lost.append(route.fetch().status)  # the server has done it
        route.abort()

    page.context.route(f"**/visits/{visit_id}/field", lose)
    page.locator("#general").get_by_role("button", name="Ưu điểm").click()
    page.locator("#general .strength textarea").last.fill("Một lần thôi")
    page.locator("#general .strength textarea").last.blur()
    waits(page, 2)
    page.evaluate("tablet.flush()")
    assert len(lost) > 1
    assert set(lost) == {200}
    page.context.unroute(f"**/visits/{visit_id}/field")
    page.evaluate("tablet.flush()")
    sent(page)
    assert remarks(site, visit_id) == [*before, "Một lần thôi"]
    with site.app.app_context():
        row_id = db.session.scalars(select(func.max(Remark.id))).one()
    expect(page.locator(f"#remark-{row_id}-text")).to_have_value("Một lần thôi")


def test_two_who_wrote_the_same_field_lose_neither_text(site: Site, visit_id: int) -> None:
    first, second = ready(site, visit_id), ready(site, visit_id, "member2")
    for person, text in ((first, "Bản thứ nhất"), (second, "Bản thứ hai")):
        person.page.context.set_offline(True)
        person.page.locator(CHAIR).fill(text)
        person.page.locator(CHAIR).blur()
        waits(person.page, 1)
    first.page.context.set_offline(False)
    sent(first.page)
    second.page.reload()
    second.page.context.set_offline(False)
    clash = second.page.locator(".clash-cell")
    expect(clash).to_contain_text("Bản thứ nhất")
    expect(clash).to_contain_text("Bản thứ hai")
    expect(second.page.locator('[data-when="refused"]')).to_contain_text("1 thay đổi")
    second.check()
    assert chair(site, visit_id) == "Bản thứ nhất"

    second.open(f"/visits/{visit_id}/findings")  # the clash is still there
    expect(clash).to_contain_text("Bản thứ hai")
    second.page.get_by_role("button", name="Dùng bản của tôi").click()
    expect(clash).to_have_count(0)
    sent(second.page)
    assert chair(site, visit_id) == "Bản thứ hai"
    expect(second.page.locator("#tablet")).to_be_hidden()


def test_a_photo_and_a_row_that_goes_wait_too(site: Site, visit_id: int) -> None:
    with site.app.app_context():
        old = Remark(
            visit_id=visit_id,
            kind="strength",
            text="Sẽ bị xóa",
            author_id=World().user("member").id,
            created_at=clock.now(),
        )
        db.session.add(old)
        db.session.commit()
        old_id = old.id
    member = ready(site, visit_id)
    page, context = member.page, member.page.context
    page.on("dialog", lambda dialog: dialog.accept())
    context.set_offline(True)
    page.get_by_label("Chọn ảnh có sẵn").set_input_files(files=[a_photo()])
    expect(page.locator("#photo-list .photo")).to_contain_text("chờ gửi")
    page.locator(f"#row-remark-{old_id}").get_by_role("button", name="Xóa").click()
    expect(page.locator(f"#row-remark-{old_id}")).to_have_class(re.compile("leaving"))
    waits(page, 2)
    page.reload()
    expect(page.locator("#photo-list .photo")).to_contain_text("chờ gửi")
    expect(page.locator(f"#row-remark-{old_id}")).to_have_class(re.compile("leaving"))
    context.set_offline(False)
    sent(page)
    expect(page.locator(f"#row-remark-{old_id}")).to_have_count(0)
    expect(page.locator("#photo-list .photo")).to_have_count(1)
    page.reload()
    expect(page.locator("#photo-list .photo")).to_have_count(1)
    expect(page.locator("#photo-list").get_by_label("Chú thích ảnh")).to_be_visible()
    assert "Sẽ bị xóa" not in remarks(site, visit_id)
    with site.app.app_context():
        assert db.session.scalar(select(func.count()).select_from(VisitFile)) == 1


def test_who_signs_in_next_reads_and_sends_nothing_of_it(site: Site, visit_id: int) -> None:
    member = ready(site, visit_id)
    page, context = member.page, member.page.context
    context.set_offline(True)
    page.locator(CHAIR).fill("Của người trước")
    page.locator(CHAIR).blur()
    waits(page, 1)
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_visible()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.locator('[data-when="needed"]')).to_be_focused()

    context.clear_cookies()  # the session lapses, and the next one takes the tablet
    context.set_offline(False)
    expect(page.locator('[data-when="signed-out"]')).to_contain_text("Phiên đăng nhập đã hết")
    page.goto("/sign-in")
    expect(page.locator('[data-when="others"]')).to_contain_text("1 thay đổi của")
    sign_in(member, "member2")
    expect(page.locator('[data-when="others"]')).to_contain_text("1 thay đổi của")
    member.open("/tablet")
    expect(page.locator("main")).not_to_contain_text("Của người trước")
    assert page.evaluate("copies.list()") == []
    context.set_offline(True)
    page.goto(f"/visits/{visit_id}/findings")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nội dung trên máy này")
    expect(page.locator("body")).not_to_contain_text("Của người trước")
    context.set_offline(False)
    assert chair(site, visit_id) != "Của người trước"

    page.goto("/")
    member.press("Đăng xuất")
    sign_in(member, "member")
    sent(page)
    assert chair(site, visit_id) == "Của người trước"


def test_signing_out_warns_of_what_waits_and_leaves_nothing_to_read(
    site: Site, visit_id: int
) -> None:
    member = ready(site, visit_id)
    page = member.page
    page.context.set_offline(True)
    page.locator("#attendance-present").fill("mười")
    page.locator(CHAIR).fill("Gửi khi đăng xuất")
    page.locator(CHAIR).blur()
    waits(page, 2)
    asked: list[str] = []

    def ask(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss() if len(asked) == 1 else dialog.accept()

    page.on("dialog", ask)
    page.context.set_offline(False)
    with page.expect_event("dialog"):
        page.get_by_role("button", name="Đăng xuất").click()
    expect(page.locator("#state-attendance-present")).to_contain_text("Phải là một số nguyên.")
    assert "Còn 1 thay đổi chưa gửi" in asked[0]
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("button", name="Đăng nhập")).to_be_visible()
    page.wait_for_load_state()
    expect(page.locator('[data-when="others"]')).to_contain_text("1 thay đổi của")
    assert chair(site, visit_id) == "Gửi khi đăng xuất"
    assert page.evaluate("copies.list()") == []
    texts = "outbox.fact('owner').then(one => outbox.all(one.id)).then(all => all.length)"
    assert page.evaluate(texts) == 1  # what was sent is no longer on the tablet


def test_what_was_completed_meanwhile_keeps_the_text_to_copy(site: Site, visit_id: int) -> None:
    member = ready(site, visit_id)
    page, context = member.page, member.page.context
    context.set_offline(True)
    page.locator(CHAIR).fill("Đến muộn")
    page.locator(CHAIR).blur()
    waits(page, 1)
    with site.app.app_context():
        db.session.get_one(Visit, visit_id).held_at = clock.now()
        db.session.commit()
    context.set_offline(False)
    expect(page.locator('[data-when="refused"]')).to_contain_text("1 thay đổi chưa được nhận")
    page.locator('[data-when="refused"] a').click()
    expect(page.locator("#changes")).to_contain_text("Kết quả đã hoàn thành lúc")
    expect(page.locator("#changes")).to_contain_text("Đến muộn")
    member.check()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Bỏ, không gửi nữa").click()
    expect(page.locator("#no-changes")).to_be_visible()
    assert chair(site, visit_id) != "Đến muộn"


def test_steps_are_turned_without_network_at_their_own_hour(site: Site) -> None:
    with site.app.app_context():
        visit_id = add_round(World()).visits[0].id
    member = site.person("member")
    path = f"/visits/{visit_id}/session"
    member.open(f"/visits/{visit_id}")
    member.page.get_by_role("button", name="Giữ trên máy này").click()
    expect(member.page.locator(".keeper [data-kept]")).to_be_visible()
    page, context = member.page, member.page.context
    context.set_offline(True)
    # The worker has a clock of its own that no test can set, so the page has to send.
    page.add_init_script(
        "Object.defineProperty(ServiceWorkerRegistration.prototype, 'sync', { value: undefined })"
    )
    page.goto(path)
    page.clock.install()
    page.get_by_role("button", name="Bắt đầu bước 1").first.click()
    expect(page.locator("#now-step")).to_contain_text("Đang: bước 1/2")
    page.clock.fast_forward(60_000 * 12)
    page.get_by_role("button", name="Sang bước 2").click()
    expect(page.locator("#now-step")).to_contain_text("Đang: bước 2/2")
    page.clock.fast_forward(60_000 * 30)
    member.check()
    page.get_by_role("button", name="Kết thúc bước cuối").click()
    expect(page.locator("#now-step")).to_contain_text("Đã hết chương trình")
    page.clock.fast_forward(60_000 * 60)
    context.set_offline(False)
    sent(page)
    with site.app.app_context():
        found = select(StepRun).where(StepRun.visit_id == visit_id).order_by(StepRun.id)
        first, second = db.session.scalars(found).all()
        assert first.began_at
        assert first.ended_at
        assert second.ended_at
        assert first.ended_at == second.began_at
        assert timedelta(minutes=12) == first.ended_at - first.began_at
        assert timedelta(minutes=30) == second.ended_at - second.began_at
        assert timedelta(minutes=55) < datetime.now(UTC) - second.ended_at < timedelta(minutes=65)


def test_what_was_typed_last_goes_before_the_findings_are_closed(site: Site, visit_id: int) -> None:
    member = ready(site, visit_id)
    page = member.page
    for name, text in (("present", "10"), ("members", "12")):
        page.locator(f"#attendance-{name}").fill(text)
    page.locator("#general").get_by_role("button", name="Ưu điểm").click()
    page.locator("#general .strength textarea").last.fill("Ghi ngay trước khi đóng")
    member.press("Hoàn thành kết quả")
    member.sees("Đã dự, đã có kết quả")
    assert remarks(site, visit_id)[-1] == "Ghi ngay trước khi đóng"
    sent(page)


AN_HOUR_OLD = """async path => {
    const [name] = (await caches.keys()).filter(one => one.startsWith("pages-"));
    const copy = await copies.find(path);
    const older = (_, made) => `data-made="${made - 3600000}"`;
    const text = (await copy.text()).replace(/data-made="(\\d+)"/, older);
    await (await caches.open(name)).put(path, new Response(text, { headers: copy.headers }));
}"""


def test_an_old_copy_says_so_when_the_network_is_back(site: Site, visit_id: int) -> None:
    member = ready(site, visit_id)
    page, context = member.page, member.page.context
    old = page.locator('[data-when="copy"]')
    expect(old).to_be_hidden()
    page.evaluate(AN_HOUR_OLD, f"/visits/{visit_id}/findings")
    context.set_offline(True)
    page.reload()
    expect(page.locator('[data-when="offline"]')).to_be_visible()
    context.set_offline(False)
    expect(old).to_contain_text("Trang này là bản lưu trên máy lúc")
    member.check()
    member.follow("Tải lại để thấy phần đồng nghiệp vừa ghi", old)
    expect(page.locator("#tablet")).to_be_hidden()


def test_nothing_counts_as_sent_without_the_servers_own_word(site: Site, visit_id: int) -> None:
    member = ready(site, visit_id)
    page, at = member.page, f"**/visits/{visit_id}/field"
    said: dict[str, Any] = {"body": "<h1>Wi-Fi của khách sạn</h1>"}
    page.context.route(at, lambda route: route.fulfill(**said))
    page.locator(CHAIR).fill("Qua mạng khách sạn")
    page.locator(CHAIR).blur()
    waits(page, 1)
    said["status"] = 500
    for _ in range(5):
        page.evaluate("tablet.flush()")
    expect(page.locator("#state-attendance-chair")).to_contain_text("Máy chủ gặp lỗi nhiều lần")
    expect(page.locator(CHAIR)).to_have_value("Qua mạng khách sạn")
    page.context.unroute(at)
    member.open(f"/visits/{visit_id}/findings")  # asked once more
    sent(page)
    expect(page.locator("#tablet")).to_be_hidden()
    assert chair(site, visit_id) == "Qua mạng khách sạn"


def test_without_a_service_worker_fields_save_as_ever(site: Site, visit_id: int) -> None:
    member = site.person("member")
    member.page.add_init_script("Object.defineProperty(navigator, 'locks', { value: undefined })")
    member.open(f"/visits/{visit_id}/findings")
    assert member.page.evaluate("tablet") is None
    member.page.locator(CHAIR).fill("Như trước")
    expect(member.page.locator("#saved-at")).to_contain_text("Đã lưu lúc")
    assert chair(site, visit_id) == "Như trước"

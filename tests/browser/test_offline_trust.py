"""A tablet without network: whose it is, how old its copy, and what counts as sent."""

from typing import Any

import pytest
from playwright.sync_api import Dialog, expect

from tests.browser.conftest import Site
from tests.browser.offline import (
    CHAIR,
    TABLET,
    _no_network_is_no_fault,
    chair,
    in_a_hotel,
    inside,
    ready,
    reloads_with_network,
    sent,
    sign_in,
    visit_id,
    waits,
)
from webapp.core.web import PROGRAM

__all__ = ("_no_network_is_no_fault", "visit_id")  # fixtures
pytestmark = pytest.mark.parametrize("site", ["tablet"], indirect=True)


def test_who_signs_in_next_reads_and_sends_nothing_of_it(site: Site, visit_id: int) -> None:
    member = ready(site, visit_id)
    page, context = member.page, member.page.context
    context.set_offline(True)
    page.locator(CHAIR).fill("Của người trước")
    page.locator(CHAIR).blur()
    waits(page, 1)
    context.clear_cookies()  # the session lapses, and the next one takes the tablet
    context.set_offline(False)
    expect(page.locator('[data-when="signed-out"]')).to_contain_text("Phiên đăng nhập đã hết")
    page.goto("/sign-in")
    expect(page.locator('[data-when="others"]')).to_contain_text("1 thay đổi của")
    sign_in(member, "member2")
    expect(page.locator('[data-when="others"]')).to_contain_text("1 thay đổi của")
    member.open("/tablet")
    expect(page.locator("main")).not_to_contain_text("Của người trước")
    assert inside(page, "await copies.list()") == []
    context.set_offline(True)
    page.goto(f"/visits/{visit_id}/findings")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nội dung trên máy này")
    expect(page.locator("body")).not_to_contain_text("Của người trước")
    reloads_with_network(page)
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
    assert inside(page, "await copies.list()") == []
    texts = "(await store.all((await store.fact('owner')).id)).length"
    assert inside(page, texts) == 1  # what was sent is no longer on the tablet


def test_signing_out_without_network_leaves_nothing_to_read_and_ends_the_session_later(
    site: Site, visit_id: int
) -> None:
    member = ready(site, visit_id)
    page, context = member.page, member.page.context
    other = context.new_page()  # a second tab of the same person
    other.goto("/account")
    name = page.locator("body").get_attribute("data-name") or ""
    context.set_offline(True)
    page.locator(CHAIR).fill("Viết trước khi rời máy")
    page.locator(CHAIR).blur()
    waits(page, 1)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nội dung trên máy này")
    assert "1 thay đổi chưa gửi vẫn nằm trên máy này" in asked[0]
    for tab in (page, other):
        expect(tab.locator('[data-when="left"]')).to_contain_text("Đã đăng xuất khỏi máy này")
        expect(tab.locator('[data-when="others"]')).to_contain_text("1 thay đổi của")
        for path in (f"/visits/{visit_id}/findings", "/account"):
            tab.goto(path)
            expect(tab.get_by_role("heading", level=1)).to_have_text("Nội dung trên máy này")
            expect(tab.locator("main")).not_to_contain_text("Viết trước khi rời máy")
            expect(tab.locator("main")).not_to_contain_text(name)
    other.close()
    member.check()

    with in_a_hotel(site):  # a network, but not ours: nothing can be ended yet
        context.set_offline(False)
        page.goto("/account")
        expect(page.locator('[data-when="left"]')).to_be_visible()
    page.goto("/account")  # the first thing that is asked of the server again
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    assert page.request.get("/tablet/session").json()["user"] == 0
    expect(page.locator('[data-when="left"]')).to_be_hidden()
    assert chair(site, visit_id) != "Viết trước khi rời máy"
    sign_in(member, "member")
    sent(page)
    assert chair(site, visit_id) == "Viết trước khi rời máy"


AN_HOUR_OLD = """async path => {
    const copies = await import("TABLET/copies.js");
    const [name] = (await caches.keys()).filter(one => one.startsWith("pages-"));
    const copy = await copies.find(path);
    const older = (_, made) => `data-made="${made - 3600000}"`;
    const text = (await copy.text()).replace(/data-made="(\\d+)"/, older);
    await (await caches.open(name)).put(path, new Response(text, { headers: copy.headers }));
}""".replace("TABLET", TABLET)


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
    for status in (403, 404, 409, 422, 500):  # nor as refused
        said["status"] = status
        inside(page, "await sync.flush()")
        waits(page, 1)
        expect(page.locator("#state-attendance-chair .error")).to_have_count(0)
    said["headers"] = {"X-Program": PROGRAM}
    for _ in range(5):  # each in its turn, which somebody who waits may bring on
        inside(page, "await store.hurry(reader.me.id)")
        inside(page, "await sync.flush()")
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
    assert inside(member.page, "reader.able") is False
    member.page.locator(CHAIR).fill("Như trước")
    expect(member.page.locator("#saved-at")).to_contain_text("Đã lưu lúc")
    assert chair(site, visit_id) == "Như trước"

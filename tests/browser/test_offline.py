"""Findings written in a hall without network: they survive, and arrive once."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Route, expect
from sqlalchemy import func, select

from tests.browser.conftest import Site
from tests.browser.offline import (
    CHAIR,
    _no_network_is_no_fault,
    chair,
    inside,
    kept,
    ready,
    reloads_with_network,
    remarks,
    sent,
    visit_id,
    waits,
)
from tests.browser.steps import a_photo
from tests.round_world import add_round
from tests.world import World
from webapp.attending.models import Remark, StepRun, VisitFile
from webapp.core import clock
from webapp.core.db import db
from webapp.visits.models import Visit

__all__ = ("_no_network_is_no_fault", "visit_id")  # fixtures
pytestmark = pytest.mark.parametrize("site", ["tablet"], indirect=True)


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
    inside(page, "await sync.flush()")
    assert len(lost) > 1
    assert set(lost) == {200}
    page.context.unroute(f"**/visits/{visit_id}/field")
    inside(page, "await sync.flush()")
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


def test_the_same_field_of_two_visits_is_two_texts(site: Site, visit_id: int) -> None:
    with site.app.app_context():
        second_id = World().visit("Tân Phú").id
    member = ready(site, visit_id)
    page, context = member.page, member.page.context
    member.open(f"/visits/{second_id}/findings")
    kept(page, f"/visits/{second_id}/findings")
    context.set_offline(True)
    for at, text in ((visit_id, "Ở buổi thứ nhất"), (second_id, "Ở buổi thứ hai")):
        page.goto(f"/visits/{at}/findings")
        page.locator(CHAIR).fill(text)
        page.locator(CHAIR).blur()
        expect(page.locator("#state-attendance-chair")).to_contain_text("chờ gửi")
    waits(page, 2)
    page.get_by_role("button", name="Gửi ngay").click()
    expect(page.locator("#announce")).to_contain_text("Vẫn chưa có mạng, chưa gửi được.")
    page.goto("/tablet")
    expect(page.locator("#changes .state")).to_have_text(["chờ gửi", "chờ gửi"])
    reloads_with_network(page)
    sent(page)
    assert chair(site, visit_id) == "Ở buổi thứ nhất"
    assert chair(site, second_id) == "Ở buổi thứ hai"


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
        # The page's clock goes on while the test acts, and hours are kept by the minute.
        for minutes, step in ((12, first), (30, second)):
            assert timedelta(minutes=minutes) <= step.ended_at - step.began_at
            assert step.ended_at - step.began_at < timedelta(minutes=minutes + 4)
        assert timedelta(minutes=55) < datetime.now(UTC) - second.ended_at < timedelta(minutes=65)


def test_what_was_typed_last_goes_before_the_findings_are_closed(site: Site, visit_id: int) -> None:
    member = ready(site, visit_id)
    page = member.page
    for name, text in (("present", "10"), ("members", "12")):
        page.locator(f"#attendance-{name}").fill(text)
    page.locator("#general").get_by_role("button", name="Ưu điểm").click()
    page.locator("#general .strength textarea").last.fill("Ghi ngay trước khi đóng")
    member.fill("Lý do vẫn hoàn thành", "Ghi theo phiếu")
    member.press("Hoàn thành kết quả")
    member.sees("Đã dự, đã có kết quả")
    assert remarks(site, visit_id)[-1] == "Ghi ngay trước khi đóng"
    sent(page)

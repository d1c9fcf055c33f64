"""A split with as many parts as there are, one taken out of a change, and a body that ended."""

from datetime import date

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.administration.test_handing_over import owes
from tests.browser.conftest import Site
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.organizations import changes
from webapp.organizations.history import Decision
from webapp.organizations.models import Organization

TODAY = date(2024, 1, 15)
OLD, HEIR = "Đảng bộ huyện Nhơn Trạch", "Đảng bộ huyện Tân Phú"
BASE = "Đảng bộ xã Phú Hội Nhơn Trạch"


def merge(site: Site, on: date, *names: str) -> None:
    """On 15 January 2024, let organizations go over into the last of them."""
    site.live_on(TODAY)
    with site.app.app_context(), clock.living_on(TODAY):
        found = {
            one.name: one
            for one in db.session.scalars(select(Organization).where(Organization.name.in_(names)))
        }
        ids = [found[name].id for name in names]
        decision = Decision(on, "Quyết định số 5")
        plan = changes.merging(ids, ids[-1])
        changes.record(found[names[0]].issuer_id, "merged", decision, plan)


def dissolve(site: Site, name: str) -> None:
    """On 15 January 2024, let an organization end without an heir."""
    site.live_on(TODAY)
    with site.app.app_context(), clock.living_on(TODAY):
        old = World().organization(name)
        plan = changes.dissolving([old.id], None, None)
        changes.record(old.issuer_id, "dissolved", Decision(TODAY, "Quyết định số 5"), plan)


@pytest.mark.parametrize(
    ("site", "scripts"), [("desktop", False), ("telephone", True)], indirect=["site"]
)
def test_a_split_below_a_later_change_is_decided_anew(site: Site, scripts: bool) -> None:
    merge(site, date(2025, 7, 1), BASE, "Đảng bộ xã Phú Hội Tân Phú")
    admin = site.person("admin", scripts=scripts)
    admin.open("/organizations?q=phu+hoi+nhon")
    admin.page.get_by_role("checkbox", name=f"Chọn {BASE}").check()
    admin.press("Chia tách")
    admin.press("Thêm một tổ chức mới")
    parts = admin.page.locator("fieldset")
    expect(parts).to_have_count(3)
    for number, name in enumerate(("Đông", "Tây", "Nam")):
        admin.fill("Tên tổ chức mới", f"Đảng bộ xã Phú Hội {name}", parts.nth(number))
    admin.fill("Từ ngày", "2025-03-01")
    admin.fill("Quyết định, nghị quyết", "Quyết định số 9")
    admin.page.get_by_label("Tổ chức cũ kết thúc hoạt động").check()
    admin.press("Thêm một tổ chức mới")
    admin.choose("Chi bộ ấp 2 Nhơn Trạch", "3. Đảng bộ xã Phú Hội Nam")
    admin.press("Xem hệ quả")
    admin.sees("được áp dụng lại")
    admin.sees("Đảng bộ xã Phú Hội Đông có cùng chuyển thành Đảng bộ xã Phú Hội Tân Phú không?")
    admin.press("Ghi nhận thay đổi")
    admin.sees("Còn 3 điều phải quyết định lại")
    admin.follow("Hợp nhất, sáp nhập")
    for name in ("Đông", "Tây", "Nam"):
        keep = f"Đảng bộ xã Phú Hội {name} giữ nguyên"
        admin.press(keep if name != "Tây" else "Đảng bộ xã Phú Hội Tây cùng")
    admin.misses("Phải quyết định lại")


@pytest.mark.parametrize("site", ["desktop", "telephone"], indirect=True)
def test_who_took_over_is_read_and_all_goes_to_the_heir(site: Site) -> None:
    merge(site, TODAY, OLD, HEIR)
    office, planner = site.person("office"), site.person("planner")
    office.check()
    office.sees(f"{OLD} đã kết thúc hoạt động từ ngày 15/01/2024")
    office.misses("Cần làm")
    planner.sees("Hãy giao lại việc còn mở")
    planner.open("/organizations/left-open")
    planner.follow(f"Chuyển giao những gì {OLD} để lại")
    planner.press("Chuyển giao")
    planner.sees("Không còn việc nào của đơn vị đã kết thúc hoạt động.")
    office.open("/")
    office.misses("đã kết thúc hoạt động từ")
    office.sees(f"Tài khoản của đồng chí đã chuyển từ {OLD} sang {HEIR}")


@pytest.mark.parametrize("site", ["telephone"], indirect=True)
def test_what_nobody_takes_over_is_closed_with_a_reason_and_opened_again(site: Site) -> None:
    with site.app.app_context():
        owes(World())
    dissolve(site, OLD)
    planner = site.person("planner")
    planner.sees("của đơn vị đã kết thúc hoạt động")
    planner.open("/organizations/left-open")
    planner.follow(f"Khép lại có lý do việc của {OLD}")
    planner.press("Khép lại")
    expect(planner.page.get_by_role("alert")).to_contain_text("Không được để trống")
    planner.fill("Người đồng ý khép lại", "Trưởng Ban")
    planner.fill("Lý do khép lại", "Huyện giải thể, không ai tiếp nhận")
    planner.press("Khép lại")
    planner.sees("Đã khép lại 1 việc")
    planner.follow("Xem việc đã khép lại")
    planner.sees("Huyện giải thể, không ai tiếp nhận")
    planner.page.locator("summary", has_text="Mở lại").click()
    planner.fill("Lý do mở lại", "Cấp trên nhận làm")
    planner.press("Mở lại")
    planner.sees("Đã mở lại.")
    planner.sees("Đăng ký lịch")

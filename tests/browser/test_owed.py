"""What a unit owes for a session: from its first screen to the one place, and for the team."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site
from tests.round_world import add_round
from tests.world import World


@pytest.mark.parametrize("site", ["desktop", "telephone"], indirect=True)
def test_each_thing_is_found_from_the_first_screen_and_seen_by_the_team(site: Site) -> None:
    with site.app.app_context():
        found = add_round(World())
        activity_id = found.activity.id
    site.live_on(date(2024, 3, 12))
    office = site.person("office")
    expect(office.page.get_by_role("link", name="Xác nhận thành phần dự")).to_be_visible()
    office.follow("việc phải làm cho buổi này")
    office.sees("Còn 4/5 việc")
    office.follow("Gửi tài liệu: Sổ nghị quyết")
    office.sees("Tài liệu phải gửi")
    member = site.person("member")
    member.open(f"/activities/{activity_id}/owed")
    member.sees("Chưa xác nhận: Thường trực cấp ủy")

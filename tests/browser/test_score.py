"""A visit that goes without a score: a person writes why, and page and list follow."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site
from tests.world import World


@pytest.mark.parametrize("site", ["telephone"], indirect=True)
def test_a_reason_takes_the_place_of_the_marks(site: Site) -> None:
    with site.app.app_context():
        visit_id = World().visit().id
    site.live_on(date(2024, 3, 7))
    member = site.person("member")
    member.open(f"/visits/{visit_id}/findings")
    score = member.page.locator("#score")
    expect(score).to_contain_text("Chưa chấm điểm")
    member.sees("Chấm điểm: còn")
    member.fill("Không chấm điểm buổi này, lý do", "Sinh hoạt rút gọn do mất điện")
    expect(score).to_contain_text("Không chấm điểm: Sinh hoạt rút gọn do mất điện")
    member.open(f"/visits/{visit_id}/findings")
    member.misses("Chấm điểm: còn")
    member.open(f"/visits/{visit_id}")
    member.sees("Không chấm điểm: Sinh hoạt rút gọn do mất điện")

"""A whole day without network: pages that are kept, by which versions, and against whom."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site
from tests.browser.offline import (
    CHAIR,
    _no_network_is_no_fault,
    chair,
    in_a_hotel,
    ready,
    sent,
    visit_id,
    waits,
)

__all__ = ("_no_network_is_no_fault", "visit_id")  # fixtures
pytestmark = pytest.mark.parametrize("site", ["tablet"], indirect=True)


def test_a_hotels_page_takes_nothing_from_the_tablet(site: Site, visit_id: int) -> None:
    member = ready(site, visit_id)
    path = f"/visits/{visit_id}/findings"
    for status in (404, 200):
        with in_a_hotel(site, status):
            member.page.goto(path)
            expect(member.page.locator(CHAIR)).to_be_visible()
    with in_a_hotel(site):
        for _ in range(2):
            member.page.goto(path)
            expect(member.page.locator(CHAIR)).to_be_visible()
        member.page.locator(CHAIR).fill("Trong khách sạn")
        member.page.locator(CHAIR).blur()
        waits(member.page, 1)
        member.page.goto("/notices")  # not kept: the hotel may ask for its password
        expect(member.page.get_by_role("heading")).to_have_text("Wi-Fi của khách sạn")
    member.open(path)
    sent(member.page)
    assert chair(site, visit_id) == "Trong khách sạn"

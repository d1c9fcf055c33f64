"""A whole day without network: pages that are kept, by which versions, and against whom."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.offline import (
    CHAIR,
    _no_network_is_no_fault,
    chair,
    deploy,
    in_a_hotel,
    ready,
    sent,
    taken_over,
    visit_id,
    waits,
)
from webapp.core import config, static_files

__all__ = ("_no_network_is_no_fault", "visit_id")  # fixtures
OLDER = static_files.url_path(config.ROOT / "static")
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


def test_a_kept_page_outlives_a_new_version_with_the_scripts_it_came_with(
    site: Site, visit_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    member = ready(site, visit_id)
    page, context = member.page, member.page.context
    newer = deploy(site, monkeypatch)
    member.open("/account")
    taken_over(page, newer)
    context.set_offline(True)
    page.goto(f"/visits/{visit_id}/findings")
    page.locator(CHAIR).fill("Viết trên bản cũ")
    page.locator(CHAIR).blur()
    waits(page, 1)
    assert {one.split("/js/")[0] for one in scripts(page)} == {site.address + OLDER}
    page.reload()
    expect(page.locator(CHAIR)).to_have_value("Viết trên bản cũ")
    context.set_offline(False)
    sent(page)
    assert chair(site, visit_id) == "Viết trên bản cũ"
    member.open(f"/visits/{visit_id}/findings")
    expect(page.locator(CHAIR)).to_have_value("Viết trên bản cũ")
    assert {one.split("/js/")[0] for one in scripts(page)} == {site.address + newer}


def scripts(page: Page) -> list[str]:
    """The addresses of the modules that a page has loaded."""
    loaded = "performance.getEntriesByType('resource').map(one => one.name)"
    return [one for one in page.evaluate(loaded) if "/js/" in one]

"""Tabs that are wider than a telephone begin where the reader is; the page stays at its top."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Site
from tests.grassroots_world import add_grassroots
from tests.world import World
from webapp.core.db import db


@pytest.mark.parametrize("site", ["telephone"], indirect=True)
def test_a_page_with_tabs_far_down_opens_at_its_top(site: Site) -> None:
    with site.app.app_context():
        held = add_grassroots(World())
        db.session.commit()
        address = f"/grassroots/{held.activity_id}?month=2024-03&view=list"
    planner = site.person("planner")
    page = planner.page
    page.set_viewport_size({"width": 320, "height": 400})
    planner.open(address)
    here = page.locator(".tabs [aria-current]")
    expect(here).to_have_text("Danh sách")
    assert page.evaluate("scrollY") == 0
    row = page.locator(".tabs ul")
    row.evaluate(
        "one => { one.style.cssText = 'width: 8rem; overflow-x: auto; flex-wrap: nowrap' }"
    )
    page.evaluate("document.dispatchEvent(new Event('DOMContentLoaded'))")
    assert row.evaluate("one => one.scrollLeft") > 0
    assert page.evaluate("scrollY") == 0

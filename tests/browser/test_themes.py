"""The theme of the system, and the one that a person chose."""

from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site

Theme = Literal["light", "dark"]


@pytest.mark.parametrize("site", ["telephone"], indirect=True)
@pytest.mark.parametrize(("system", "chosen"), [("dark", "light"), ("light", "dark")])
def test_a_chosen_theme_comes_before_the_systems(site: Site, system: Theme, chosen: Theme) -> None:
    page = site.visitor().page
    grounds = {}
    for theme in (system, chosen):
        page.emulate_media(color_scheme=theme)
        page.goto("/sign-in")
        grounds[theme] = ground_of(page)
    page.emulate_media(color_scheme=system)
    assert ground_of(page) == grounds[system] != grounds[chosen]
    page.evaluate("theme => { document.documentElement.dataset.bsTheme = theme }", chosen)
    assert ground_of(page) == grounds[chosen]


def ground_of(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

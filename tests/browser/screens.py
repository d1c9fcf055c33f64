"""Every page of the program, once: what is measured in it at each width and in both themes.

A page is loaded once, by the person who can do most with it; the width and the theme change under
it. What is measured is in tests/js/support/measure.js. A route that is added is walked by itself.
It takes minutes, so it is a command of its own: `make screens`; `make screens PAGES=/plans` walks
those whose address has that in it.

At 320 px nothing is wider than the window, also with text spaced as WCAG 1.4.12 has it; how a row
stands is never cut; to 820 px a finger can press all; the ring of the focus is seen in both themes,
and where a system forces its own colours; axe finds nothing.
"""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Error, Page

from tests.browser.conftest import Site
from tests.full_world import ids
from tests.test_routes import PEOPLE, addresses, fill, rows
from tests.world import World

MEASURE = Path(__file__).parents[1].joinpath("js/support/measure.js").read_text("utf-8")
RUN = """async names => {
  const found = [];
  for (const name of names) found.push(...await measure[name]());
  return found;
}"""
HEIGHT = 900
FITS = ("tooWide", "cutStates")
Theme = Literal["light", "dark", "forced"]
LOOKS: tuple[tuple[int, Theme, tuple[str, ...]], ...] = (
    (320, "light", (*FITS, "smallTargets", "cutText")),
    (390, "light", (*FITS, "smallTargets", "cutText", "rings", "byAxe")),
    (390, "dark", ("rings", "faint")),
    (390, "forced", ("rings", "boundless")),
    (820, "light", (*FITS, "smallTargets")),
    (1280, "dark", (*FITS, "cutText", "rings")),
    (1920, "light", FITS),
)
# Who opens a page: the first who may, of those who can do most in its room, then of all.
FIRST = {"attending": "member", "notices": "office", "submissions": "office"}
ORDER = ("planner", "admin", "leader", "member", "office", "selfrun", "reader", "nobody")
SHARES = 4  # of the walk, of one length: workers take them side by side
LEAST = 100  # pages
ONLY = os.environ.get("PAGES", "")  # what an address must have in it to be walked
NO_PAGE = ("Download is starting", "ERR_ABORTED")


def walked_by(endpoint: str, cells: list[str]) -> str | None:
    order = (FIRST.get(endpoint.split(".")[0], ""), *ORDER)
    return next((one for one in order if one and cells[PEOPLE.index(one)] == "ok"), None)


def places(site: Site) -> Iterator[tuple[str, str]]:
    """Everybody who walks, with each address that they open."""
    with site.app.app_context():
        values = ids(World())
    rules = addresses(site.app)
    for method, endpoint, cells in rows():
        person = walked_by(endpoint, cells) if method == "GET" else None
        if person:
            yield person, fill(rules[method, endpoint], endpoint, values)


def is_page(page: Page, path: str) -> bool:
    """Open *path*; tell whether it is a whole page, not a part of one or a file."""
    try:
        answer = page.goto(path)
    except Error as error:
        if any(words in error.message for words in NO_PAGE):
            return False
        raise
    is_whole = bool(page.evaluate("document.doctype && document.querySelector('main')"))
    # What is looked over before it is final says on a page why it can't be now.
    assert answer is None or answer.status in (200, 409) or not is_whole, f"{path}: {answer.status}"
    return is_whole


def faults_of(page: Page) -> Iterator[str]:
    page.evaluate(MEASURE)
    page.evaluate(AXE_SCRIPT)
    for width, theme, names in LOOKS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(
            color_scheme="dark" if theme == "dark" else "light",
            forced_colors="active" if theme == "forced" else "none",
            reduced_motion="reduce",
        )
        page.keyboard.press("Shift")  # from now on who has the focus has it by the keyboard
        for words in page.evaluate(RUN, names):
            yield f"{width} px, {theme}: {words}"


@pytest.mark.parametrize("site", ["telephone"], indirect=True)
@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_can_be_seen_and_used(site: Site, share: int) -> None:
    site.live_on(date(2024, 3, 20))
    walks = [one for one in places(site) if ONLY in one[1]][share::SHARES]
    pages = {who: opened(site, who) for who, _ in walks}
    found = {
        f"{who} {path}": list(faults_of(pages[who]))
        for who, path in walks
        if is_page(pages[who], path)
    }
    told = ["\n    ".join([place, *faults]) for place, faults in found.items() if faults]
    assert not told, "\n".join(told)
    assert ONLY or len(found) >= LEAST // SHARES


def opened(site: Site, who: str) -> Page:
    return (site.visitor() if who == "nobody" else site.person(who)).page

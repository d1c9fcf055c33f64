"""In a real browser: files are chosen, and said, in the words of the page."""

from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import Site
from tests.handed_in import pdf

REPORT = FilePayload(name="bao-cao.pdf", mimeType="application/pdf", buffer=pdf(size=36_000))
PLACE = "/documents/on-paper"


@pytest.mark.parametrize("site", ["desktop", "telephone"], indirect=True)
def test_a_file_is_chosen_by_a_button_that_speaks_vietnamese(site: Site) -> None:
    planner = site.person("planner")
    page = planner.page
    planner.open(PLACE)
    scan = page.get_by_label("Bản chụp có chữ ký, dấu: Chọn tệp")
    box = page.locator(".files")
    expect(box.locator(".said")).to_have_text("Chưa chọn tệp nào")
    # It is the browser's own field that is pressed, anywhere on the button or the line.
    for place in (box.locator(".btn"), box.locator(".said")):
        with page.expect_file_chooser() as opened:
            place.click(force=True)
        opened.value.set_files(REPORT)
        expect(box.locator(".said")).to_have_text("bao-cao.pdf (36 kB)")
        scan.set_input_files([])
        expect(box.locator(".said")).to_have_text("Chưa chọn tệp nào")
    planner.check()


@pytest.mark.parametrize("site", ["desktop"], indirect=True)
def test_a_file_is_chosen_by_the_keyboard_and_its_button_shows_the_focus(site: Site) -> None:
    planner = site.person("planner")
    page = planner.page
    planner.open(PLACE)
    page.get_by_label("Người ký", exact=False).first.focus()
    page.keyboard.press("Tab")
    button = page.get_by_role("button", name="Bản chụp có chữ ký, dấu: Chọn tệp")
    expect(button).to_be_focused()
    expect(button).to_have_css("outline-style", "solid")
    expect(button).to_have_css("outline-width", "3px")
    with page.expect_file_chooser() as opened:
        page.keyboard.press("Enter")
    opened.value.set_files(REPORT)
    expect(page.locator(".files .said")).to_have_text("bao-cao.pdf (36 kB)")
    told = spoken(page, ".files .btn")
    assert told["name"] == "Bản chụp có chữ ký, dấu: Chọn tệp"
    assert "bao-cao.pdf (36 kB)" in told["description"]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.locator("#scan").focus()  # as a link from what is wrong does
    expect(button).to_be_focused()


@pytest.mark.parametrize("site", ["desktop"], indirect=True)
def test_nothing_of_the_browsers_own_field_is_heard(site: Site) -> None:
    planner = site.person("planner")
    planner.open(PLACE)
    # A browser tells of its own field in its own words: "No file chosen".
    assert spoken(planner.page, "#scan") == {"name": "", "description": "", "value": ""}
    planner.check()


@pytest.mark.parametrize("site", ["desktop"], indirect=True)
def test_without_a_script_the_browsers_own_field_is_seen(site: Site) -> None:
    planner = site.person("planner", scripts=False)
    page = planner.page
    planner.open(PLACE)
    planner.sees("Bấm vào nút trong ô để chọn tệp có trên máy.")
    expect(page.locator(".files .btn")).to_be_hidden()
    expect(page.get_by_label("Bản chụp có chữ ký, dấu")).to_have_css("opacity", "1")


def spoken(page: Page, selector: str) -> dict[str, Any]:
    """What a screen reader is told of an element: its name and description."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    found = session.send("Accessibility.getPartialAXTree", {"nodeId": node})["nodes"][0]
    return {key: found.get(key, {}).get("value", "") for key in ("name", "description", "value")}

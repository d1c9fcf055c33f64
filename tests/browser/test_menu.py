"""The menu and one's own look, at the widths of people's screens."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import SIZES, Site, serve
from tests.conftest import make_app


@pytest.fixture(params=["desktop", "telephone"])
def sized(request: pytest.FixtureRequest, database: str, chromium: Browser) -> Iterator[Site]:
    app = make_app(database)
    app.config.update(WTF_CSRF_ENABLED=True)
    yield from serve(app, chromium, SIZES[request.param])


@pytest.mark.parametrize("scripts", [True, False])
def test_what_is_behind_more_is_reached(sized: Site, scripts: bool) -> None:
    planner = sized.person("planner", scripts=scripts)
    planner.go("Tổ chức")
    expect(planner.page.get_by_role("heading", level=1)).to_contain_text("Cây tổ chức")
    planner.go("Việc của tôi")
    if scripts:
        more = planner.page.locator(".places details")
        more.locator("summary").click()
        planner.check()
        planner.page.keyboard.press("Escape")
        expect(more).not_to_have_attribute("open", "")
        expect(more.locator("summary")).to_be_focused()


def test_on_a_telephone_the_bar_hides_nothing_and_can_be_hit(sized: Site) -> None:
    office = sized.person("office")
    page = office.page
    page.mouse.wheel(0, 100_000)
    sizes = page.locator(".places > ul > li").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).filter(one => one.height)"
    )
    assert all(one["height"] >= 44 and one["width"] >= 44 for one in sizes)
    if sized.size == SIZES["telephone"]:
        bottom = page.locator(".bottom").bounding_box()
        assert bottom
        assert len(sizes) == 5
        assert bottom["y"] + bottom["height"] <= sized.size[1] - sizes[0]["height"]


def test_large_text_and_dark_colours_are_there_before_any_script(sized: Site) -> None:
    office = sized.person("office", scripts=False)
    usual = office.page.evaluate("getComputedStyle(document.body).fontSize")
    office.follow("Tài khoản")
    office.page.get_by_label("Rất lớn").check()
    office.page.get_by_label("Tối").check()
    office.press("Lưu cách hiển thị")
    office.sees("Đã lưu cách hiển thị.")
    html = office.page.locator("html")
    expect(html).to_have_attribute("data-bs-theme", "dark")
    assert usual == "16px"
    assert office.page.evaluate("getComputedStyle(document.body).fontSize") == "21px"
    office.go("Văn bản")
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert office.page.evaluate(width) <= 0

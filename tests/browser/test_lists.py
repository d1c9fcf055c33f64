"""Lists on each screen: cards with how things stand first, a filter that folds."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.world import World

ADDRESSES = ("/plans", "/plans/{plan}/assignments", "/plans/{plan}/bases", "/visits", "/documents")
CUT = """() => [...document.querySelectorAll("main .table .state")]
  .filter(one => one.getClientRects().length)
  .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth)
  .map(one => one.textContent)"""
STATE_FIRST = """() => [...document.querySelectorAll(".cards tbody tr:has(> .first .state)")]
  .filter(row => [...row.children].some(cell => cell.getBoundingClientRect().top
    < row.querySelector(".first").getBoundingClientRect().top)).length"""


@pytest.fixture
def planner(site: Site) -> tuple[Page, int]:
    """A planner's page, and the number of the plan."""
    with site.app.app_context():
        world = World()
        world.visit()
        number = world.plan.id
    site.live_on(date(2024, 8, 20))
    return site.person("planner").page, number


@pytest.mark.parametrize("site", ["telephone"], indirect=True)
def test_no_state_is_cut_and_it_comes_first(planner: tuple[Page, int]) -> None:
    page, plan = planner
    for address in ADDRESSES:
        page.goto(address.format(plan=plan))
        assert page.evaluate(CUT) == [], address
        assert page.evaluate(STATE_FIRST) == 0, address
    page.goto("/visits")
    expect(page.locator(".cards tbody tr .first .state").first).to_be_visible()


@pytest.mark.parametrize("site", ["telephone", "desktop"], indirect=True)
def test_a_filter_of_many_fields_folds_on_a_telephone_alone(
    site: Site, planner: tuple[Page, int]
) -> None:
    page, _ = planner
    page.goto("/visits?state=coming&month=2024-03")
    fold = page.locator(".filter > summary")
    field = page.get_by_label("Tình trạng")
    if site.size[0] > 640:
        expect(fold).to_be_hidden()
        expect(field).to_be_visible()
        return
    expect(field).to_be_hidden()
    expect(fold).to_have_text("Lọc (2)")
    fold.click()
    field.select_option("")
    expect(fold).to_have_text("Lọc (1)")


@pytest.mark.parametrize("site", ["telephone"], indirect=True)
def test_a_year_opens_at_the_running_month(site: Site, planner: tuple[Page, int]) -> None:
    page, plan = planner
    page.goto(f"/plans/{plan}/year")
    month = page.locator(".year th[aria-current]")
    expect(month).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.querySelector('.scroll:has(.year)').scrollLeft") > 0
    site.live_on(date(2024, 1, 10))
    page.reload()
    expect(month).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.querySelector('.scroll:has(.year)').scrollLeft") == 0


@pytest.mark.parametrize("site", ["desktop"], indirect=True)
def test_a_wide_table_takes_a_wide_screen_and_the_header_with_it(planner: tuple[Page, int]) -> None:
    page, plan = planner
    page.set_viewport_size({"width": 1920, "height": 900})
    for address, width in ((f"/plans/{plan}/year", 1700), ("/plans", 1200)):
        page.goto(address)
        left = [
            page.locator(one).first.evaluate("one => one.getBoundingClientRect().left")
            for one in (".brand", "h1")
        ]
        assert abs(left[0] - left[1]) < 1, address
        table = page.locator("main .scroll").evaluate("one => one.clientWidth")
        assert width < table < width + 200, address


@pytest.mark.parametrize("site", ["desktop"], indirect=True)
def test_fields_beside_each_other_stand_on_one_line(planner: tuple[Page, int]) -> None:
    page, plan = planner
    page.goto(f"/plans/{plan}/assignments")
    tops = page.locator("#add ~ .sheet :is(.form-select, .form-control)").evaluate_all(
        "all => all.map(one => Math.round(one.getBoundingClientRect().top))"
    )
    assert len(tops) == 3
    assert len(set(tops)) == 1
    weight = "one => Number(getComputedStyle(one).fontWeight)"
    heading, label = page.locator("#add"), page.locator(".sheet label").first
    assert heading.evaluate(weight) > label.evaluate(weight)


@pytest.mark.parametrize("site", ["desktop"], indirect=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_link_has_the_red_of_lateness(planner: tuple[Page, int], scheme: str) -> None:
    page, plan = planner
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    red = "() => { const one = document.createElement('i'); one.style.color = 'var(--late)';"
    red += " document.body.append(one); return getComputedStyle(one).color; }"
    links = "all => all.map(one => getComputedStyle(one).color)"
    for address in ("/", f"/plans/{plan}", f"/plans/{plan}/edit", "/visits"):
        page.goto(address)
        late = page.evaluate(red)
        found = page.locator("a:not(:has(.state))").evaluate_all(links)
        assert found
        assert late not in found, address

"""A real browser against a real server, with axe on every page that a test opens."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect, sync_playwright
from sqlalchemy import select
from waitress import wasyncore
from waitress.server import create_server

from tests import servers
from tests.building import PASSWORD
from tests.conftest import REQUIRE_ALL, make_app
from webapp.core.db import db
from webapp.organizations.models import Issuer

SIZES = {
    "desktop": (1280, 900),
    "tablet": (820, 1180),
    "telephone": (390, 844),
}
PATIENCE = 30_000  # ms; for machines that do much at once: who need not wait does not
expect.set_options(timeout=PATIENCE)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave the browser parts out where there is no browser; the report's head says so."""
    if collection_path.name.startswith("test_") and not (servers.find_chromium() or REQUIRE_ALL):
        return True
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Pages are tried on the embedded engine; the suite tries the code behind them on both."""
    if "engine" in metafunc.fixturenames:
        only = pytest.mark.parametrize(
            "engine", ["sqlite"], indirect=True, scope="session", ids=[pytest.HIDDEN_PARAM]
        )
        metafunc.definition.add_marker(only)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Set the two long walks apart: workers are handed the list in stretches."""
    places = [n for n, item in enumerate(items) if item.path.parent == Path(__file__).parent]
    mine = [items[n] for n in places]
    walks = [item for item in mine if item.path.name == "test_road.py"]
    others = [item for item in mine if item not in walks]
    half = len(mine) // 2 - 1
    apart = [*walks[:1], *others[:half], *walks[1:], *others[half:]]
    for place, item in zip(places, apart, strict=True):
        items[place] = item


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = servers.find_chromium()
    assert path, "no chromium found"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Site:
    """A running program, and the pages that people have open in it."""

    app: Flask
    address: str
    chromium: Browser
    size: tuple[int, int]
    pages: list[Page] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)  # parts of what a browser may complain of

    def person(self, username: str, password: str = PASSWORD, *, scripts: bool = True) -> "Person":
        """Sign somebody in, in a browser of their own, perhaps one that runs no scripts."""
        person = self.visitor(scripts=scripts)
        person.open("/sign-in")
        person.fill("Tên đăng nhập", username)
        person.fill("Mật khẩu", password)
        person.press("Đăng nhập")
        expect(person.page.get_by_role("heading", level=1)).to_have_text("Việc của tôi")
        return person

    def visitor(self, *, scripts: bool = True) -> "Person":
        """Open a browser in which nobody has signed in."""
        width, height = self.size
        context = self.chromium.new_context(
            viewport={"width": width, "height": height},
            locale="vi-VN",
            base_url=self.address,
            java_script_enabled=scripts,
            reduced_motion="reduce",  # axe measures colours at once, not those on the way
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.pages.append(page)
        return Person(page, scripts)

    def hear(self, line: ConsoleMessage) -> None:
        """Take any line of the browser's console for a fault, but what it says of forms, and of a
        focus that somebody moved before the page was read whole."""
        if not line.text.startswith(("[DOM]", "Autofocus processing was blocked")):
            self.faults.append(line.text)

    def live_on(self, day: date) -> None:
        """Move the training clock of every issuer."""
        with self.app.app_context():
            for issuer in db.session.scalars(select(Issuer)):
                issuer.training_day = day
            db.session.commit()


class Person:
    """Somebody at a screen. Every page they open is checked."""

    def __init__(self, page: Page, scripts: bool = True) -> None:
        self.page, self.scripts = page, scripts

    def open(self, path: str) -> None:
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        self.check()

    def click(self, role: str, name: str, *, within: Locator | None = None) -> None:
        """Click what leads to another page, by what it says, and check that page."""
        found = (within or self.page).get_by_role(role, name=name).first  # type: ignore[arg-type]
        with self.page.expect_navigation():
            found.click()
        self.check()

    def follow(self, words: str, within: Locator | None = None) -> None:
        self.click("link", words, within=within)

    def press(self, words: str, within: Locator | None = None) -> None:
        self.click("button", words, within=within)

    def go(self, place: str) -> None:
        """Go to a place of the menu, in sight or behind "Thêm"."""
        menu = self.page.get_by_role("navigation", name="Danh mục chính")
        if not menu.get_by_role("link", name=place).is_visible():
            menu.locator("summary").click()
        self.follow(place, menu)

    def fill(self, label: str, text: str, within: Locator | None = None) -> None:
        field = (within or self.page).get_by_label(label).first
        field.fill(text)
        if field.get_attribute("data-typed"):
            field.blur()  # a day is read when its field is left

    def choose(self, label: str, option: str, within: Locator | None = None) -> None:
        (within or self.page).get_by_label(label).first.select_option(label=option)

    def row(self, words: str) -> Locator:
        """The line of a table, or of a list, that says *words*."""
        lines = self.page.get_by_role("row").or_(self.page.get_by_role("listitem"))
        return lines.filter(has_text=words).first

    def sees(self, words: str, within: Locator | None = None) -> None:
        expect((within or self.page.locator("main")).get_by_text(words).first).to_be_visible()

    def misses(self, words: str) -> None:
        expect(self.page.locator("main").get_by_text(words)).to_have_count(0)

    def takes_pdf(self, link: str) -> bytes:
        """Take the paper behind a link home, and see that it is a PDF."""
        address = self.page.get_by_role("link", name=link).first.get_attribute("href")
        assert address
        answer = self.page.request.get(address)
        assert answer.status == 200
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.body().startswith(b"%PDF")
        return answer.body()

    def check(self) -> None:
        """The page has one main heading, fits its width, and axe finds nothing."""
        page = self.page
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        if not self.scripts:
            return
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, f"{page.url} is {overflow} px too wide"
        found = Axe().run(page)
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


@pytest.fixture(params=["desktop", "tablet"])
def site(request: pytest.FixtureRequest, database: str, chromium: Browser) -> Iterator[Site]:
    """The program on a copy of the world, with CSRF and all, at one screen size."""
    app = make_app(database)
    app.config.update(WTF_CSRF_ENABLED=True)
    yield from serve(app, chromium, SIZES[request.param])


def serve(app: Flask, chromium: Browser, size: tuple[int, int]) -> Iterator[Site]:
    """Serve *app* for one test; afterwards no page may have complained."""
    sockets: dict[int, Any] = {}
    server = create_server(app, map=sockets, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    site = Site(app, f"http://127.0.0.1:{server.effective_port}", chromium, size)
    yield site
    for page in site.pages:
        page.context.close()
    # In the server's own thread: it must not wait on a socket that is closed under it.
    server.trigger.pull_trigger(lambda: wasyncore.close_all(sockets))
    thread.join(5)
    assert not thread.is_alive()
    server.task_dispatcher.shutdown()
    with app.app_context():
        db.engine.dispose()
    forgiven = ["status of 4", *site.forgiven]
    assert [one for one in site.faults if not any(part in one for part in forgiven)] == []

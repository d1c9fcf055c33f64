"""What tests of the tablet without network share: a page that is kept, what waits, what came."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from werkzeug.wrappers import Response

from tests.browser.conftest import Person, Site
from tests.building import PASSWORD
from tests.conftest import make_app
from tests.world import World
from webapp.attending.models import Phrase, Remark
from webapp.core import config, static_files
from webapp.core.db import db
from webapp.visits.models import Attendance

WAITING = "(await store.all(reader.me.id)).some(one => one.state === 'waiting')"
TABLET = static_files.url_path(config.ROOT / "static") + "/js/tablet"
MODULES = ("copies", "reader", "store", "sync", "take")  # of static/js/tablet
CHAIR = "#attendance-chair"


@pytest.fixture
def visit_id(site: Site) -> int:
    with site.app.app_context():
        world = World()
        db.session.add(Phrase(issuer_id=world.issuer.id, kind="strength", text="Mở đúng giờ"))
        return world.visit().id


def inside(page: Page, expression: str, given: object = None) -> Any:
    """Evaluate *expression* in the page, with the modules of the tablet that the page has."""
    used = [name for name in MODULES if f"{name}." in expression]
    lines = [f"const {name} = await import('{TABLET}/{name}.js');" for name in used]
    return page.evaluate(f"async given => {{ {' '.join(lines)} return {expression}; }}", given)


def ready(site: Site, visit_id: int, username: str = "member") -> Person:
    """Somebody who opened the findings while there was a network: the tablet keeps the page."""
    person = site.person(username)
    person.open(f"/visits/{visit_id}/findings")
    kept(person.page, f"/visits/{visit_id}/findings")
    return person


def kept(page: Page, path: str) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    for _ in range(50):
        if inside(page, "Boolean(await copies.keptAt(given))", path):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{path} is not kept")


def waits(page: Page, count: int) -> None:
    expect(page.locator('[data-when="waiting"]')).to_contain_text(f"{count} thay đổi chờ gửi")


def reloads_with_network(page: Page) -> None:
    """Let the network come back to the tablet's own page, which then gives way to the server's."""
    with page.expect_navigation():
        page.context.set_offline(False)


def sent(page: Page) -> None:
    expect(page.locator('[data-when="waiting"]')).to_be_hidden()
    for _ in range(100):
        if not inside(page, WAITING):
            return
        page.wait_for_timeout(100)
    raise AssertionError("something still waits")


@pytest.fixture(autouse=True)
def _no_network_is_no_fault(site: Site) -> None:
    """A browser complains of each request that finds no network, and htmx of each such answer."""
    site.forgiven += ["net::ERR_INTERNET_DISCONNECTED", "net::ERR_FAILED", "status of 500"]
    site.forgiven += ["htmx:afterRequest", "htmx:sendError", "htmx:targetError"]
    site.forgiven += ["Response Status Error Code"]


def sign_in(person: Person, username: str) -> None:
    person.fill("Tên đăng nhập", username)
    person.fill("Mật khẩu", PASSWORD)
    person.press("Đăng nhập")


def remarks(site: Site, visit_id: int) -> list[str]:
    with site.app.app_context():
        found = select(Remark.text).where(Remark.visit_id == visit_id).order_by(Remark.id)
        return list(db.session.scalars(found))


def chair(site: Site, visit_id: int) -> str:
    with site.app.app_context():
        found = select(Attendance.chair).where(Attendance.visit_id == visit_id)
        return db.session.scalars(found).one()


@contextmanager
def in_a_hotel(site: Site, status: int = 200) -> Iterator[None]:
    """Have a network in between answer for the server: the worker fetches where no test routes."""
    portal = "<!doctype html><title>Wi-Fi</title><h1>Wi-Fi của khách sạn</h1>"
    server, app = site.app.wsgi_app, site.app
    app.wsgi_app = Response(portal, status, mimetype="text/html")  # type: ignore[method-assign]
    try:
        yield
    finally:
        app.wsgi_app = server  # type: ignore[method-assign]


def deploy(site: Site, monkeypatch: pytest.MonkeyPatch) -> str:
    """Put a newer version in the server's place. Returns the path below which its files stand."""
    newer = "/static/of-a-newer-version"
    monkeypatch.setattr(static_files, "url_path", lambda _folder: newer)
    app = make_app(site.app.config["SQLALCHEMY_DATABASE_URI"])
    app.config.update(WTF_CSRF_ENABLED=True)
    site.app.wsgi_app = app.wsgi_app  # type: ignore[method-assign]
    return newer


def taken_over(page: Page, version: str) -> None:
    """Wait until the worker of *version* answers, and has forgotten what no page needs."""
    worker = f"{version}/js/tablet/worker.js"
    page.wait_for_function(
        """async worker => {
            const { active, waiting, installing } = await navigator.serviceWorker.ready;
            const has = await caches.match(worker, { ignoreVary: true });
            return has && !waiting && !installing && active.state === "activated";
        }""",
        arg=worker,
    )

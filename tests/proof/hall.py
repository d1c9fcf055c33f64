"""The hall: a server in a process of its own, and tablets whose browser can lose its power."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, Playwright
from sqlalchemy import func, select

from tests import servers
from tests.building import PASSWORD, build
from tests.conftest import make_app, make_tables
from tests.world import World
from webapp.attending.clash_models import Clash
from webapp.attending.models import Remark, VisitFile
from webapp.core import config, static_files
from webapp.core.db import db

SERVER = """
import sys
from waitress import serve
from tests.conftest import make_app
from webapp.core import static_files
if version := sys.argv[3]:
    static_files.url_path = lambda folder: f"/static/{version}"
app = make_app(sys.argv[1])
app.config["WTF_CSRF_ENABLED"] = True
serve(app, host="127.0.0.1", port=int(sys.argv[2]), threads=4)
"""
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run"]
TABLET = static_files.url_path(config.ROOT / "static") + "/js/tablet"
COUNT = (
    "async () => { const store = await import('TABLET/store.js');"
    " const { me } = await import('TABLET/reader.js');"
    " const all = await store.all(me.id);"
    " return { waiting: all.filter(one => one.state === 'waiting').length,"
    " refused: all.filter(one => one.state === 'refused').length }; }"
).replace("TABLET", TABLET)
FLUSH = (
    "async () => { const sync = await import('TABLET/sync.js'); await sync.flush(true); }"
).replace("TABLET", TABLET)
PATIENCE = 300  # s, for what waits to arrive


class Hall:
    """A visit that is written on, its database, and the server before it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"sqlite:///{folder / 'hall.sqlite'}"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.app = make_app(self.url)
        with self.app.app_context():
            make_tables()
            build()
            self.visit_id = World().visit().id
            db.session.commit()
        self.server: subprocess.Popen[bytes] | None = None
        self.kills = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def path(self) -> str:
        return f"/visits/{self.visit_id}/findings"

    def start(self, version: str = "") -> None:
        """Start the server, perhaps with files of another version, and wait until it answers."""
        line = [sys.executable, "-c", SERVER, self.url, str(self.port), version]
        self.server = subprocess.Popen(line, stderr=subprocess.DEVNULL)
        for _ in range(600):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError("the server does not start")

    def kill(self) -> None:
        """Take the server's power away: it ends nothing that it began."""
        if self.server is not None:
            self.server.send_signal(signal.SIGKILL)
            self.server.wait()
            self.server, self.kills = None, self.kills + 1

    def texts(self) -> list[str]:
        """Return what stands in the rows of the visit."""
        with self.app.app_context():
            own = Remark.visit_id == self.visit_id
            return list(db.session.scalars(select(Remark.text).where(own, Remark.text != "")))

    def rows(self) -> int:
        with self.app.app_context():
            found = select(func.count(Remark.id)).where(Remark.visit_id == self.visit_id)
            return db.session.scalar(found) or 0

    def photos(self) -> int:
        with self.app.app_context():
            return db.session.scalar(select(func.count(VisitFile.id))) or 0

    def clashes(self) -> int:
        with self.app.app_context():
            return db.session.scalar(select(func.count(Clash.id))) or 0


class Tablet:
    """A browser with a folder of its own, which outlives its being killed."""

    def __init__(self, playwright: Playwright, hall: Hall, name: str) -> None:
        self.playwright, self.hall, self.name = playwright, hall, name
        self.folder = hall.folder / f"tablet-{name}"
        self.context: BrowserContext
        self.page: Page

    def turn_on(self, **options: Any) -> None:
        self.context = self.playwright.chromium.launch_persistent_context(
            self.folder,
            executable_path=servers.find_chromium(),
            args=FLAGS,
            base_url=self.hall.address,
            viewport={"width": 820, "height": 1180},
            **options,
        )
        self.page = self.context.pages[0]
        self.page.on("dialog", lambda dialog: dialog.accept())

    def sign_in(self) -> None:
        self.page.goto("/sign-in")
        self.page.get_by_label("Tên đăng nhập").fill(self.name)
        self.page.get_by_label("Mật khẩu").first.fill(PASSWORD)
        self.page.get_by_role("button", name="Đăng nhập").click()
        self.page.locator("body[data-user]").wait_for()

    def open(self) -> None:
        """Open the findings, and wait until the tablet keeps them."""
        self.page.goto(self.hall.path)
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        kept = f"import('{TABLET}/copies.js').then(one => one.keptAt(given)).then(Boolean)"
        for _ in range(200):
            if self.page.evaluate(f"async given => {kept}", self.hall.path):
                return
            time.sleep(0.05)
        raise RuntimeError("the page is not kept")

    def reopen(self) -> None:
        self.page.goto(self.hall.path)

    def kill(self) -> None:
        """Take the tablet's power away, with all that it was about to do."""
        mine = f"--user-data-dir={self.folder}".encode()
        for line in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                if mine in line.read_bytes().split(b"\0"):
                    os.kill(int(line.parent.name), signal.SIGKILL)
        with suppress(Error):
            self.context.close()

    def write(self, text: str) -> None:
        """Add a row and write into it, where the cursor stands then: two changes."""
        part = self.page.locator("#general")
        part.get_by_role("button", name="Ưu điểm").click()
        row = part.locator(".strength textarea:focus")
        row.fill(text)
        row.blur()

    def take(self, *photos: Any) -> None:
        for photo in photos:
            self.page.get_by_label("Chọn ảnh có sẵn").set_input_files(files=[photo])

    def counts(self) -> dict[str, int]:
        return dict(self.page.evaluate(COUNT))

    def arrive(self) -> bool:
        """Wait until nothing waits any more; return whether it came so far."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            self.page.evaluate(FLUSH)
            if not self.counts()["waiting"]:
                return True
            time.sleep(0.3)
        return False


@contextmanager
def tablets(playwright: Playwright, hall: Hall, *names: str) -> Iterator[list[Tablet]]:
    """Tablets of some people, signed in, that keep the page of the visit."""
    hall.start()
    found = [Tablet(playwright, hall, name) for name in names]
    for one in found:
        one.turn_on()
        one.sign_in()
        one.open()
    try:
        yield found
    finally:
        for one in found:
            one.context.close()
        hall.kill()

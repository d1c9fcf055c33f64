"""Draw the pictures of README.md and docs/ui.md anew: `make pictures` (ARGS="form print": these).

Needs chromium. Loads the sample into a scratch database, opens the screens as its people do, prints
a list and a letter. The sample lives on days of its own, so that a second run changes nothing.
"""

import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Literal

import pypdfium2
from PIL import Image, ImageChops
from playwright.sync_api import Browser, FilePayload, Page, sync_playwright
from sqlalchemy import select
from waitress.server import create_server

from tests import servers
from tests.conftest import make_app
from webapp import sample
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road.services import stored_file
from webapp.organizations.models import Organization
from webapp.plans.models import Assignment, Plan
from webapp.sample.ho_chi_minh import organizations as ho_chi_minh
from webapp.sample.people import PASSWORD
from webapp.visits.models import Visit

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
COLOURS = 32  # pages have few: a palette keeps the repository small
ODD = 20  # points in which two pictures of one page may differ


@dataclass(frozen=True)
class Shot:
    """A picture of a screen: who opens what in a window of which size (px), and does what there.

    It shows the window, or of the page the one *part* that a selector names.
    """

    name: str
    person: str
    address: str
    size: tuple[int, int]
    does: Callable[[Page], None] | None = None
    part: str = ""
    theme: Literal["light", "dark"] = "light"


def fill_wrongly(page: Page) -> None:
    """Send a form with too little in it, and choose a file in what comes back."""
    page.get_by_label("Ngày ban hành").fill("2.7.24")
    page.get_by_role("button", name="Ghi vào sổ").click()
    scan = FilePayload(name="05-TB.pdf", mimeType="application/pdf", buffer=bytes(36_597))
    page.get_by_label("Bản chụp có chữ ký, dấu").set_input_files(scan)
    page.evaluate("window.scrollTo(0, 0)")


def look_over(page: Page) -> None:
    """Choose a meeting, and go on to closing the choice."""
    with page.expect_response("**/choice"):
        page.locator(".choice").get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Xem lại để chốt").click()
    page.wait_for_url("**/closing")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")


def show_contents(page: Page) -> None:
    """Go to where the contents fold."""
    page.locator("#contents").evaluate("one => one.scrollIntoView()")


SHOTS = (
    Shot("year", "kehoach", "/plans/1/year", (1280, 1100)),
    Shot("home", "kehoach", "/", (1280, 760)),
    Shot("legend", "ct-kehoach", "/plans/{bloc}/year", (1280, 900), part=".legend"),
    Shot("table", "kehoach", "/visits", (1280, 620)),
    Shot("findings", "thanhvien1", "/visits/17/findings", (820, 1000), show_contents),
    Shot("month", "ct-kehoach", "/grassroots?month=2020-08", (1280, 1000)),
    Shot("session", "hcm-thuky", "/visits/{session}/session", (820, 1180)),
    Shot("form", "kehoach", "/documents/on-paper", (820, 1280), fill_wrongly),
    Shot("looking-over", "kehoach", "/assignments/7/choice", (1280, 760), look_over),
)
TELEPHONE = tuple(
    Shot(f"telephone-{theme}", "kehoach", "/", (390, 780), theme=theme)
    for theme in ("light", "dark")
)
PRINTED = Shot("print", "kehoach", "/visits", (1280, 900))
NAMES = (*(one.name for one in SHOTS), "telephone", PRINTED.name, "result-letter")


def main(*wanted: str) -> None:
    """Draw the pictures whose names are *wanted*."""
    with served() as (address, places, letter), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=servers.find_chromium(), args=["--no-sandbox"]
        )
        draw = partial(image_of, browser, address, places)
        for shot in SHOTS:
            if shot.name in wanted:
                keep(shot.name, draw(shot))
        if "telephone" in wanted:
            keep("telephone", beside(map(draw, TELEPHONE)))
        if PRINTED.name in wanted:
            with opened(browser, address, places, PRINTED) as page:
                keep(PRINTED.name, first_sheet(page.pdf(prefer_css_page_size=True)))
        if "result-letter" in wanted:
            keep("result-letter", first_sheet(letter))
        browser.close()


@contextmanager
def served() -> Iterator[tuple[str, dict[str, int], bytes]]:
    """Serve the sample plans; give the address, the numbers in addresses of pages, a letter."""
    with tempfile.TemporaryDirectory() as folder:
        app = make_app(f"sqlite:///{folder}/pictures.sqlite")
        with app.app_context():
            db.create_all()
            sample.load()
            places, letter = _places(), a_letter()
            db.session.remove()
        server = create_server(app, host="127.0.0.1", port=0)
        threading.Thread(target=server.run, daemon=True).start()
        yield f"http://127.0.0.1:{server.effective_port}", places, letter
        server.close()


def _places() -> dict[str, int]:
    """Return the numbers in addresses that are not the same in every version of the samples."""
    unit = db.session.scalars(
        select(Assignment.id)
        .join(Assignment.organization)
        .where(Organization.name == ho_chi_minh.SUPERVISED[ho_chi_minh.TOURISM][0])
    ).one()
    session = db.session.scalars(select(Visit.id).where(Visit.assignment_id == unit)).one()
    bloc = db.session.scalars(select(Plan.id).where(Plan.year == 2020)).one()
    return {"session": session, "bloc": bloc}


@contextmanager
def opened(browser: Browser, address: str, places: dict[str, int], shot: Shot) -> Iterator[Page]:
    """Open the page of a picture, by its person, and do there what is done for it."""
    width, height = shot.size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        base_url=address,
        locale="vi-VN",
        color_scheme=shot.theme,
        reduced_motion="reduce",
    )
    page.goto("/sign-in")
    page.get_by_label("Tên đăng nhập").fill(shot.person)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.goto(shot.address.format(**places))
    if shot.does:
        shot.does(page)
    yield page
    page.close()


def image_of(browser: Browser, address: str, places: dict[str, int], shot: Shot) -> Image.Image:
    with opened(browser, address, places, shot) as page:
        shown = page.locator(shot.part).first if shot.part else page
        return Image.open(BytesIO(shown.screenshot()))


def beside(images: Iterator[Image.Image]) -> Image.Image:
    """Set images of one size beside each other, a little apart."""
    row = list(images)
    width, height = row[0].size
    sheet = Image.new("RGB", (len(row) * (width + 20) - 20, height), "white")
    for place, image in enumerate(row):
        sheet.paste(image, (place * (width + 20), 0))
    return sheet


def a_letter() -> bytes:
    letter = db.session.scalars(
        select(Document).where(Document.kind == "result_letter", Document.file_id.is_not(None))
    ).first()
    assert letter is not None
    assert letter.file_id is not None
    return stored_file(letter.file_id).content


def first_sheet(pdf: bytes) -> Image.Image:
    image: Image.Image = pypdfium2.PdfDocument(BytesIO(pdf))[0].render(scale=1.2).to_pil()
    return image


def keep(name: str, image: Image.Image) -> None:
    """Write a picture, where it is another than the one that is there."""
    path = FOLDER / f"{name}.png"
    few = image.convert("RGB").convert("P", palette=Image.Palette.ADAPTIVE, colors=COLOURS)
    if not (path.exists() and is_alike(Image.open(path), few)):
        few.save(path, optimize=True)


def is_alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures differ in no more than the odd point, as a browser rounds an edge."""
    if one.size != other.size:
        return False
    difference = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).convert("L")
    return sum(difference.histogram()[1:]) <= ODD


if __name__ == "__main__":
    main(*(sys.argv[1:] or NAMES))

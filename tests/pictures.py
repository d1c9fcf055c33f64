"""Draw the pictures of the README anew: `.venv/bin/python -m tests.pictures`.

Needs chromium. Loads the sample into a scratch database, opens the screens, prints a letter.
"""

import tempfile
import threading
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Page, sync_playwright
from sqlalchemy import select
from waitress.server import create_server

from tests import servers
from tests.conftest import make_app
from webapp import sample
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road.services import stored_file
from webapp.organizations.models import Organization
from webapp.plans.models import Assignment
from webapp.sample.ho_chi_minh import organizations as ho_chi_minh
from webapp.sample.people import PASSWORD
from webapp.visits.models import Visit

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
SCREENS = (  # file, person, address, width, height
    ("year", "kehoach", "/plans/1/year", 1280, 1100),
    ("home", "kehoach", "/", 1280, 900),
    ("notice", "cammy", "/assignments/8/notice", 1280, 720),
    ("choice", "kehoach", "/assignments/7/choice", 1280, 900),
    ("findings", "thanhvien1", "/visits/17/findings", 820, 1180),
    ("rounds", "ct-kehoach", "/rounds", 1280, 560),
    ("month", "ct-kehoach", "/grassroots?month=2020-08", 1280, 1000),
    ("session", "hcm-thuky", "/visits/{session}/session", 820, 1180),
    ("outline", "hcm-sodulich", "/assignments/{unit}/self-report", 1280, 1000),
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = make_app(f"sqlite:///{folder}/pictures.sqlite")
        with app.app_context():
            db.create_all()
            sample.load()
            _draw_letter()
            places = _places()
            db.session.remove()
        server = create_server(app, host="127.0.0.1", port=0)
        threading.Thread(target=server.run, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=servers.find_chromium(), args=["--no-sandbox"]
            )
            for name, person, address, width, height in SCREENS:
                page = browser.new_page(
                    viewport={"width": width, "height": height},
                    base_url=f"http://127.0.0.1:{server.effective_port}",
                )
                _sign_in(page, person)
                page.goto(address.format(**places))
                page.screenshot(path=FOLDER / f"{name}.png")
                _shrink(FOLDER / f"{name}.png")
                page.close()
            browser.close()
        server.close()


def _places() -> dict[str, int]:
    """Return the numbers in addresses that are not the same in every version of the samples."""
    unit = db.session.scalars(
        select(Assignment.id)
        .join(Assignment.organization)
        .where(Organization.name == ho_chi_minh.SUPERVISED[ho_chi_minh.TOURISM][0])
    ).one()
    session = db.session.scalars(select(Visit.id).where(Visit.assignment_id == unit)).one()
    return {"unit": unit, "session": session}


def _sign_in(page: Page, person: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("Tên đăng nhập").fill(person)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


def _draw_letter() -> None:
    letter = db.session.scalars(
        select(Document).where(Document.kind == "result_letter", Document.file_id.is_not(None))
    ).first()
    assert letter is not None
    assert letter.file_id is not None
    pdf = pypdfium2.PdfDocument(BytesIO(stored_file(letter.file_id).content))
    FOLDER.mkdir(parents=True, exist_ok=True)
    pdf[0].render(scale=1.2).to_pil().save(FOLDER / "result-letter.png")
    _shrink(FOLDER / "result-letter.png")


def _shrink(path: Path) -> None:
    """Pages have few colours: a palette keeps the repository small."""
    Image.open(path).convert("P", palette=Image.Palette.ADAPTIVE, colors=32).save(
        path, optimize=True
    )


if __name__ == "__main__":
    main()

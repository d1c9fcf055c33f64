"""The Word file of a paper in the register: who gets it, and what it says."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pdfplumber
from flask.testing import FlaskClient

from tests.conftest import NOW
from tests.documents.papers import draft, issued
from tests.world import World
from webapp.core.db import db
from webapp.core.web import moment
from webapp.documents import tree
from webapp.documents.files import DOCX
from webapp.documents.road import services
from webapp.documents.tree.as_json import to_json

SignIn = Callable[[str], FlaskClient]


def parts(content: bytes) -> str:
    """Return all text of the file's parts, one after the other."""
    with ZipFile(BytesIO(content)) as file:
        return "".join(file.read(name).decode() for name in file.namelist())


def test_the_board_takes_a_draft_to_word(world: World, sign_in: SignIn) -> None:
    document = draft(world)
    address = f"/documents/{document.id}/paper.docx"
    for person in ("planner", "leader", "member"):
        client = sign_in(person)
        answer = client.get(address)
        assert (answer.status_code, answer.mimetype) == (200, DOCX)
        assert "attachment" in answer.headers["Content-Disposition"]
        assert "DỰ THẢO" in parts(answer.data)
        taken = f"Dự thảo do Người {person} tải về lúc {moment(NOW)}"
        assert parts(answer.data).count(taken) == 2  # below the first page, and below all others
        with pdfplumber.open(BytesIO(client.get(address.replace("docx", "pdf")).data)) as file:
            for page in file.pages:
                assert taken in page.extract_text()
        assert f'href="{address}"' in client.get(f"/documents/{document.id}").text


def test_an_issued_paper_has_its_number_and_no_watermark(world: World, sign_in: SignIn) -> None:
    document = issued(world)
    answer = sign_in("planner").get(f"/documents/{document.id}/paper.docx")
    assert "DỰ THẢO" not in parts(answer.data)
    assert "tải về lúc" not in parts(answer.data)
    assert "Số\u00a001-TB/BTCTU" in parts(answer.data)
    assert "01-TB-BTCTU.docx" in answer.headers["Content-Disposition"]


def test_others_do_not_get_it(world: World, sign_in: SignIn) -> None:
    document = issued(world)
    address = f"/documents/{document.id}/paper.docx"
    for person, status in (("office", 403), ("reader", 403), ("stranger", 404)):
        client = sign_in(person)
        assert client.get(address).status_code == status
        assert address not in client.get(f"/documents/{document.id}").text
    assert sign_in("planner").post(address).status_code == 405
    assert sign_in("planner").get("/documents/99999999999/paper.docx").status_code == 404


def test_what_no_file_can_hold_is_told_on_the_page(world: World, sign_in: SignIn) -> None:
    document = draft(world)
    paper = services.paper_of(document)
    document.content = to_json(
        tree.Paper(**{**vars(paper), "blocks": (tree.Paragraph("Một\x0bhai"),)})
    )
    db.session.commit()
    answer = sign_in("planner").get(f"/documents/{document.id}/paper.docx")
    assert answer.status_code == 409
    assert "U+000B" in answer.text

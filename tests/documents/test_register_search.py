"""The register is searched, and printed as a book."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pdfplumber
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.documents.papers import approved, draft, issued, record
from tests.queries import MOST, counted
from tests.world import World
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.register import paper as register_paper
from webapp.documents.road import services

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def searched(world: World, sign_in: SignIn) -> Callable[[str], set[str]]:
    """Three papers: 01 of today, 07 and 70 from outside, and a draft. Returns a search."""
    issued(world, 1)
    record(world, 7)
    other = world.organization("Đảng bộ huyện Tân Phú")
    record(world, 70, unit=other, kind="plan", summary="kế hoạch năm", day=date(2023, 3, 1))
    draft(world, subject=2)
    client = sign_in("planner")
    names = {"01-TB/BTCTU", "07-TB/BTCTU", "70-KH/BTCTU", "…-TB/BTCTU"}

    def search(query: str) -> set[str]:
        answer = client.get(f"/documents?{query}")
        assert answer.status_code == 200, answer.text
        text = answer.text
        return {name for name in names if f">{name}<" in text}

    return search


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"01-TB/BTCTU", "07-TB/BTCTU", "70-KH/BTCTU", "…-TB/BTCTU"}),
        ("q=7", {"07-TB/BTCTU"}),
        ("q=07-TB/BTCTU", {"07-TB/BTCTU"}),
        ("q=S%E1%BB%91+70-kh/btctu", {"70-KH/BTCTU"}),
        ("q=70-TB", set()),
        ("q=xa+phu+hoi", {"07-TB/BTCTU"}),
        ("q=khong+co", set()),
        ("q=%25", set()),
        ("unit=tan+phu", {"70-KH/BTCTU"}),
        ("kind=plan", {"70-KH/BTCTU"}),
        ("state=draft", {"…-TB/BTCTU"}),
        ("state=issued&unit=nhon", {"01-TB/BTCTU", "07-TB/BTCTU"}),
        ("state=withdrawn", set()),
        ("since=2024-01-10&until=2024-01-10", {"07-TB/BTCTU"}),
        ("since=2024-01-11", {"01-TB/BTCTU"}),
        ("until=31/12/2023", {"70-KH/BTCTU"}),
    ],
)
def test_the_register_is_searched(
    searched: Callable[[str], set[str]], query: str, expected: set[str]
) -> None:
    assert searched(query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "since=2024-02-30",
        "kind=x",
        "state=y",
        "q=" + "a" * 101,
        "since=2024-02-01&until=2024-01-01",
    ],
)
@pytest.mark.parametrize("address", ["/documents", "/documents/register.pdf"])
def test_a_search_that_cannot_be_read_is_told(sign_in: SignIn, address: str, query: str) -> None:
    answer = sign_in("planner").get(f"{address}?{query}")
    assert answer.status_code == 422
    assert 'class="error"' in answer.text


def test_a_state_is_the_same_in_python_and_in_the_database(world: World) -> None:
    draft(world, subject=1)
    services.submit(draft(world, subject=2), world.user("planner"))
    approved(world, 3)
    issued(world, 4)
    services.withdraw(issued(world, 5), world.user("planner"), "Sai ngày")
    services.withdraw(issued(world, 6), world.user("planner"), "Đổi lịch")
    issued(world, 6)
    record(world, 70)
    papers = db.session.scalars(select(Document)).all()
    states = {one.state for one in papers}
    assert states == {"draft", "submitted", "approved", "issued", "withdrawn", "replaced"}
    for state in states:
        found = db.session.scalars(select(Document).where(Document.in_state(state))).all()
        assert {one.id for one in found} == {one.id for one in papers if one.state == state}


def test_the_book_is_printed_on_a4(world: World, sign_in: SignIn) -> None:
    for subject in range(1, 4):
        issued(world, subject)
    for number in range(10, 70):
        record(world, number)
    draft(world, subject=9)
    answer = sign_in("reader").get("/documents/register.pdf?since=2024-01-01&kind=result_letter")
    assert answer.mimetype == "application/pdf"
    with pdfplumber.open(BytesIO(answer.data)) as wording_for:
        text = [page.extract_text() for page in wording_for.pages]
        assert (round(wording_for.pages[0].width), round(wording_for.pages[0].height)) == (595, 842)
    assert "SỔ VĂN BẢN" in text[0]
    assert all("Trích yếu" in page for page in text if "xã Phú Hội" in page)
    assert all("10/01/2024" in page for page in text if "xã Phú Hội" in page)
    assert "Tổng số: 63 văn bản." in text[-1]
    assert "…-TB" not in "".join(text)
    assert sign_in("office").get("/documents/register.pdf").status_code == 403


def test_a_book_too_thick_asks_for_a_span(
    world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_paper, "MOST", 1)
    record(world, 1)
    record(world, 2)
    answer = sign_in("planner").get("/documents/register.pdf")
    assert "hơn 1 văn bản" in answer.text


def test_a_unit_finds_only_what_was_sent_to_it(world: World, sign_in: SignIn) -> None:
    issued(world)
    draft(world, subject=2)
    assert "01-TB/BTCTU" in sign_in("office").get("/documents?q=ket+qua").text
    assert "…-TB/BTCTU" not in sign_in("office").get("/documents").text
    for person in ("other", "stranger"):
        assert "01-TB/BTCTU" not in sign_in(person).get("/documents").text


def test_the_queries_of_the_register_are_bounded(world: World, sign_in: SignIn) -> None:
    client = sign_in("planner")
    record(world, 1)
    few = counted(client, "/documents?unit=nhon")
    for number in range(2, 70):
        record(world, number)
    assert counted(client, "/documents?unit=nhon") == few <= MOST
    assert counted(client, "/documents/register.pdf") <= MOST

"""The register: numbers without gaps, papers from outside, searching and printing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pdfplumber
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from tests.conftest import NOW
from tests.documents.papers import approved, draft, entry, issued, record
from tests.forms import forms_of
from tests.handed_in import jpeg, pdf
from tests.world import World
from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document, StoredFile
from webapp.documents.register import numbers as register
from webapp.documents.register import recording
from webapp.documents.road import services
from webapp.organizations import changes, history
from webapp.rules.reorganizing import Names

SignIn = Callable[[str], FlaskClient]
AT_ONCE = 50
SYMBOL = "TB/BTCTU"
ON_PAPER = "/documents/on-paper"


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "result_letter",
        "number": "7",
        "issued_on": "2024-01-10",
        "summary": "kết quả dự tại xã Phú Hội",
        "unit": "nhon trach",
        "signatory": "Trần Văn Mẫu",
    } | changes


def test_numbers_follow_each_other_without_gaps(world: World) -> None:
    numbers = [issued(world, subject).number for subject in range(1, 5)]
    assert numbers == [1, 2, 3, 4]


def test_fifty_issued_at_once_get_fifty_numbers(app: Flask, world: World) -> None:
    waiting = [approved(world, subject).id for subject in range(1, AT_ONCE + 1)]
    planner = world.user("planner").id
    db.session.remove()

    def issue(document_id: int) -> int:
        with app.app_context(), clock.living_on(NOW):
            document = db.session.get_one(Document, document_id)
            services.issue(document, db.session.get_one(User, planner))
            assert document.number is not None
            return document.number

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        numbers = list(crowd.map(issue, waiting))
    assert sorted(numbers) == list(range(1, AT_ONCE + 1))
    texts = [
        services.paper_of(one).number
        for one in db.session.scalars(
            select(Document).where(Document.symbol == SYMBOL).order_by(Document.id)
        )
    ]
    assert texts == numbers


def test_one_paper_issued_by_many_hands_gets_one_number(app: Flask, world: World) -> None:
    document_id, planner = approved(world).id, world.user("planner").id
    db.session.remove()

    def issue(_hand: int) -> bool:
        with app.app_context(), clock.living_on(NOW):
            document = db.session.get_one(Document, document_id)
            try:
                services.issue(document, db.session.get_one(User, planner))
            except (services.NotReady, StaleDataError):
                return False
            return True

    with ThreadPoolExecutor(8) as crowd:
        assert sum(crowd.map(issue, range(8))) == 1
    assert issued(world, 2).number == 2


def test_a_failed_issue_gives_its_number_back(world: World) -> None:
    document = approved(world)
    number, _period = register.take(world.issuer, SYMBOL, document.created_at.date())
    db.session.rollback()
    services.issue(db.session.get_one(Document, document.id), world.user("planner"))
    assert document.number == number == 1


def test_a_register_that_began_on_paper(world: World) -> None:
    day = draft(world).created_at.date()
    register.start_at(world.issuer, SYMBOL, day, 41)
    db.session.commit()
    assert issued(world).number == 42
    with pytest.raises(ValueError, match="already given"):
        register.start_at(world.issuer, SYMBOL, day, 7)


def test_numbers_begin_anew_each_year_or_each_term(world: World) -> None:
    issuer = world.issuer
    first, second = date(2023, 12, 31), date(2024, 1, 1)
    assert register.take(issuer, SYMBOL, first) == (1, "2023")
    assert register.take(issuer, SYMBOL, second) == (1, "2024")
    issuer.numbers_restart = "term"
    assert register.take(issuer, SYMBOL, first) == (1, "2020-2025")
    assert register.take(issuer, SYMBOL, second) == (2, "2020-2025")
    assert register.take(issuer, "BC/BTCTU", second) == (1, "2020-2025")
    assert register.take(issuer, "KH/BTCTU", second) == (74, "2020-2025"), "73 was given by year"


def test_a_number_given_on_paper_is_passed_over(world: World) -> None:
    record(world, 2)
    record(world, 3)
    assert [issued(world, subject).number for subject in (1, 2)] == [1, 4]


def test_no_number_is_written_twice(world: World) -> None:
    issued(world)
    with pytest.raises(register.NumberRefused, match="01-TB/BTCTU đã cấp ngày 15/01/2024"):
        record(world, 1)
    record(world, 9)
    with pytest.raises(register.NumberRefused, match="xã Phú Hội"):
        record(world, 9)
    assert record(world, 9, day=date(2023, 5, 1)).period == "2023"


def test_an_issue_and_an_entry_race_for_a_number(app: Flask, world: World) -> None:
    document_id, planner = approved(world).id, world.user("planner").id
    db.session.remove()

    def issue() -> int | None:
        with app.app_context(), clock.living_on(NOW):
            document = db.session.get_one(Document, document_id)
            services.issue(document, db.session.get_one(User, planner))
            return document.number

    def enter() -> int | None:
        with app.app_context(), clock.living_on(NOW):
            try:
                return record(World(), 1).number
            except register.NumberRefused:
                return None

    with ThreadPoolExecutor(2) as crowd:
        given, entered = crowd.submit(issue), crowd.submit(enter)
    assert (given.result(), entered.result()) in [(1, None), (2, 1)]


def test_a_day_of_another_term_is_refused(world: World) -> None:
    world.issuer.numbers_restart = "term"
    with pytest.raises(register.NumberRefused, match="2020-2025"):
        record(world, 5, day=date(2019, 5, 1))
    assert record(world, 5).period == "2020-2025"


def test_a_paper_from_outside_is_entered(world: World, sign_in: SignIn) -> None:
    planner = sign_in("planner")
    (form,) = forms_of(planner, ON_PAPER)
    scan = (BytesIO(jpeg()), "ban-ky.jpg")
    answer = form.send(planner, **typed(scan=scan, is_shown="y"))
    assert answer.status_code == 303, answer.text
    page = planner.get(answer.location)
    assert "07-TB/BTCTU" in page.text
    assert "Đã ban hành" in page.text
    assert planner.get(f"{answer.location}/scan").data.startswith(b"\xff\xd8\xff")
    assert planner.get(f"{answer.location}/paper.pdf").status_code == 404
    assert sign_in("office").get(f"{answer.location}/scan").mimetype == "image/jpeg"
    for other in ("other", "stranger"):
        assert sign_in(other).get(f"{answer.location}/scan").status_code == 404
    assert "07-TB/BTCTU" in planner.get("/documents?q=7").text


def test_an_entered_paper_is_the_boards_alone_unless_shown(world: World, sign_in: SignIn) -> None:
    document = record(world)
    assert sign_in("office").get(f"/documents/{document.id}").status_code == 404
    assert sign_in("reader").get(f"/documents/{document.id}").status_code == 200
    assert sign_in("reader").get(f"/documents/{document.id}/scan").status_code == 404


@pytest.mark.parametrize("person", ["leader", "member", "reader", "admin", "office"])
def test_only_planners_enter_papers(sign_in: SignIn, person: str) -> None:
    assert sign_in(person).get(ON_PAPER).status_code == 403
    assert sign_in(person).post(ON_PAPER, data=typed()).status_code == 403


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"number": "0"}, "Phải từ 1"),
        ({"number": "99999999999999"}, "Số quá lớn"),
        ({"number": "1"}, "đã cấp"),
        ({"issued_on": "2024-02-30"}, "Ngày không hợp lệ"),
        ({"issued_on": "2024-01-16"}, "chưa đến"),
        ({"unit": "ap 1"}, "Nhiều tổ chức"),
        ({"unit": "khong co"}, "Không có tổ chức"),
        ({"kind": "khong-co"}, "không có trong danh sách"),
        ({"summary": "x" * 601}, "Không được dài quá 600"),
        ({"scan": b"MZ"}, "không nhận"),
        ({"scan": b""}, "rỗng"),
    ],
)
def test_what_cannot_be_entered_is_told(
    world: World, sign_in: SignIn, changes: dict[str, Any], told: str
) -> None:
    issued(world)
    client = sign_in("planner")
    if "scan" in changes:
        changes = {"scan": (BytesIO(changes["scan"]), "a.pdf")}
    answer = client.post(ON_PAPER, data=typed(**changes))
    assert answer.status_code == 422
    assert told in answer.text
    assert "Trần Văn Mẫu" in answer.text
    assert db.session.scalars(select(Document).where(Document.is_on_paper)).all() == []
    assert db.session.scalars(select(StoredFile).where(StoredFile.name == "a.pdf")).all() == []


def test_a_refused_number_reminds_of_the_scan(world: World, sign_in: SignIn) -> None:
    issued(world)
    scan = (BytesIO(pdf()), "a.pdf")
    answer = sign_in("planner").post(ON_PAPER, data=typed(number="1", scan=scan))
    assert answer.status_code == 422
    assert "hãy chọn lại" in answer.text


def test_an_issued_paper_keeps_the_names_of_its_day(
    app: Flask, world: World, sign_in: SignIn
) -> None:
    document = issued(world)
    old = world.organization("Đảng bộ huyện Nhơn Trạch").name
    later = entry(world, 900, day=NOW.date())
    renamed = changes.renaming(document.organization_id, Names("Đảng bộ Khu vực 5", "Khu vực 5"))
    changes.record(world.issuer.id, "renamed", history.Decision(NOW.date(), "Quyết định"), renamed)
    recording.record(later, world.issuer, world.user("planner"))
    document.issued_on = NOW.date() - timedelta(days=1)
    db.session.commit()
    for person in ("reader", "office"):
        client = sign_in(person)
        head, text = client.get(f"/documents/{document.id}").text.split("<main", 1)
        assert text.count(old) == 2  # above, and among those who get it here
        assert "Khu vực 5" not in text
        assert ("Khu vực 5" in head) is (person == "office")  # whose own body it is
        assert "Nhơn Trạch" in client.get("/documents?q=01-TB").text.split("<main", 1)[1]
    wording_for = sign_in("reader").get("/documents/register.pdf").data
    with pdfplumber.open(BytesIO(wording_for)) as pages:
        text = "".join(page.extract_text() for page in pages.pages)
    assert text.index("Nhơn Trạch") < text.index("Khu vực 5")

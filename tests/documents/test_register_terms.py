"""Terms of the register: no number twice, whatever changes; numbers open or out of order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pdfplumber
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.documents.papers import issued, record
from tests.documents.test_register import SYMBOL, typed
from tests.forms import forms_of
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.copies import services as copies
from webapp.documents.copies.kinds import WHOLE
from webapp.documents.models import RegisterTerm
from webapp.documents.register import checking, recording
from webapp.documents.register import numbers as register
from webapp.documents.road import services
from webapp.documents.tree import Signature

SignIn = Callable[[str], FlaskClient]
ON_PAPER = "/documents/on-paper"


def term_of(world: World) -> RegisterTerm:
    return db.session.scalars(
        select(RegisterTerm).where(RegisterTerm.issuer_id == world.issuer.id)
    ).one()


def test_a_second_01_is_not_given_when_years_become_terms(world: World) -> None:
    assert issued(world, 1).number_and_symbol == "01-TB/BTCTU"
    world.issuer.numbers_restart = "term"
    db.session.commit()
    second = issued(world, 2)
    assert (second.number, second.period) == (2, "2020-2025")
    world.issuer.numbers_restart = "year"
    db.session.commit()
    assert [(one.number, one.period) for one in (issued(world, 3), issued(world, 4))] == [
        (3, "2024"),
        (4, "2024"),
    ]


def test_numbers_begun_on_paper_by_year_are_gone_on_after_by_term(world: World) -> None:
    register.start_at(world.issuer, SYMBOL, clock.today(), 41)
    world.issuer.numbers_restart = "term"
    db.session.commit()
    assert issued(world).number == 42
    (page,) = (one for one in checking.pages(world.issuer) if one.symbol == SYMBOL)
    assert (page.period, page.base, page.open_text) == ("2020-2025", 41, "")


def test_a_day_between_two_terms_gets_no_number(world: World, sign_in: SignIn) -> None:
    world.issuer.numbers_restart = "term"
    term = term_of(world)
    term.last_day = date(2023, 12, 31)
    db.session.commit()
    with pytest.raises(register.NumberRefused, match="không thuộc nhiệm kỳ nào"):
        issued(world)
    db.session.rollback()
    client = sign_in("planner")
    answer = client.post(ON_PAPER, data=typed())
    assert answer.status_code == 422
    assert "không thuộc nhiệm kỳ nào" in answer.text


def test_a_second_term_begins_with_01(world: World) -> None:
    term = term_of(world)
    term.last_day = date(2024, 1, 9)
    db.session.add(RegisterTerm(issuer_id=world.issuer.id, name="XII", first_day=date(2024, 1, 10)))
    world.issuer.numbers_restart = "term"
    db.session.commit()
    assert record(world, 30, day=date(2024, 1, 9)).period == "2020-2025"
    assert record(world, 30, day=date(2024, 1, 10)).period == "XII"
    new = issued(world)
    assert (new.number, new.period) == (1, "XII")


def test_what_was_entered_by_year_is_corrected_though_terms_count_now(world: World) -> None:
    old = record(world, 9, day=date(2023, 5, 1))
    record(world, 9)
    world.issuer.numbers_restart = "term"
    db.session.commit()
    entry = recording.Entry(
        "result_letter",
        9,
        date(2023, 5, 1),
        "kết quả dự (đã đính chính)",
        "Trần Văn Mẫu",
        world.organization("Đảng bộ huyện Nhơn Trạch"),
        is_shown=False,
        scan=None,
    )
    recording.correct(old, entry, "ghi nhầm", world.issuer, world.user("planner"))
    assert (old.number, old.period) == (9, "2023")


def test_a_paper_of_no_known_term_is_corrected_on_screen(world: World, sign_in: SignIn) -> None:
    old = record(world, 9, day=date(2019, 5, 1))
    record(world, 8, day=date(2019, 6, 1))
    world.issuer.numbers_restart = "term"
    db.session.commit()
    planner = sign_in("planner")
    form = forms_of(planner, f"/documents/{old.id}/correct")[-1]
    answer = form.send(planner, reason="ghi nhầm", summary="kết quả dự, đã đính chính")
    assert answer.status_code == 303
    assert "trong khi số 08 ghi ngày 01/06/2019" in planner.get(answer.location).text


def test_a_number_against_the_order_of_days_gets_a_word_of_warning(
    world: World, sign_in: SignIn
) -> None:
    record(world, 21, day=date(2024, 1, 9))
    planner = sign_in("planner")
    (form,) = forms_of(planner, ON_PAPER)
    answer = form.send(planner, **typed(number="22", issued_on="2024-01-01"))
    assert answer.status_code == 303
    told = planner.get(answer.location).text
    assert "22-TB/BTCTU ghi ngày 01/01/2024, trong khi số 21 ghi ngày 09/01/2024" in told
    answer = form.send(planner, **typed(number="23", issued_on="2024-01-09"))
    assert "trong khi" not in planner.get(answer.location).text


def test_open_numbers_are_listed_on_screen_and_in_the_book(world: World, sign_in: SignIn) -> None:
    record(world, 2)
    record(world, 6)
    reader = sign_in("reader")
    assert "01, 03–05" in reader.get("/documents/open-numbers").text
    with pdfplumber.open(BytesIO(reader.get("/documents/register.pdf").data)) as pages:
        text = "".join(page.extract_text() for page in pages.pages)
    assert "Số còn trống: 01, 03–05." in text
    assert checking.left_open(world.issuer)[("2024", SYMBOL)] == "01, 03–05"


def test_the_book_shows_who_signed_a_copy(world: World, sign_in: SignIn) -> None:
    source, planner = issued(world), world.user("planner")
    signed = Signature("T/L TRƯỞNG BAN", "CHÁNH VĂN PHÒNG", "Lê Thị Sao")
    block = replace(copies.block(world.issuer, WHOLE), signatures=(signed,), recipients=("Lưu.",))
    copy = copies.make(source, WHOLE, block, (), (), planner)
    services.submit(copy, planner)
    services.approve(copy, world.user("leader"))
    services.issue(copy, planner)
    answer = sign_in("reader").get("/documents/register.pdf?kind=" + WHOLE.key)
    with pdfplumber.open(BytesIO(answer.data)) as pages:
        text = " ".join("".join(page.extract_text() for page in pages.pages).split())
    assert "Lê Thị Sao" in text
    assert "Trần Văn Mẫu" not in text


def test_what_was_numbered_by_term_is_not_open_when_years_count(world: World) -> None:
    world.issuer.numbers_restart = "term"
    db.session.commit()
    for number in range(1, 25):
        record(world, number, day=date(2024, 1, 9))
    world.issuer.numbers_restart = "year"
    db.session.commit()
    record(world, 25, day=date(2024, 1, 10))
    with pytest.raises(register.NumberRefused, match="đã cấp"):
        record(world, 5, day=date(2024, 1, 10))
    db.session.rollback()
    assert SYMBOL not in {symbol for _, symbol in checking.left_open(world.issuer)}
    world.issuer.numbers_restart = "term"
    db.session.commit()
    mine = [one for one in checking.pages(world.issuer) if one.symbol == SYMBOL]
    assert [(one.period, one.highest, one.open_text) for one in mine] == [("2020-2025", 25, "")]


def test_every_open_number_is_taken_and_no_other(world: World) -> None:
    world.issuer.numbers_restart = "term"
    db.session.commit()
    for number in (1, 2, 4):
        record(world, number, day=date(2024, 1, 9))
    world.issuer.numbers_restart = "year"
    db.session.commit()
    assert issued(world).number == 5
    assert checking.left_open(world.issuer)[("2024", SYMBOL)] == "03"
    assert record(world, 3, day=date(2024, 1, 9)).number == 3


def test_a_number_that_stands_twice_is_marked_on_screen_and_in_the_book(
    world: World, sign_in: SignIn
) -> None:
    record(world, 5, day=date(2023, 5, 1))
    record(world, 5, day=date(2024, 1, 9))
    record(world, 6, day=date(2024, 1, 9))
    reader = sign_in("reader")
    assert "Số cấp hai lần" not in reader.get("/documents").text
    world.issuer.numbers_restart = "term"
    db.session.commit()
    assert reader.get("/documents").text.count("Số cấp hai lần") == 2
    assert "Số cấp hai lần: 05." in reader.get("/documents/open-numbers").text
    with pdfplumber.open(BytesIO(reader.get("/documents/register.pdf").data)) as pages:
        text = " ".join("".join(page.extract_text() for page in pages.pages).split())
    assert text.count("cấp hai") == 2

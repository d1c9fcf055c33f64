"""The administrator counts papers by year or by term, and confirms a year of working days."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.documents.papers import issued, record
from tests.forms import forms_of
from tests.world import World
from webapp.core.db import db
from webapp.documents.models import Document, RegisterTerm
from webapp.documents.register.numbers import NumberRefused
from webapp.milestones.services import calendar_of
from webapp.organizations.models import CalendarDay, CalendarYear

SignIn = Callable[[str], FlaskClient]
ROOM = "/administration/register"
YEAR = "/administration/calendar/years/2026"
# A world begins with its plan of 2024 as number 73, and with the term 2020-2025.
COUNTING = f"{ROOM}/counting"


def term(world: World) -> RegisterTerm:
    db.session.expire_all()
    return db.session.scalars(
        select(RegisterTerm).where(RegisterTerm.issuer_id == world.issuer.id)
    ).one()


def counting(client: FlaskClient, way: str, **changes: Any) -> Any:
    form = forms_of(client, f"{COUNTING}?numbers_restart={way}")[-1]
    return form.send(client, **changes)


def test_years_become_terms_and_every_number_goes_on(world: World, sign_in: SignIn) -> None:
    issued(world, 1)
    admin = sign_in("admin")
    assert "Số văn bản chạy <strong>theo năm</strong>" in admin.get(ROOM).text
    shown = admin.get(f"{COUNTING}?numbers_restart=term").text
    assert "theo nhiệm kỳ: 2020-2025" in shown
    assert counting(admin, "term").status_code == 303
    text = admin.get(ROOM).text
    assert "74-KH/BTCTU" in text
    assert "02-TB/BTCTU" in text
    assert issued(world, 2).number == 2


def test_the_last_number_of_the_paper_book_is_asked_and_never_lowered(
    world: World, sign_in: SignIn
) -> None:
    issued(world, 1)
    admin = sign_in("admin")
    asked = forms_of(admin, f"{COUNTING}?numbers_restart=term")[-1]
    names = [one.name for one in asked.controls if one.name.startswith("lasts-")]
    assert counting(admin, "term", **{names[-1]: "30"}).status_code == 303
    assert issued(world, 2).number == 31
    assert counting(admin, "term", **{names[-1]: "5"}).status_code == 303
    assert issued(world, 3).number == 32


def test_numbers_that_would_stand_twice_are_asked_about(world: World, sign_in: SignIn) -> None:
    for year in (2023, 2024):
        record(world, 5, day=date(year, 1, 5))
    admin = sign_in("admin")
    assert "TB/BTCTU, 2020-2025: 05" in admin.get(f"{COUNTING}?numbers_restart=term").text
    answer = counting(admin, "term")
    assert answer.status_code == 422
    assert "Hãy xác nhận đã biết" in answer.text
    assert world.issuer.numbers_restart == "year"
    assert counting(admin, "term", is_known="y").status_code == 303
    assert world.issuer.numbers_restart == "term"
    assert counting(admin, "term").status_code == 303  # known: not asked about again
    assert issued(world).number == 6


@pytest.mark.parametrize("typed", ["", "-1", "hai", "100000"])
def test_a_last_number_that_is_none_is_told(world: World, sign_in: SignIn, typed: str) -> None:
    answer = counting(sign_in("admin"), "term", **{"lasts-0": typed})
    assert answer.status_code == 422
    assert world.issuer.numbers_restart == "year"


def test_a_stale_page_does_not_change_the_way(world: World, sign_in: SignIn) -> None:
    answer = counting(sign_in("admin"), "term", version="0")
    assert answer.status_code == 409
    assert world.issuer.numbers_restart == "year"


def test_no_term_of_today_is_said_before_anything_changes(world: World, sign_in: SignIn) -> None:
    term(world).last_day = date(2023, 12, 31)
    db.session.commit()
    admin = sign_in("admin")
    for answer in (
        admin.get(f"{COUNTING}?numbers_restart=term"),
        admin.post(COUNTING, data={"numbers_restart": "term"}),
    ):
        assert answer.status_code == 409
        assert "Chưa có nhiệm kỳ nào gồm ngày hôm nay" in answer.text
    assert world.issuer.numbers_restart == "year"


def test_a_term_gets_another_name_and_its_numbers_go_with_it(world: World, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    counting(admin, "term")
    first = issued(world, 1)
    assert (first.number, first.period) == (1, "2020-2025")
    form = forms_of(admin, f"{ROOM}/terms/{term(world).id}")[-2]
    answer = form.send(admin, name="Nhiệm kỳ XI (2020-2025)")
    assert answer.location.endswith("/counting")
    db.session.expire_all()
    assert db.session.get_one(Document, first.id).period == "Nhiệm kỳ XI (2020-2025)"
    second = issued(world, 2)
    assert (second.number, second.period) == (2, "Nhiệm kỳ XI (2020-2025)")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": "2024"}, "khác tên một năm"),
        ({"name": "2020-2025"}, "Đã có nhiệm kỳ"),
        ({"first_day": "2025-09-30"}, "Trùng ngày với nhiệm kỳ 2020-2025"),
        ({"last_day": "2025-09-01"}, "Phải từ ngày đầu trở đi"),
        ({"name": ""}, "Không được để trống"),
        ({"first_day": "2025-02-30"}, "Ngày không hợp lệ"),
    ],
)
def test_a_term_that_cannot_be_is_told(
    world: World, sign_in: SignIn, typed: dict[str, str], told: str
) -> None:
    data = {"name": "2025-2030", "first_day": "2025-10-01", "last_day": ""} | typed
    answer = sign_in("admin").post(f"{ROOM}/terms/new", data=data)
    assert answer.status_code == 422
    assert told in answer.text
    assert term(world).name == "2020-2025"


def test_terms_follow_each_other_and_an_unused_one_is_removed(
    world: World, sign_in: SignIn
) -> None:
    admin = sign_in("admin")
    data = {"name": "2025-2030", "first_day": "2025-10-01", "last_day": ""}
    assert admin.post(f"{ROOM}/terms/new", data=data).status_code == 303
    later = db.session.scalars(select(RegisterTerm).where(RegisterTerm.name == "2025-2030")).one()
    path = f"{ROOM}/terms/{later.id}/remove"
    assert admin.post(path, data={"version": "0"}).status_code == 409
    assert admin.post(path, data={"version": later.version}).status_code == 303
    counting(admin, "term")
    issued(world)
    answer = admin.post(f"{ROOM}/terms/{term(world).id}/remove", data={"version": "1"})
    assert answer.status_code == 409
    assert "không xóa được" in answer.text


def test_an_issue_outside_of_all_terms_is_refused_in_words(world: World, sign_in: SignIn) -> None:
    counting(sign_in("admin"), "term")
    term(world).last_day = date(2023, 12, 31)
    db.session.commit()
    with pytest.raises(NumberRefused):
        issued(world)
    db.session.rollback()
    waiting = db.session.scalars(
        select(Document).where(Document.kind == "result_letter", Document.approved_at.is_not(None))
    ).one()
    answer = sign_in("planner").post(f"/documents/{waiting.id}/issue", data={"looked": ""})
    assert answer.status_code == 409
    assert "không thuộc nhiệm kỳ nào" in answer.text


def test_a_year_is_confirmed_with_its_swapped_days(world: World, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    assert "chưa được xác nhận cho năm 2026" in admin.get("/administration/calendar").text
    assert "12729/VPCP-KGVX" in admin.get(YEAR).text
    data = {"note": "Thông báo số 1", "off_1": "2026-04-29", "worked_1": "2026-05-09"}
    assert admin.post(YEAR, data=data).status_code == 303
    calendar = calendar_of(world.issuer.id)
    assert not calendar.is_working_day(date(2026, 4, 29))
    assert calendar.is_working_day(date(2026, 5, 9))
    assert not calendar.unconfirmed(2026)
    assert calendar.unconfirmed(2027)
    assert "chưa được xác nhận cho năm 2026" not in admin.get("/administration/calendar").text
    assert "Thông báo số 1" in admin.get(YEAR).text
    notes = set(db.session.scalars(select(CalendarDay.note)))
    assert notes == {
        "Nghỉ thay cho ngày 09/05/2026; Thông báo số 1",
        "Làm bù cho ngày 29/04/2026; Thông báo số 1",
    }
    assert admin.post(YEAR, data={"note": "Thông báo số 2"}).status_code == 303
    assert db.session.scalars(select(CalendarYear.note)).all() == ["Thông báo số 2"]
    assert admin.post(f"{YEAR}/take-back").status_code == 303
    assert calendar_of(world.issuer.id).unconfirmed(2026)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"note": ""}, "Không được để trống"),
        ({"off_1": "2026-04-29"}, "cả ngày nghỉ và ngày làm bù"),
        ({"worked_2": "2026-05-09"}, "cả ngày nghỉ và ngày làm bù"),
        ({"off_1": "2026-01-02", "worked_1": "2026-05-09"}, "vốn đã là ngày nghỉ"),
        ({"off_1": "2026-04-29", "worked_1": "2026-04-28"}, "vốn đã là ngày làm việc"),
        ({"off_1": "2025-04-29", "worked_1": "2025-05-10"}, "không thuộc năm 2026"),
    ],
)
def test_a_swap_that_swaps_nothing_is_told(
    world: World, sign_in: SignIn, typed: dict[str, str], told: str
) -> None:
    answer = sign_in("admin").post(YEAR, data={"note": "Thông báo"} | typed)
    assert answer.status_code == 422
    assert told in answer.text
    assert db.session.scalars(select(CalendarYear)).all() == []


def test_a_year_out_of_all_calendars_is_not_there(world: World, sign_in: SignIn) -> None:
    assert sign_in("admin").get("/administration/calendar/years/9999").status_code == 404


def test_the_command_counts_by_an_issuers_own_days(app: Flask, world: World) -> None:
    db.session.add(CalendarDay(issuer_id=world.issuer.id, day=date(2024, 3, 6), is_working=False))
    db.session.commit()
    db.session.remove()

    def answer(*more: str) -> Any:
        args = ["deadline", "5 working days before", "2024-03-11", *more]
        return app.test_cli_runner().invoke(args=args)

    assert answer().output.split() == ["2024-03-04"]
    assert answer("--issuer", "btctu").output.split()[0] == "2024-03-01"
    unknown = answer("--issuer", "nobody")
    assert unknown.exit_code == 2
    assert "No issuers are called 'nobody'" in unknown.output

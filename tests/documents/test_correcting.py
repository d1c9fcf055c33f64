"""A paper that was entered from outside is corrected, and its road tells what it was."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.documents.papers import issued
from tests.documents.test_register import entry, record
from tests.forms import FormOnPage, forms_of
from tests.world import World
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.register import numbers as register
from webapp.documents.register import recording
from webapp.documents.road import services, versions

SignIn = Callable[[str], FlaskClient]


def correction(client: FlaskClient, document: Document) -> FormOnPage:
    (form,) = forms_of(client, f"/documents/{document.id}/correct")
    return form


def test_a_correction_is_kept_in_the_road(world: World, sign_in: SignIn) -> None:
    document = record(world)
    planner = sign_in("planner")
    form = correction(planner, document)
    assert form.values["number"] == ["7"]
    assert form.values["unit"] == ["Đảng bộ huyện Nhơn Trạch"]
    sent = form.send(
        planner,
        number="8",
        summary="kết quả dự tại xã Long Thọ",
        unit="Đảng bộ huyện Tân Phú",
        is_shown="y",
        reason="Ghi nhầm số",
    )
    assert sent.status_code == 303
    db.session.refresh(document)
    assert document.number_and_symbol == "08-TB/BTCTU"
    assert document.organization_id == world.organization("Đảng bộ huyện Tân Phú").id
    page = planner.get(sent.location).text
    assert "Ghi nhầm số (trước là số 07-TB/BTCTU)" in page
    old, new = versions.chosen(versions.of(document), None, None)
    assert old is not None
    assert new is not None
    assert versions.paper_at(old).summary == "kết quả dự tại xã Phú Hội"
    assert versions.paper_at(new).summary == "kết quả dự tại xã Long Thọ"
    assert sign_in("other").get(sent.location).status_code == 200
    assert "08-TB/BTCTU" in planner.get("/documents?q=long+tho").text


def test_a_number_of_another_paper_is_told(world: World, sign_in: SignIn) -> None:
    issued(world)
    document = record(world)
    planner = sign_in("planner")
    clash = correction(planner, document).send(planner, number="1", reason="Nhầm")
    assert clash.status_code == 422
    assert "Số 01-TB/BTCTU đã cấp ngày 15/01/2024" in clash.text
    db.session.refresh(document)
    assert document.number == 7


def test_its_own_number_is_no_clash(world: World) -> None:
    document = record(world)
    planner = world.user("planner")
    same = entry(world, summary="đúng trích yếu")
    recording.correct(document, same, "Nhầm trích yếu", world.issuer, planner)
    assert (document.number, document.summary) == (7, "đúng trích yếu")
    with pytest.raises(register.NumberRefused):
        record(world, 7)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"reason": ""}, "Không được để trống"),
        ({"unit": "Sao Hỏa"}, "Không có tổ chức"),
        ({"issued_on": "2024-01-16"}, "chưa đến"),
    ],
)
def test_what_is_wrong_is_told(
    world: World, sign_in: SignIn, changes: dict[str, Any], told: str
) -> None:
    document, planner = record(world), sign_in("planner")
    right = {"reason": "Nhầm", "summary": "Giữ câu này"}
    answer = correction(planner, document).send(planner, **(right | changes))
    assert answer.status_code == 422
    assert told in answer.text
    assert "Giữ câu này" in answer.text


def test_two_people_correct_one_paper(world: World, sign_in: SignIn) -> None:
    document, planner = record(world), sign_in("planner")
    first, second = correction(planner, document), correction(planner, document)
    first.send(planner, summary="Bản thứ nhất", reason="Nhầm")
    clash = second.send(planner, summary="Bản thứ hai", reason="Nhầm")
    assert clash.status_code == 409
    assert "Bản thứ nhất" in clash.text
    assert "Bản thứ hai" in clash.text


def test_only_entered_papers_that_hold_are_corrected(world: World, sign_in: SignIn) -> None:
    planner = sign_in("planner")
    here, outside = issued(world), record(world)
    services.withdraw(outside, world.user("planner"), "Sai")
    for document in (here, outside):
        assert planner.get(f"/documents/{document.id}/correct").status_code == 409
        with pytest.raises(services.NotReady):
            recording.correct(document, entry(world), "x", world.issuer, world.user("planner"))

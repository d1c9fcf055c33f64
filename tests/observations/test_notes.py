"""Ongoing supervision: noting, finding and gathering what was noted."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.forms import FormOnPage, forms_of
from tests.observations.notes import TOPICS, add_observation, topics
from tests.world import World
from webapp.core.db import db
from webapp.observations.models import Observation

SignIn = Callable[[str], FlaskClient]


def form_on(client: FlaskClient, at: str) -> FormOnPage:
    return next(form for form in forms_of(client, at) if "text" in form.values)


def notes() -> list[Observation]:
    return list(db.session.scalars(select(Observation).order_by(Observation.id)))


@pytest.fixture
def topic(world: World) -> int:
    found = topics(world)[0].id
    db.session.commit()
    return found


def test_a_member_notes_something_of_a_unit(world: World, sign_in: SignIn, topic: int) -> None:
    client = sign_in("member")
    form = form_on(client, "/observations/new")
    assert form.values["noted_on"] == ["15/01/2024"]
    sent = form.send(client, kind="shortcoming", unit="nhon trach", text="Họp trễ", again=None)
    assert sent.location == "/observations"
    (note,) = notes()
    assert (note.topic_id, note.kind, note.text) == (topic, "shortcoming", "Họp trễ")
    assert note.organization_id == world.organization("Đảng bộ huyện Nhơn Trạch").id
    assert note.author_id == world.user("member").id
    page = client.get("/observations").text
    assert "Họp trễ" in page
    assert "Nhơn Trạch" in page


def test_a_duty_alone_is_one_of_the_planning_body(
    world: World, sign_in: SignIn, topic: int
) -> None:
    client = sign_in("leader")
    duty = "Ủy viên phụ trách phong trào"
    form_on(client, "/observations/new").send(
        client, kind="strength", officer=duty, text="Sâu sát cơ sở"
    )
    (note,) = notes()
    assert note.organization_id == world.plan.organization_id
    assert note.officer == duty
    assert duty in client.get("/observations?q=uy+vien+phu+trach").text


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"text": ""}, "Không được để trống"),
        ({"unit": "", "officer": ""}, "Ghi đơn vị, hoặc chức trách"),
        ({"unit": "Sao Hỏa"}, "Không có tổ chức nào"),
        ({"kind": ""}, "Phải chọn ưu điểm hay hạn chế"),
        ({"noted_on": "2024-01-16"}, "Ngày này chưa đến"),
        ({"topic_id": "99999"}, "Lựa chọn không có trong danh sách"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    sign_in: SignIn, topic: int, changes: dict[str, str], told: str
) -> None:
    client = sign_in("planner")
    right = {"kind": "strength", "unit": "Tân Phú", "text": "Giữ nguyên câu này"}
    answer = form_on(client, "/observations/new").send(client, **(right | changes))
    assert answer.status_code == 422
    assert told in answer.text
    assert "text" in changes or "Giữ nguyên câu này" in answer.text
    assert notes() == []


def test_the_next_note_begins_where_the_last_was_made(sign_in: SignIn, topic: int) -> None:
    client = sign_in("member")
    sent = form_on(client, "/observations/new").send(
        client, kind="strength", unit="Tân Phú", text="Một", again="1"
    )
    after = form_on(client, sent.location).values
    assert after["unit"] == ["Tân Phú"]
    assert after["topic_id"] == [str(topic)]
    assert after["text"] == [""]


def test_only_the_author_and_planners_change_a_note(world: World, sign_in: SignIn) -> None:
    note = add_observation(world)
    db.session.commit()
    at = f"/observations/{note.id}/edit"
    assert sign_in("leader").get(at).status_code == 403
    assert sign_in("reader").get(at).status_code == 403
    assert sign_in("stranger").get(at).status_code == 404
    planner = sign_in("planner")
    assert form_on(planner, at).send(planner, text="Họp đủ kỳ").status_code == 303
    assert notes()[0].text == "Họp đủ kỳ"
    assert "Họp đủ kỳ" in sign_in("reader").get("/observations").text


def test_two_people_change_one_note(world: World, sign_in: SignIn) -> None:
    note = add_observation(world)
    db.session.commit()
    at = f"/observations/{note.id}/edit"
    planner, member = sign_in("planner"), sign_in("member")
    hers, his = form_on(planner, at), form_on(member, at)
    hers.send(planner, text="Câu của người thứ nhất")
    clash = his.send(member, text="Câu của người thứ hai")
    assert clash.status_code == 409
    assert "Câu của người thứ nhất" in clash.text
    assert "Câu của người thứ hai" in clash.text
    stale = member.post(f"/observations/{note.id}/remove", data={"version": "1"})
    assert stale.status_code == 409
    now = member.post(f"/observations/{note.id}/remove", data={"version": "2"})
    assert now.status_code == 303
    assert notes() == []


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("q=hop+dung", {"Họp đúng kỳ"}),
        ("unit=tan+phu", {"Sổ sách sơ sài"}),
        ("kind=shortcoming", {"Sổ sách sơ sài"}),
        ("since=2024-01-05", {"Họp đúng kỳ"}),
        ("until=2024-01-04", {"Sổ sách sơ sài"}),
        ("topic={second}", {"Sổ sách sơ sài"}),
        ("", {"Họp đúng kỳ", "Sổ sách sơ sài"}),
        ("q=khong+co", set()),
    ],
)
def test_notes_are_found(world: World, sign_in: SignIn, asked: str, shown: set[str]) -> None:
    first = add_observation(world)
    second = topics(world)[1].id
    other = add_observation(
        world,
        "Sổ sách sơ sài",
        topic_id=second,
        kind="shortcoming",
        organization_id=world.organization("Đảng bộ huyện Tân Phú").id,
        noted_on=date(2024, 1, 4),
    )
    texts = {first.text, other.text}
    db.session.commit()
    client = sign_in("reader")
    for page in ("/observations", "/observations/gathered"):
        text = client.get(f"{page}?{asked.format(second=second)}").text
        assert {one for one in texts if one in text} == shown


def test_a_search_that_cannot_be_read_says_so(sign_in: SignIn, topic: int) -> None:
    answer = sign_in("reader").get("/observations?since=x&until=2024-01-01&topic=99")
    assert answer.status_code == 422
    assert "Ngày không hợp lệ" in answer.text
    assert "Lựa chọn không có trong danh sách" in answer.text


def test_notes_are_gathered_by_topic_with_counts(world: World, sign_in: SignIn) -> None:
    for number in range(3):
        add_observation(world, f"Việc {number}")
    add_observation(world, "Còn chậm", kind="shortcoming")
    db.session.commit()
    page = sign_in("leader").get("/observations/gathered").text
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page) == [TOPICS[0]]
    assert "3 ưu điểm" in page
    assert "1 hạn chế" in page
    assert page.index("Việc 2") < page.index("Việc 0") < page.index("Còn chậm")


def test_without_topics_there_is_nothing_to_note(sign_in: SignIn) -> None:
    page = sign_in("planner").get("/observations/new")
    assert "Chưa có kế hoạch nào nêu nội dung" in page.text

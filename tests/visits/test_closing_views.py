"""The month's choice is looked over and closed on the screen."""

import re
from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import select

from tests.forms import forms_in, forms_of, looked_over
from tests.visits.test_choosing_views import SignIn, address, chosen, close_values
from tests.world import World
from webapp.core.db import db
from webapp.milestones.models import Message
from webapp.visits.models import Choice
from webapp.visits.services import choosing


def test_a_reason_opens_the_way(world: World, sign_in: SignIn) -> None:
    world.notice()
    client, path = sign_in("planner"), address(world)
    answer = looked_over(client, f"{path}/closing", reason="Không có buổi phù hợp")
    assert answer.status_code == 303
    assert "Không có buổi phù hợp" in client.get(path).text
    again = client.post(f"{path}/close", data=close_values(reason="Lần hai"))
    assert again.status_code == 303
    assert "đã được đồng chí Người planner chốt" in client.get(path).text
    assert len(db.session.scalars(select(Choice)).all()) == 1


def test_who_did_not_look_is_shown_the_page_with_what_was_typed(
    world: World, sign_in: SignIn
) -> None:
    world.notice()
    client, path = sign_in("planner"), address(world)
    answer = client.post(f"{path}/close", data=close_values(reason="Không có buổi phù hợp"))
    assert answer.status_code == 422
    assert "Chốt: không dự buổi nào" in answer.text
    assert choosing.choice_of(world.assignment().id) is None
    (close,) = [one for one in forms_in(answer.text, path) if one.action.endswith("/close")]
    assert close.values["reason"] == ["Không có buổi phù hợp"]
    assert close.send(client).status_code == 303
    assert choosing.choice_of(world.assignment().id) is not None


def test_closing_over_somebodys_tick_shows_it_and_keeps_the_words(
    world: World, sign_in: SignIn
) -> None:
    one, _, thematic = world.meetings(world.notice())
    client, path = sign_in("planner"), address(world)
    choosing.save_ticks(world.assignment(), [thematic.id], [])
    (close,) = forms_of(client, f"{path}/closing")
    choosing.save_ticks(world.assignment(), [one.id], [])
    answer = close.send(client, answer="Xin hẹn tháng sau.", reason="Lý do của tôi")
    assert answer.status_code == 409
    assert "Có người vừa thay đổi các buổi được chọn" in answer.text
    assert "Xin hẹn tháng sau." in answer.text
    assert "Lý do của tôi" in answer.text
    assert f'value="{one.id},{thematic.id}"' in answer.text
    assert choosing.choice_of(world.assignment().id) is None


def test_closing_over_a_meeting_that_moved_says_where_to(world: World, sign_in: SignIn) -> None:
    _, two, thematic = world.meetings(world.notice())
    client, path = sign_in("planner"), address(world)
    choosing.save_ticks(world.assignment(), [thematic.id], [])
    (close,) = forms_of(client, f"{path}/closing")
    two.place = "Nhà văn hóa ấp 3"
    db.session.commit()
    answer = close.send(client)
    assert answer.status_code == 409
    changed = re.findall(r"<li>((?:Nay là|Mới|Không còn): [^<]*)</li>", answer.text)
    assert len(changed) == 1
    assert "Nhà văn hóa ấp 3" in changed[0]
    assert changed[0].endswith("không chọn")
    assert choosing.choice_of(world.assignment().id) is None
    (again,) = [form for form in forms_in(answer.text, path) if form.action.endswith("/close")]
    assert again.send(client).status_code == 303


def test_a_closed_choice_is_not_looked_over_again(world: World, sign_in: SignIn) -> None:
    world.notice()
    client, path = sign_in("planner"), address(world)
    assert "Không chọn (3)" in client.get(f"{path}/closing").text
    choosing.close(world.assignment(), world.user("planner"), seen=[], reason="Bận")
    answer = client.get(f"{path}/closing")
    assert (answer.status_code, answer.location) == (303, path)


def test_two_planners_close_and_tick_at_the_same_moment(
    world: World, app: Flask, sign_in: SignIn
) -> None:
    one, two, thematic = world.meetings(world.notice())
    choosing.save_ticks(world.assignment(), [thematic.id], [])
    path, office = address(world), world.user("office").id
    ticks = {"chosen": [str(one.id), str(two.id)]}
    db.session.rollback()
    clients = [sign_in("planner") for _ in range(4)]
    (form,) = forms_of(clients[0], f"{path}/closing")
    close = form.values | {"answer": ["Chưa dự."]}

    def send(number: int) -> int:
        if number < 2:
            return clients[number].post(f"{path}/close", data=close).status_code
        return clients[number].post(path, data=ticks).status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(send, range(4)))
    assert statuses[2:] == [303, 303]
    assert set(statuses[:2]) <= {303, 409}
    closed = len(db.session.scalars(select(Choice)).all())
    assert closed == (1 if 303 in statuses[:2] else 0)
    assert len(chosen(world)) == (1 if closed else 3)
    told = select(Message).where(Message.user_id == office)
    assert len(db.session.scalars(told).all()) == closed

"""A duty or a round's days change: what moves is shown before, and told to whose it is."""

from collections.abc import Callable
from datetime import date

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.forms import forms_in
from tests.plans.helpers import issue
from tests.queries import counted
from tests.round_world import RoundWorld, add_round
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones import engine
from webapp.milestones.models import Message, Milestone
from webapp.plans.models import Duty

SignIn = Callable[[str], FlaskClient]


def report_duty(held: RoundWorld) -> Duty:
    return db.session.scalars(
        select(Duty).where(Duty.activity_id == held.activity.id, Duty.kind == "self_report")
    ).one()


def the_report(held: RoundWorld) -> Milestone:
    found = engine.find("self_report", "assignment", held.assignments[0].id)
    assert found is not None
    return found


def edit(client: FlaskClient, place: str, **typed: str) -> TestResponse:
    form = next(one for one in forms_in(client.get(place).text, place) if one.action == place)
    return form.send(client, **typed)


def confirm(client: FlaskClient, place: str, asked: TestResponse) -> TestResponse:
    form = next(one for one in forms_in(asked.text, place) if "seen_moves" in one.values)
    return form.send(client)


def test_a_fixed_day_is_moved_only_after_it_was_seen(world: World, sign_in: SignIn) -> None:
    held = add_round(world)
    issue(world)
    planner = sign_in("planner")
    place = f"/plans/{world.plan.id}/rows/duty/{report_duty(held).id}"
    asked = edit(planner, place, fixed_on="2024-03-05")
    assert asked.status_code == 200
    assert "Thay đổi này làm chuyển thời hạn" in asked.text
    row = next(one for one in asked.text.split("<tr>") if "Đảng bộ huyện Nhơn Trạch" in one)
    assert "08/03/2024" in row
    assert "05/03/2024" in row
    assert "Sớm hơn 3 ngày" in row
    assert clock.local(the_report(held).due_at).date() == date(2024, 3, 8)
    assert report_duty(held).fixed_on == date(2024, 3, 8)
    assert confirm(planner, place, asked).status_code == 303
    db.session.expire_all()
    assert clock.local(the_report(held).due_at).date() == date(2024, 3, 5)
    office = select(Message.text).where(Message.user_id == world.user("office").id)
    assert any(
        "Kế hoạch thay đổi" in text and "từ 08/03/2024 sang 05/03/2024" in text
        for text in db.session.scalars(office)
    )


def test_what_moves_nothing_is_saved_at_once(world: World, sign_in: SignIn) -> None:
    held = add_round(world)
    issue(world)
    place = f"/plans/{world.plan.id}/rows/duty/{report_duty(held).id}"
    assert edit(sign_in("planner"), place, label="Báo cáo của đơn vị").status_code == 303
    assert report_duty(held).label == "Báo cáo của đơn vị"


def test_what_moves_otherwise_by_now_is_asked_about_again(world: World, sign_in: SignIn) -> None:
    held = add_round(world)
    issue(world)
    planner = sign_in("planner")
    place = f"/plans/{world.plan.id}/rows/duty/{report_duty(held).id}"
    asked = edit(planner, place, fixed_on="2024-03-05")
    assert "Đảng bộ huyện Tân Phú" in asked.text
    engine.mark_done("self_report", ("assignment", held.assignments[1].id), "Báo cáo")
    db.session.commit()
    again = confirm(planner, place, asked)
    assert again.status_code == 200
    assert "Đảng bộ huyện Tân Phú" not in again.text
    assert confirm(planner, place, again).status_code == 303


def test_the_page_that_asks_reads_little(world: World, sign_in: SignIn) -> None:
    held = add_round(world)
    issue(world)
    place = f"/plans/{world.plan.id}/rows/duty/{report_duty(held).id}"
    assert counted(sign_in("planner"), place) <= 12


def test_another_month_is_given_only_after_it_was_seen(world: World, sign_in: SignIn) -> None:
    issue(world)
    planner, found = sign_in("planner"), world.assignment()
    place = f"/plans/{world.plan.id}/assignments/{found.id}"
    before = found.month
    asked = edit(planner, place, month="2024-06-01")
    assert asked.status_code == 200, asked.location
    assert "Lùi" in asked.text
    db.session.refresh(found)
    assert found.month == before
    assert confirm(planner, place, asked).status_code == 303
    db.session.refresh(found)
    assert found.month == date(2024, 6, 1)

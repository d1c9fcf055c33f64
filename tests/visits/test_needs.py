"""What needs a decision about chosen visits and sessions of a round; a clash that is left so."""

from collections.abc import Callable
from datetime import date, timedelta

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.forms import forms_of
from tests.grassroots.test_needs import box
from tests.visits.test_choosing_team import assign, load, two_visits
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.visits.models import AcceptedClash
from webapp.visits.services import choosing, clashes

SignIn = Callable[[str], FlaskClient]


def close(world: World) -> None:
    """Close the month's choice: whoever goes is told."""
    seen = choosing.chosen_ids(world.assignment().id)
    choosing.close(world.assignment(), world.user("planner"), seen=seen, reason="Đủ")


def test_a_chosen_visit_without_anybody_and_one_without_findings(
    world: World, sign_in: SignIn
) -> None:
    first, second = two_visits(world, timedelta(days=1))
    planner = sign_in("planner")
    assert box(planner, "/visits") == ""  # the choice is open: nobody was told
    close(world)
    assign(world, load(first.meeting_id), member="head")
    shown = box(planner, "/visits")
    assert "Cần quyết định (1)" in shown
    assert "Chưa có người dự" in shown
    assert f'href="/visits/{second.id}/team"' in shown
    with clock.living_on(date(2024, 3, 8)):
        shown = box(planner, "/visits")
        assert "Chưa báo cáo kết quả" in shown
        assert f'href="/visits/{first.id}"' in shown
        assert "Chưa có người dự" not in shown  # what is past cannot be decided any more


def test_who_assigns_in_spite_of_a_clash_has_accepted_it(world: World, sign_in: SignIn) -> None:
    first, second = two_visits(world, timedelta(minutes=30))
    assign(world, first, member="head")
    planner = sign_in("planner")
    form = next(
        one
        for one in forms_of(planner, f"/visits/{second.id}/team")
        if one.action == f"/visits/{second.id}/team"
    )
    role = f"role_{world.user('member').id}"
    assert form.send(planner, **{role: "head"}).status_code == 422
    assert form.send(planner, **{role: "head", "anyway": "y"}).status_code == 303
    assert "Trùng giờ" not in box(planner, "/")
    [kept] = db.session.scalars(select(AcceptedClash)).all()
    assert {kept.first_id, kept.second_id} == {first.id, second.id}
    meeting = load(second.meeting_id).meeting
    meeting.starts_at += timedelta(minutes=15)
    db.session.commit()
    assert "Trùng giờ" in box(planner, "/")


def test_only_people_of_both_visits_of_one_issuer_are_accepted(world: World) -> None:
    first, second = two_visits(world, timedelta(minutes=30))
    assign(world, first, member="head", member2="member")
    assign(world, load(second.meeting_id), member="head")
    planner = world.user("planner")
    clashes.accept(load(first.meeting_id), [second.id, first.id, 99999], planner)
    rows = db.session.scalars(select(AcceptedClash.user_id)).all()
    assert rows == [world.user("member").id]

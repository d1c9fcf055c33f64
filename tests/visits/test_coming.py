"""The first screen says where a person goes these days, and when which team comes to a unit."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from tests.round_world import DAY, RoundWorld, add_round
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.notices.models import Meeting
from webapp.visits.queries.coming import MOST

SignIn = Callable[[str], FlaskClient]
HEADING = "Buổi dự, làm việc sắp tới"


@pytest.fixture
def held(world: World) -> RoundWorld:
    return add_round(world)


def test_the_team_sees_its_sessions_with_hour_place_and_link(
    held: RoundWorld, sign_in: SignIn
) -> None:
    member = sign_in("member")
    with clock.living_on(clock.at(DAY - timedelta(days=13), 9)):
        page = member.get("/").text
        assert f'href="/visits/{held.visits[0].id}"' in page
        assert "08:00 ngày 19/03/2024 · Đảng bộ huyện Nhơn Trạch" in page
        assert "Buổi làm việc của đoàn · Hội trường đơn vị · Trưởng đoàn" in page
        assert "ngày 19/03/2024, giờ chưa định · Đảng bộ huyện Tân Phú" in page
        assert "Hôm nay" not in page
        for username in ("planner", "leader", "stranger"):
            assert HEADING not in sign_in(username).get("/").text
    with clock.living_on(clock.at(DAY, 18)):  # that day until the result is written
        assert member.get("/").text.count("Hôm nay") == 2
        held.visits[0].held_at = clock.now()
        held.visits[1].cancelled_at = clock.now()
        db.session.commit()
        assert HEADING not in member.get("/").text
    for day in (DAY - timedelta(days=14), DAY + timedelta(days=1)):
        with clock.living_on(clock.at(day, 9)):
            assert HEADING not in member.get("/").text


def test_who_sits_in_a_team_sees_its_kick_off(held: RoundWorld, sign_in: SignIn) -> None:
    with clock.living_on(clock.at(date(2024, 2, 20), 7)):
        page = sign_in("member").get("/").text
        assert "09:00 ngày 20/02/2024 · Giám sát chuyên đề" in page
        assert "Triển khai kế hoạch · Phòng họp Ban · Trưởng đoàn" in page
        assert f'href="/rounds/{held.activity.id}"' in page
        assert "Hôm nay" in page
        assert HEADING not in sign_in("leader").get("/").text
    with clock.living_on(clock.at(date(2024, 2, 21), 7)):
        assert HEADING not in sign_in("member").get("/").text


def test_a_unit_sees_who_comes_to_it_and_no_other(held: RoundWorld, sign_in: SignIn) -> None:
    with clock.living_on(clock.at(DAY, 7)):
        page = sign_in("office").get("/").text
        assert "08:00 ngày 19/03/2024 · Đảng bộ huyện Nhơn Trạch" in page
        assert "Tân Phú" not in page
        assert HEADING not in sign_in("selfrun").get("/").text


def test_visits_of_a_month_are_there_too_and_the_list_is_short(
    world: World, sign_in: SignIn
) -> None:
    visit = world.visit(team=("member", "member2"))
    starts_at = db.session.get_one(Meeting, visit.meeting_id).starts_at
    with clock.living_on(starts_at - timedelta(days=1)):
        page = sign_in("member").get("/").text
        assert "Chi bộ ấp 10 Nhơn Trạch" in page
        assert "Tổ trưởng" in page
        assert page.count('href="/visits/') <= MOST

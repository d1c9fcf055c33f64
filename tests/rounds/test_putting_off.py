"""A session is put off, with a reason, and set again: the unit stays in the round."""

from collections.abc import Callable
from datetime import time

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.round_world import DAY, RoundWorld
from tests.rounds.test_papers import text_of
from tests.rounds.test_services import LATER, assignment, issue, of, told, units
from tests.world import World, add
from webapp.attending.models import Confirmation
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.milestones.engine import find
from webapp.plans.round_models import Seat
from webapp.rounds.services import announcing
from webapp.rounds.services import units as services
from webapp.rounds.services.units import When
from webapp.visits.models import Visit

SignIn = Callable[[str], FlaskClient]
WHY = "Đơn vị khắc phục hậu quả ngập lụt"


def put_off(world: World, held: RoundWorld) -> list[str]:
    return services.put_off(of(held), assignment(held), WHY, world.user("planner"))


def test_the_unit_stays_and_everybody_is_told(world: World, held: RoundWorld) -> None:
    issue(world, held)
    held.visits[0].ready_at = clock.now()
    db.session.commit()
    assert put_off(world, held) == ["01-TB/BTCTU"]
    unit = next(one for one in units(held) if one.name == "Đảng bộ huyện Nhơn Trạch")
    assert unit.visit is None
    assert unit.put_off is not None
    assert (unit.put_off.cancel_reason, unit.put_off.ready_at) == (WHY, None)
    words = f"Hoãn buổi làm việc tại Đảng bộ huyện Nhơn Trạch, 08:00 ngày 19/03/2024: {WHY}."
    for username in ("office", "member", "member2"):
        assert words in told(username, world)
    assert find("findings", "visit", held.visits[0].id) is None
    again = announcing.announce(of(held), world.user("planner"))
    assert "Hoãn, sẽ thông báo sau" in text_of(again)
    with pytest.raises(Refused, match="đã hoãn"):
        put_off(world, held)


def test_set_again_it_keeps_what_was_prepared(world: World, held: RoundWorld) -> None:
    visit_id = held.visits[0].id
    add(Confirmation(visit_id=visit_id, group_id=held.groups[2].id, count=1))
    put_off(world, held)
    add(
        Seat(
            activity_id=held.activity.id, position=4, role="member", user_id=world.user("leader").id
        )
    )
    issue(world, held)
    aside = services.set_session(of(held), assignment(held), LATER, world.user("planner"))
    assert aside == ["01-TB/BTCTU"]
    visit = services.session_of(assignment(held))
    assert visit is not None
    assert (visit.id, visit.cancel_reason) == (visit_id, "")
    assert visit.meeting.when == "14:00 ngày 20/03/2024"
    assert world.user("leader").id in {one.user_id for one in visit.team}
    assert find("findings", "visit", visit_id) is not None
    assert db.session.scalar(select(func.count()).select_from(Visit)) == 2
    assert any("Định lại buổi làm việc đã hoãn" in text for text in told("office", world))


def test_what_was_held_is_not_put_off(world: World, held: RoundWorld) -> None:
    held.visits[0].held_at = clock.now()
    db.session.commit()
    with pytest.raises(Refused, match="đã có kết quả"):
        put_off(world, held)


def test_a_unit_whose_session_is_put_off_can_be_left_out(world: World, held: RoundWorld) -> None:
    put_off(world, held)
    services.leave_out(of(held), assignment(held))
    assert [one.name for one in units(held)] == ["Đảng bộ huyện Tân Phú"]


def test_it_is_put_off_by_a_form_and_everybody_sees_it(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    planner = sign_in("planner")
    unit = f"/rounds/{held.activity.id}/units/{held.assignments[0].id}"
    assert f"{unit}/put-off" in planner.get(f"{unit}/session").text
    version = {"version": str(db.session.get_one(Visit, held.visits[0].id).version)}
    assert planner.post(f"{unit}/put-off", data=version).status_code == 422
    answer = planner.post(f"{unit}/put-off", data={"cancel_reason": WHY, **version})
    assert answer.status_code == 303
    page = planner.get(f"/rounds/{held.activity.id}").text
    assert f"Trước đó định 08:00 ngày 19/03/2024. Lý do: {WHY}" in page
    assert "Định lại thời gian, địa điểm" in page
    assert WHY in planner.get(f"{unit}/session").text
    assert "Định lại thời gian, địa điểm" in planner.get(f"{unit}/put-off").text
    office, address = sign_in("office"), f"/visits/{held.visits[0].id}"
    assert f"Đang hoãn</span> · {WHY}" in office.get(address).text
    assert "Đang hoãn" in office.get("/visits?state=put_off").text
    assert "Buổi làm việc này đang hoãn" in sign_in("member").get(f"{address}/findings").text
    when = When(DAY, time(9), "Hội trường")
    services.set_session(of(held), assignment(held), when, world.user("planner"))
    assert "Đang hoãn" not in office.get(address).text

"""The steps of a round on its page and in the list."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from tests.round_world import RoundWorld
from tests.rounds.test_papers import issue
from tests.rounds.test_services import of
from tests.steps_shown import StepShown, steps_on
from tests.world import World, local
from webapp.core import clock
from webapp.core.db import db
from webapp.plans.signals import round_changed
from webapp.rounds.services import announcing

SignIn = Callable[[str], FlaskClient]
DONE, RUNNING, TO_DO = "Đã xong", "Đang làm", "Chưa làm"


def shown(client: FlaskClient, held: RoundWorld) -> tuple[str, list[StepShown]]:
    return steps_on(client.get(f"/rounds/{held.activity.id}").text)


def test_a_round_says_which_step_is_next_and_leads_there(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    planner, at = sign_in("planner"), f"/rounds/{held.activity.id}"
    short, steps = shown(planner, held)
    assert short == "1/6: chọn đơn vị"
    assert steps[0] == StepShown("Chọn đơn vị", RUNNING, f"{at}/units", is_next=True)
    assert [one.stands for one in steps[1:]] == [DONE, DONE, TO_DO, TO_DO, TO_DO]
    assert [one.is_next for one in steps].count(True) == 1
    unit = world.organization("Đảng bộ huyện Long Thành")
    assert planner.post(f"{at}/units", data={"organization": unit.id}).status_code == 303
    short, steps = shown(planner, held)
    assert short == "2/6: định ngày"
    assert [one.stands for one in steps[:2]] == [DONE, RUNNING]
    assert planner.get(steps[1].href).status_code == 200
    assert "Long Thành" in planner.get(steps[1].href).text
    assert short in planner.get("/rounds").text
    _, seen = shown(sign_in("leader"), held)
    assert [one.href for one in seen[1:4]] == ["#units", "#papers", "#announcement"]


def test_a_round_that_is_announced_goes_on_to_work(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    window = of(held).round
    assert window is not None
    window.units_wanted = 2
    db.session.commit()
    client = sign_in("planner")
    assert shown(client, held)[0] == "4/6: thông báo"
    with clock.living_on(local(2024, 3, 4)):
        issue(world, announcing.announce(of(held), world.user("planner")))
    short, steps = shown(client, held)
    assert short == "5/6: làm việc với đơn vị"
    assert steps[3].stands == DONE
    for visit in held.visits:
        visit.held_at = clock.now()
    db.session.commit()
    assert shown(client, held)[0] == "6/6: báo cáo kết quả"
    assert "6/6: báo cáo kết quả" in client.get("/rounds").text


@pytest.mark.parametrize(
    ("day", "stands"), [(date(2024, 2, 20), TO_DO), (date(2024, 3, 11), "Đã trễ")]
)
def test_a_step_that_should_be_done_is_late(
    held: RoundWorld, sign_in: SignIn, day: date, stands: str
) -> None:
    round_changed.send(held.activity.id)
    db.session.commit()
    with clock.living_on(clock.at(day, 9)):
        _, steps = shown(sign_in("planner"), held)
    assert steps[3].stands == stands


def test_without_papers_to_send_there_is_no_such_step(held: RoundWorld, sign_in: SignIn) -> None:
    for one in (*held.required, held.figure, *held.parts):
        db.session.delete(one)
        db.session.flush()
    db.session.commit()
    client = sign_in("planner")
    short, steps = shown(client, held)
    assert short == "1/5: chọn đơn vị"
    assert len(steps) == 5
    assert short in client.get("/rounds").text

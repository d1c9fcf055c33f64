"""The steps of a month of the bloc on its page."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.grassroots_world import MARCH, GrassrootsWorld, meetings_in
from tests.steps_shown import StepShown, steps_on
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.grassroots.queries.month import MonthRecord
from webapp.grassroots.services import assigning, papers
from webapp.visits.models import Visit

SignIn = Callable[[str], FlaskClient]
DONE, RUNNING, TO_DO = "Đã xong", "Đang làm", "Chưa làm"


def shown(client: FlaskClient, held: GrassrootsWorld) -> tuple[str, list[StepShown]]:
    return steps_on(client.get(f"/grassroots/{held.activity_id}?month=2024-03").text)


def states(steps: list[StepShown]) -> list[str]:
    return [one.stands for one in steps]


def test_a_month_says_which_step_is_next(
    world: World, held: GrassrootsWorld, sign_in: SignIn
) -> None:
    client, at = sign_in("planner"), f"/grassroots/{held.activity_id}"
    short, steps = shown(client, held)
    assert short == "1/6: nhận lịch"
    assert steps[0].href == "#silent"
    assert states(steps) == [RUNNING, *[TO_DO] * 5]
    meetings_in(world, held, "Long Thành", (27, 8))
    short, steps = shown(client, held)
    assert short == "2/6: phân công"
    assert steps[1].href == "#tools"
    assert client.post(f"{at}/proposal?month=2024-03").status_code == 303
    short, steps = shown(client, held)
    assert short == "3/6: công bố"
    assert client.get(steps[2].href).status_code == 200
    assert states(steps)[:3] == [DONE, DONE, TO_DO]


def test_a_published_month_goes_on_to_its_report(
    world: World, held: GrassrootsWorld, sign_in: SignIn
) -> None:
    planner, client = world.user("planner"), sign_in("planner")
    meetings_in(world, held, "Long Thành", (27, 8))
    assigning.propose(held.activity, MARCH)
    assigning.publish(held.activity, MARCH, planner)
    short, steps = shown(client, held)
    assert short == "4/6: thông báo lịch dự"
    assert steps[3].href == "#tools"
    paper = papers.announce(MonthRecord(held.activity, MARCH), planner)
    _, steps = shown(client, held)
    assert steps[3] == StepShown(
        "Thông báo lịch dự", RUNNING, f"/documents/{paper.id}", is_next=True
    )
    paper.issued_at = clock.now()
    attended = MonthRecord(held.activity, MARCH).attended
    db.session.get_one(Visit, attended[0].visit_id).held_at = clock.now()
    db.session.commit()
    short, steps = shown(client, held)
    assert short == "5/6: đi dự"
    assert steps[4].stands == RUNNING
    for one in attended:
        db.session.get_one(Visit, one.visit_id).held_at = clock.now()
    db.session.commit()
    assert shown(client, held)[0] == "6/6: báo cáo tháng"


def test_who_only_reads_is_led_to_what_may_be_seen(held: GrassrootsWorld, sign_in: SignIn) -> None:
    reader = sign_in("reader")
    _, steps = shown(reader, held)
    assert [one.href for one in steps[1:4]] == ["", "", ""]
    assert reader.get(steps[4].href).status_code == 200

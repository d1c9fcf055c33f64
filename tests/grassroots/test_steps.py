"""The steps of a month of the bloc on its page."""

from collections.abc import Callable
from datetime import date

from flask.testing import FlaskClient

from tests.full_world import issue
from tests.grassroots_world import MARCH, GrassrootsWorld, meetings_in
from tests.queries import MOST, counted
from tests.steps_shown import StepShown, steps_on
from tests.world import World, add
from webapp.core import clock
from webapp.core.db import db
from webapp.grassroots.queries.month import MonthRecord
from webapp.grassroots.services import assigning, papers
from webapp.plans.models import Assignment
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


def test_the_list_of_months_says_how_far_each_is(
    world: World, held: GrassrootsWorld, sign_in: SignIn
) -> None:
    client, at = sign_in("planner"), f"/grassroots/{held.activity_id}"
    april = Assignment(
        issuer_id=world.issuer.id,
        organization_id=held.activity.plan.organization_id,
        activity_id=held.activity_id,
        month=date(2024, 4, 1),
    )
    add(april)
    meetings_in(world, held, "Long Thành", (27, 8))
    db.session.commit()
    before = counted(client, f"{at}?month=2024-03")
    text = client.get(f"{at}?month=2024-04").text
    assert "Tháng 03/2024 · 2/6: phân công" in text
    assert "Tháng 04/2024 · 1/6: nhận lịch" in text
    add(*(at_month(april, number) for number in range(5, 13)))
    db.session.commit()
    assert counted(client, f"{at}?month=2024-03") == before <= MOST
    assert "Tháng 12/2024 · 1/6: nhận lịch" in client.get(f"{at}?month=2024-03").text


def test_the_list_of_months_counts_a_paper_once_it_is_issued(
    world: World, held: GrassrootsWorld, sign_in: SignIn
) -> None:
    planner, client = world.user("planner"), sign_in("planner")
    meetings_in(world, held, "Long Thành", (27, 8))
    assigning.propose(held.activity, MARCH)
    assigning.publish(held.activity, MARCH, planner)
    address = f"/grassroots/{held.activity_id}?month=2024-03"
    paper = papers.announce(MonthRecord(held.activity, MARCH), planner)
    assert "Tháng 03/2024 · 4/6: thông báo lịch dự" in client.get(address).text
    issue(world, paper)
    db.session.commit()
    short, _ = shown(client, held)
    assert short == "5/6: đi dự"
    assert f"Tháng 03/2024 · {short}" in client.get(address).text


def at_month(like: Assignment, number: int) -> Assignment:
    return Assignment(
        issuer_id=like.issuer_id,
        organization_id=like.organization_id,
        activity_id=like.activity_id,
        month=date(2024, number, 1),
    )

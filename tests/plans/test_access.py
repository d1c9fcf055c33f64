"""Who opens the pages of a plan, and who does not find them."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.plans.helpers import first, issue
from tests.world import World
from webapp.plans.models import Duty, PlanLine
from webapp.plans.services import editing as services

SignIn = Callable[[str], FlaskClient]

PAGES = (
    "",
    "/edit",
    "/lines/purpose",
    "/contents",
    "/activities",
    "/rows/line/new?under=copied",
    "/rows/group/new",
    "/rows/activity/new",
    "/bases",
    "/bases/new",
    "/assignments",
    "/committee-plan",
)
READ_BY_BOARD = ("", "/bases", "/assignments", "/committee-plan")


def test_the_planner_opens_every_page(sign_in: SignIn, base: str) -> None:
    client = sign_in("planner")
    for path in PAGES:
        assert client.get(base + path).status_code == 200, path


@pytest.mark.parametrize("who", ["reader", "leader", "member", "admin"])
def test_the_board_reads_and_does_not_edit(sign_in: SignIn, base: str, who: str) -> None:
    client = sign_in(who)
    for path in PAGES:
        wanted = 200 if path in READ_BY_BOARD else 403
        assert client.get(base + path).status_code == wanted, path
    for path in ("/edit", "/paper", "/assignments", "/rows/line/1", "/bases/1/cite"):
        assert client.post(base + path).status_code == 403, path
    assert client.get("/plans/new").status_code == 403
    assert "Sửa:" not in client.get(base).text


def test_a_stranger_finds_nothing(sign_in: SignIn, base: str) -> None:
    client = sign_in("stranger")
    for path in PAGES:
        assert client.get(base + path).status_code == 404, path
    assert client.post(base + "/paper").status_code == 404


def test_nobody_is_sent_to_sign_in(app: Any, base: str) -> None:
    assert app.test_client().get(base).status_code == 302


def test_wrong_method_and_places_that_are_not(sign_in: SignIn, base: str) -> None:
    client = sign_in("planner")
    assert client.get(base + "/paper").status_code == 405
    for path in (
        "/plans/99999999999999999999",
        f"{base}/lines/nothing",
        f"{base}/rows/nothing/new",
        f"{base}/rows/item/new?under=99999999999999999999",
        f"{base}/rows/item/new?under=x",
        f"{base}/rows/line/new?under=nothing",
        f"{base}/rows/item/99999999999999999999",
        f"{base}/assignments/99999999999999999999",
        f"{base}/bases/99999999999999999999",
    ):
        assert client.get(path).status_code == 404, path


def test_committees_read_a_plan_once_it_is_issued(sign_in: SignIn, world: World, base: str) -> None:
    client = sign_in("office")
    for path in ("", "/committee-plan"):
        assert client.get(base + path).status_code == 404
    assert "Chưa có kế hoạch nào được ban hành" in client.get("/plans").text
    issue(world)
    assert world.plan.title in client.get("/plans").text
    answer = client.get(base)
    assert answer.status_code == 200
    assert "Đã ban hành số 01-KH/BTCTU" in answer.text
    assert "Cần lưu ý" not in answer.text
    for path in ("/assignments", "/bases", "/edit"):
        assert client.get(base + path).status_code == 403
    assert client.get(base + "/committee-plan").status_code == 200


def test_a_row_of_another_plan_is_not_there(sign_in: SignIn, world: World) -> None:
    other = services.create_plan(world.user("planner"), 2025, "Năm sau")
    line, duty, assignment = first(PlanLine), first(Duty), world.assignment()
    client = sign_in("planner")
    for path in (f"rows/line/{line.id}", f"rows/duty/{duty.id}", f"assignments/{assignment.id}"):
        assert client.get(f"/plans/{other.id}/{path}").status_code == 404, path

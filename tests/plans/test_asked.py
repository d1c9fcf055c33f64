"""Whom a plan asks: the bodies there on the day of its issue. Of others it only tells."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from tests.plans.helpers import issue, whole_plan
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.organizations import changes, history
from webapp.organizations.changes import Founded
from webapp.organizations.history import Decision
from webapp.plans import overview_words, queries
from webapp.plans.services import editing as services
from webapp.rules.membership import Turn
from webapp.rules.reorganizing import Names

SignIn = Callable[[str], FlaskClient]
JUNE = date(2024, 6, 1)


@pytest.fixture
def new(world: World) -> str:
    """One more committee, founded on 1 June."""
    model = world.organization("Đảng bộ huyện Tân Phú")
    assert model.parent_id
    name = "Đảng bộ thành phố Mới"
    founded = Founded(Names(name, "Mới"), model.parent_id, model.level_id)
    _record(world, "established", changes.establishing(founded), JUNE)
    return name


def _record(world: World, kind: str, plan: changes.Plan, on: date) -> None:
    changes.record_all(world.issuer.id, [(kind, plan)], Decision(on))
    history.settle(world.issuer.id, clock.today())
    db.session.commit()


def unreached() -> set[str]:
    return {one.name for one in queries.overview(whole_plan(), clock.today()).unreached}


def told(world: World) -> list[str]:
    found = queries.overview(whole_plan(), clock.today())
    return [words for _, words in overview_words.of_plan(found, queries.papers([1])[1])]


def test_a_draft_asks_whom_it_would_if_it_were_issued_today(world: World, new: str) -> None:
    world.unissue()
    with clock.living_on(date(2024, 5, 31)):
        assert unreached() == set()
        assert any("Mới: chỉ có từ ngày 01/06/2024" in words for words in told(world))
    with clock.living_on(JUNE):
        assert unreached() == {new}


def test_one_founded_after_the_issue_is_told_not_asked(
    sign_in: SignIn, world: World, new: str
) -> None:
    with clock.living_on(date(2024, 1, 3)):
        issue(world)
    with clock.living_on(date(2024, 7, 1)):
        assert unreached() == set()
        found = queries.overview(whole_plan(), clock.today())
        assert found.asked
        assert [turn for turn, _ in found.asked.turns] == [Turn.COMES]
        page = sign_in("planner").get(f"/plans/{world.plan.id}/assignments").text
    assert "Mới: chỉ có từ ngày 01/06/2024" in page
    assert "không đơn vị nào bị bỏ sót" in page
    assert f">{'Mới'}</option>" in page, "it may be assigned all the same"


def test_one_that_ended_before_the_issue_is_not_asked(world: World) -> None:
    services.unassign(world.assignment("Long Thành"))
    assert unreached() == {"Đảng bộ huyện Long Thành"}
    gone = world.organization("Đảng bộ huyện Long Thành").id
    _record(world, "dissolved", changes.dissolving([gone], None, None), JUNE)
    world.unissue()
    with clock.living_on(date(2024, 5, 31)):
        assert unreached() == {"Đảng bộ huyện Long Thành"}
        assert any("kết thúc hoặc chuyển đi từ ngày 01/06/2024" in one for one in told(world))
    with clock.living_on(JUNE):
        assert unreached() == set()
        assert any("đã thôi trực thuộc từ ngày 01/06/2024" in one for one in told(world))


def test_next_years_draft_asks_who_will_be_there(world: World, new: str) -> None:
    for committee in ("Nhơn Trạch", "Tân Phú"):
        services.unassign(world.assignment(committee))
    world.unissue()
    services.edit_plan(world.plan, {"year": 2025, "title": "x"})
    with clock.living_on(date(2024, 5, 1)):
        assert new in unreached()

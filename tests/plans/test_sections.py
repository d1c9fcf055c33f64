"""The plan's page folds into numbered sections that say how much of what they must say is there."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete

from tests.round_world import add_round
from tests.world import World, add
from webapp.core.db import db
from webapp.plans.models import Activity, ChecklistItem, ContentGroup, Duty, Plan, PlanLine
from webapp.plans.paper.pieces import pieces
from webapp.plans.queries import FULL_PLAN
from webapp.plans.round_models import Round
from webapp.plans.sections import (
    Section,
    Sections,
    activity_said,
    is_activity_open,
    sections,
)

SignIn = Callable[[str], FlaskClient]


def of(world: World, *, may_plan: bool = True) -> Sections:
    db.session.expire_all()
    plan = db.session.get_one(Plan, world.plan.id, options=FULL_PLAN, populate_existing=True)
    return sections(plan, pieces(one.id for one in plan.activities), may_plan=may_plan)


def opened(page: str) -> set[str]:
    return set(re.findall(r'class="fold chapter" id="(\w+)"[^>]*\bopen\b', page))


@pytest.mark.parametrize(
    ("asked", "filled", "words", "tone", "is_open"),
    [(3, 1, "Đã có 1/3", "plain", True), (2, 2, "Đã có 2/2", "done", False)],
)
def test_a_section_says_what_it_lacks(
    asked: int, filled: int, words: str, tone: str, is_open: bool
) -> None:
    one = Section("aims", "2. Mục đích, yêu cầu", asked, filled)
    assert (one.standing.words, one.standing.tone, one.is_open) == (words, tone, is_open)


def test_sections_are_numbered_and_lead_to_what_is_missing(world: World) -> None:
    add_round(world)
    plan = world.plan
    plan.opening, plan.signatory = "Căn cứ", "Nguyễn Văn Mẫu"
    for name in ("purpose", "recipient"):
        add(PlanLine(plan_id=plan.id, part=name, position=1, text="Nội dung"))
    db.session.commit()
    found = of(world)
    assert [one.title[:3] for one in found.by_key.values()] == [f"{n}. " for n in range(1, 9)]
    for key in ("head", "sent", "sign"):
        assert (found.by_key[key].filled, found.by_key[key].asked) == (1, 1), key
    every = found.by_key.values()
    said = f"{sum(one.filled for one in every)}/{sum(one.asked for one in every)}"
    assert found.standing.words == f"Đã có {said}"
    plan.signatory, plan.opening = "", ""
    db.session.commit()
    assert of(world).following == of(world).by_key["head"]
    assert of(world).by_key["sign"].is_missing


def test_who_only_reads_gets_no_empty_section_of_contents(world: World) -> None:
    db.session.execute(delete(ChecklistItem))
    db.session.execute(delete(ContentGroup))
    db.session.commit()
    assert "contents" in of(world).by_key
    assert "contents" not in of(world, may_plan=False).by_key


def test_the_page_opens_where_something_is_missing(world: World, sign_in: SignIn) -> None:
    path = f"/plans/{world.plan.id}"
    page = sign_in("planner").get(path).text
    found = of(world)
    assert opened(page) == {key for key, one in found.by_key.items() if one.is_open}
    assert found.following is not None
    assert f'id="next-open" href="#{found.following.key}"' in page
    assert found.by_key["aims"].standing.words in page
    world.plan.signatory = world.plan.opening = "Đã có"
    db.session.commit()
    page = sign_in("planner").get(path).text
    assert not {"head", "sign"} & opened(page)
    read = sign_in("reader").get(path)
    assert read.status_code == 200
    assert 'id="next-open"' not in read.text
    assert "Đã có 1/1" not in read.text


def test_an_activity_says_what_stands_under_it() -> None:
    activity = Activity(duties=[Duty(), Duty()])
    assert activity_said(activity, [7, 7, 9]) == "2 đơn vị, 2 thời hạn"
    assert activity_said(activity, []) == "2 thời hạn"
    assert activity_said(Activity(duties=[]), []) == ""


def test_an_activity_is_open_where_it_lacks_something_or_is_the_only_one(
    world: World, sign_in: SignIn
) -> None:
    held = add_round(world)
    db.session.expire_all()
    plan = db.session.get_one(Plan, world.plan.id, options=FULL_PLAN, populate_existing=True)
    made_of = pieces(one.id for one in plan.activities)
    assert not any(is_activity_open(plan, made_of[one.id], one) for one in plan.activities)
    page = sign_in("planner").get(f"/plans/{plan.id}").text
    assert re.search(rf'<details class="fold" id="activity-{held.activity.id}"\s*>', page)
    assert "2 đơn vị, 4 thời hạn" in page
    db.session.execute(delete(Round))
    db.session.commit()
    lacking = pieces([held.activity.id])[held.activity.id]
    assert is_activity_open(plan, lacking, held.activity)
    plan.activities = plan.activities[:1]
    assert is_activity_open(plan, made_of[plan.activities[0].id], plan.activities[0])
    db.session.rollback()

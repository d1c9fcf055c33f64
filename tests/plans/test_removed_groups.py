"""A group of contents is removed with its items after a question, and comes back."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.forms import forms_in
from tests.plans.helpers import first, forms_with
from tests.plans.test_files import whole_plan
from tests.round_world import add_round
from tests.world import World
from webapp.core.db import db
from webapp.plans.file.values import taken
from webapp.plans.models import Activity, ChecklistItem, ContentGroup, Plan
from webapp.plans.services import removed_groups, removing

SignIn = Callable[[str], FlaskClient]


def loaded(world: World) -> Plan:
    db.session.expire_all()
    return whole_plan(world.plan.id)


def group_under(plan_id: int, activity_id: int | None, title: str) -> ContentGroup:
    items = [
        ChecklistItem(position=1, text=f"{title}: mục một"),
        ChecklistItem(position=2, text="b"),
    ]
    found = ContentGroup(
        plan_id=plan_id, activity_id=activity_id, position=1, title=title, items=items
    )
    db.session.add(found)
    db.session.commit()
    db.session.refresh(found, ["items"])
    return found


@pytest.fixture
def free(world: World) -> Activity:
    """A round without units."""
    add_round(world)
    plan = loaded(world)
    return removing.duplicate(plan, plan.activities[-1])


def test_the_question_names_each_item_and_the_group_comes_back(
    world: World, base: str, sign_in: SignIn
) -> None:
    client, before = sign_in("planner"), taken(loaded(world)).groups
    group = first(ContentGroup)
    place, group_id = f"{base}/rows/group/{group.id}", group.id
    own = ChecklistItem.group_id == group_id
    texts = db.session.scalars(select(ChecklistItem.text).where(own)).all()
    (press,) = forms_with(client, place, "/remove")
    asked = press.send(client)
    assert asked.status_code == 200
    assert f"sẽ xóa {len(texts)} mục" in asked.text
    assert all(text in asked.text for text in texts)
    assert db.session.get(ContentGroup, group_id) is not None
    (confirm,) = (one for one in forms_in(asked.text, place) if "confirmed" in one.values)
    assert confirm.send(client).location == f"{base}/contents"
    assert len(taken(loaded(world)).groups) == len(before) - 1
    (back,) = forms_with(client, f"{base}/contents", "/restore")
    assert back.send(client).location == f"{base}/contents"
    assert taken(loaded(world)).groups == before
    assert back.send(client).status_code == 404


def test_a_group_of_an_activity_that_went_too_comes_back_with_it(
    world: World, free: Activity, base: str, sign_in: SignIn
) -> None:
    client, planner = sign_in("planner"), world.user("planner")
    group = group_under(world.plan.id, free.id, "Riêng của đợt")
    removed_groups.remove_group(group, planner)
    (kept,) = removed_groups.groups_removed_from(world.plan, free.id)
    assert removed_groups.groups_removed_from(world.plan, None) == []
    kept_id, plan = kept.id, loaded(world)
    assert plan.activities[-1].id == free.id
    removing.remove_activity(plan, plan.activities[-1], planner)
    assert client.post(f"/plans/{world.plan.id}/removed/{kept_id}/restore").status_code == 404
    (gone,) = removing.removed_from(world.plan)
    activity = removing.restore(loaded(world), gone)
    (back,) = forms_with(client, f"{base}/activities/{activity.id}", "/restore")
    assert back.send(client).status_code == 303
    found = taken(loaded(world)).works[-1].groups
    assert "Riêng của đợt" in [one.title for one in found]

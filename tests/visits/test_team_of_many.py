"""A team is put together from hundreds: one searches, and nobody who was given a role is lost."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.forms import forms_in, forms_of
from tests.people import add_colleagues
from tests.world import World
from webapp.core.db import db
from webapp.visits.models import TeamMember

SignIn = Callable[[str], FlaskClient]


def roles_in(text: str) -> set[str]:
    return {one.name for one in forms_in(text, "")[0].controls if one.name.startswith("role_")}


@pytest.mark.database
def test_who_is_searched_for_is_shown_beside_who_has_a_role(world: World, sign_in: SignIn) -> None:
    visit = world.visit()
    add_colleagues(world, 60)
    wanted = world.user("them57")
    planner, address = sign_in("planner"), f"/visits/{visit.id}/team"
    (form,) = [one for one in forms_of(planner, address) if "q" in one.values]
    before = db.session.scalars(select(TeamMember.user_id)).all()
    assert len([name for name in form.values if name.startswith("role_")]) <= 20 + len(before)
    assert f"role_{wanted.id}" not in form.values
    found = form.send(planner, q="them 57", find="q")
    assert found.status_code == 200
    assert "Nguyễn Văn Thêm 57" in found.text
    assert "Nguyễn Văn Thêm 56" not in found.text
    assert {f"role_{one}" for one in before} <= roles_in(found.text)
    assert db.session.scalars(select(TeamMember.user_id)).all() == before
    (again,) = [one for one in forms_in(found.text, address) if "q" in one.values]
    other = again.send(planner, **{f"role_{wanted.id}": "member", "q": "them 3", "find": "q"})
    assert f"role_{wanted.id}" in roles_in(other.text)
    (last,) = [one for one in forms_in(other.text, address) if "q" in one.values]
    saved = last.send(planner, find=None)
    assert saved.status_code == 303
    db.session.expire_all()
    assert set(db.session.scalars(select(TeamMember.user_id))) == {*before, wanted.id}


def test_who_only_reads_sees_no_search(world: World, sign_in: SignIn) -> None:
    visit = world.visit()
    add_colleagues(world, 60)
    page = sign_in("reader").get(f"/visits/{visit.id}/team").text
    assert 'name="find"' not in page

"""Bodies of one name are told apart wherever one is chosen."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.building import organization
from tests.world import World
from webapp.core.db import db
from webapp.organizations import naming
from webapp.organizations.models import Level, Organization

SignIn = Callable[[str], FlaskClient]
NAME = "Đảng bộ huyện Tân Phú"


@pytest.fixture
def twin(world: World) -> Organization:
    model = world.organization(NAME)
    level = db.session.get_one(Level, model.level_id)
    above = world.organization("Ban Tổ chức Tỉnh ủy")
    made = organization(world.issuer, level, NAME, above)
    db.session.commit()
    return made


@pytest.mark.parametrize(
    ("path", "who"),
    [
        ("/administration/people/new", "admin"),
        ("/documents/on-paper", "planner"),
        ("/organizations/change/moved?id={cell}", "admin"),
    ],
)
def test_a_choice_says_the_superior_of_bodies_of_one_name(
    world: World, sign_in: SignIn, twin: Organization, path: str, who: str
) -> None:
    cell = world.organization("Chi bộ ấp 1 Nhơn Trạch").id
    page = sign_in(who).get(path.format(cell=cell)).text
    for above in ("Tỉnh ủy Đồng Nai", "Ban Tổ chức Tỉnh ủy"):
        assert f"{NAME} — {above}" in page


def test_a_plan_gives_months_to_the_right_one(
    world: World, sign_in: SignIn, twin: Organization
) -> None:
    page = sign_in("planner").get(f"/plans/{world.plan.id}/assignments").text
    assert f'<option value="{twin.id}">Tân Phú — Ban Tổ chức Tỉnh ủy</option>' in page
    assert ">Long Thành</option>" in page


def test_what_has_a_name_of_its_own_is_called_by_it_alone(world: World) -> None:
    found = [world.organization(NAME), world.organization("Đảng bộ huyện Long Thành")]
    assert naming.choices(found) == [(one.id, one.name) for one in found]

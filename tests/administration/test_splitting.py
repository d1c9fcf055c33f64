"""A split of a body with many below it: where the rest goes, and those that are named."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.administration.test_tree import DECISION, confirm, number
from tests.building import organization
from tests.world import World
from webapp.core.db import db
from webapp.organizations.models import Level, Organization

SignIn = Callable[[str], FlaskClient]
OLD = "Đảng bộ xã Phú Hội Tân Phú"
NAMES = {"parts-0-name": "Đông", "parts-1-name": "Tây", "on": "2024-01-15"}


@pytest.fixture
def cells(world: World) -> list[int]:
    """The numbers of thirty cells that come below the body that is split."""
    above = world.organization(OLD)
    level = db.session.get_one(Level, world.organization("Chi bộ ấp 2 Tân Phú").level_id)
    made = [
        organization(world.issuer, level, f"Chi bộ khu phố {place:02d}", above)
        for place in range(1, 31)
    ]
    db.session.commit()
    return [one.id for one in made]


@pytest.fixture
def address(world: World, cells: list[int]) -> str:
    return f"/organizations/change/split?id={number(world, OLD)}"


def above(cell: int) -> str:
    return db.session.get_one(Organization, db.session.get_one(Organization, cell).parent_id).name


def test_the_rest_goes_to_one_place_and_the_named_elsewhere(
    world: World, sign_in: SignIn, cells: list[int], address: str
) -> None:
    admin = sign_in("admin")
    page = admin.get(address).text
    assert "goes_" not in page
    assert page.count("<option") < 20
    data = DECISION | NAMES | {"rest": "1", "into_2": [str(cells[4]), str(cells[7])]}
    data |= {"into_0": [str(cells[9])]}
    told = admin.post(address, data=data).text
    assert "Đông (30); Tây (2)" in told  # three were there before
    confirm(admin, address, data)
    assert [above(cells[place]) for place in (0, 4, 7, 8, 9)] == [
        "Đông",
        "Tây",
        "Tây",
        "Đông",
        OLD,
    ]
    assert above(number(world, "Chi bộ ấp 2 Tân Phú")) == "Đông"


def test_where_nothing_is_said_of_the_rest_it_goes_to_the_first_of_what_takes_its_place(
    sign_in: SignIn, cells: list[int], address: str
) -> None:
    admin = sign_in("admin")
    confirm(admin, address, DECISION | NAMES | {"ends": "y", "into_2": [str(cells[0])]})
    assert (above(cells[0]), above(cells[1])) == ("Tây", "Đông")


def test_they_are_named_by_searching_without_a_script(
    sign_in: SignIn, cells: list[int], address: str
) -> None:
    admin = sign_in("admin")
    data = DECISION | NAMES | {"rest": "1", "into_2": [str(cells[0])]}
    answer = admin.post(address, data=data | {"into_2-q": "khu pho 07", "find": "into_2"})
    assert answer.status_code == 200
    offered = re.findall(r'name="into_2" value="(\d+)"\s*(checked)?', answer.text)
    assert offered == [(str(cells[0]), "checked"), (str(cells[6]), "")]
    assert "Hệ quả nếu ghi nhận" not in answer.text
    typed = data | {"into_2-q": "Chi bộ khu phố 07"}
    assert "Đông (31); Tây (2)" in admin.post(address, data=typed).text


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"into_1": 3, "into_2": 3}, "“Chi bộ khu phố 04” đã được chọn ở mục"),
        ({"into_0": 3, "ends": "y"}, "Tổ chức cũ kết thúc hoạt động, không tổ chức nào ở lại được"),
        ({"rest": "7"}, "không có tên ở trên"),
        ({"into_2": 3, "parts-1-name": ""}, "không có tên ở trên"),
    ],
)
def test_what_contradicts_itself_is_told(
    sign_in: SignIn, cells: list[int], address: str, more: dict[str, object], told: str
) -> None:
    named = {key: str(cells[at]) if isinstance(at, int) else at for key, at in more.items()}
    answer = sign_in("admin").post(address, data=DECISION | NAMES | named)
    assert answer.status_code == 422
    assert told in answer.text


def test_one_more_place_can_be_named_for(sign_in: SignIn, cells: list[int], address: str) -> None:
    admin = sign_in("admin")
    data = DECISION | NAMES | {"add": "1", "into_2": [str(cells[0])]}
    page = admin.post(address, data=data).text
    assert 'name="into_3-q"' in page
    assert 'name="into_4-q"' not in page
    assert f'value="{cells[0]}"' in page

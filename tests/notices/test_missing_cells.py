"""A cell that the tree lacks, added in the list of a month."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.notices.helpers import CELL, row, sent
from tests.world import World
from webapp.core.db import db
from webapp.organizations.models import Organization

SignIn = Callable[[str], FlaskClient]


def test_a_missing_cell_is_added_in_place(world: World, sign_in: SignIn, url: str) -> None:
    superior = world.organization("Đảng bộ xã Phú Hội Nhơn Trạch")
    client = sign_in("office")
    typed = sent(row(0), new_name="Chi bộ Trường THCS", new_superior=str(superior.id), create="1")
    answer = client.post(url, data=typed)
    assert answer.status_code == 200
    label = "Chi bộ Trường THCS — Đảng bộ xã Phú Hội Nhơn Trạch"
    assert f'value="{label}"' in answer.text
    assert f'value="{CELL.format(1)}"' in answer.text
    added = world.organization("Chi bộ Trường THCS")
    assert added.path == f"{superior.path}{added.id}/"
    assert added.level_id == world.organization("Chi bộ ấp 1 Nhơn Trạch").level_id
    assert added.search_key
    again = typed | {"new_name": "CHI BỘ  trường thcs"}
    assert client.post(url, data=again).status_code == 200
    same = Organization.name == "Chi bộ Trường THCS"
    assert len(db.session.scalars(select(Organization).where(same)).all()) == 1
    assert client.post(url, data=sent(row(0, label))).status_code == 303


def test_a_cell_right_below_the_committee_is_of_the_next_level(
    world: World, sign_in: SignIn, url: str
) -> None:
    committee = world.organization("Đảng bộ huyện Nhơn Trạch")
    typed = sent(new_name="Chi bộ Huyện đội", new_superior=str(committee.id), create="1")
    sign_in("office").post(url, data=typed)
    base = world.organization("Đảng bộ xã Phú Hội Nhơn Trạch")
    assert world.organization("Chi bộ Huyện đội").level_id == base.level_id


@pytest.mark.parametrize(
    ("name", "superior", "field"),
    [
        ("", "own", "new_name"),
        ("Chi bộ mới", "", "new_superior"),
        ("Chi bộ mới", "cell", "new_superior"),
        ("Chi bộ mới", "other", "new_superior"),
        ("Chi bộ mới", "99999999999999999999", "new_superior"),
        ("x" * 100_000, "own", "new_name"),
    ],
)
def test_a_missing_cell_needs_a_name_and_a_superior_of_ones_own(
    world: World, sign_in: SignIn, url: str, name: str, superior: str, field: str
) -> None:
    ids = {
        "own": world.organization("Đảng bộ xã Phú Hội Nhơn Trạch").id,
        "cell": world.organization("Chi bộ ấp 1 Nhơn Trạch").id,
        "other": world.organization("Đảng bộ xã Phú Hội Tân Phú").id,
    }
    before = len(db.session.scalars(select(Organization)).all())
    typed = sent(row(0), new_name=name, new_superior=str(ids.get(superior, superior)), create="1")
    answer = sign_in("office").post(url, data=typed)
    assert f'id="{field}-error"' in answer.text
    assert f'value="{CELL.format(1)}"' in answer.text
    assert len(db.session.scalars(select(Organization)).all()) == before


def test_a_cell_whose_name_differs_by_a_tone_is_asked_about_and_then_added(
    world: World, sign_in: SignIn, url: str
) -> None:
    superior = world.organization("Đảng bộ xã Phú Hội Nhơn Trạch")
    client = sign_in("office")
    typed = sent(
        row(0), new_name="Chi bộ áp 1 Nhơn Trạch", new_superior=str(superior.id), create="1"
    )
    asked = client.post(url, data=typed).text
    assert "tên gần giống: Chi bộ ấp 1 Nhơn Trạch" in asked
    assert 'id="new_is_other"' in asked
    added = client.post(url, data=typed | {"new_is_other": "y"})
    assert 'value="Chi bộ áp 1 Nhơn Trạch — Đảng bộ xã Phú Hội Nhơn Trạch"' in added.text
    assert 'id="new_is_other"' not in added.text
    label = "Chi bộ áp 1 Nhơn Trạch — Đảng bộ xã Phú Hội Nhơn Trạch"
    assert client.post(url, data=sent(row(0, label))).status_code == 303

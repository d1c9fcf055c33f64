"""The tree of organizations as the administrator keeps it: walked, searched, added to, mended."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, select

from tests.world import World, organization
from webapp.core.db import db
from webapp.organizations.models import Level, Organization

SignIn = Callable[[str], FlaskClient]
LIST = "/administration/organizations"


def level(world: World, position: int) -> Level:
    return db.session.scalars(
        select(Level).where(Level.issuer_id == world.issuer.id, Level.position == position)
    ).one()


def typed(world: World, **changed: object) -> dict[str, object]:
    data: dict[str, object] = {
        "name": "Đảng bộ xã Đại Phước",
        "short_name": "Đại Phước",
        "committee_name": "Đảng ủy xã Đại Phước",
        "place": "Hội trường xã",
        "level_id": level(world, 4).id,
    }
    return data | changed


def test_the_tree_is_walked_and_searched(world: World, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    top = admin.get(LIST).text
    assert "Tỉnh ủy Đồng Nai" in top
    assert "4 tổ chức" in top
    assert "Tỉnh ủy Khác" not in top
    root = world.organization("Tỉnh ủy Đồng Nai").id
    below = admin.get(f"{LIST}?under={root}").text
    order = [below.index(name) for name in ("Ban Tổ chức Tỉnh ủy</a>", "huyện Long", "huyện Tân")]
    assert order == sorted(order)
    found = admin.get(f"{LIST}?q=chi+bo+ap+10").text
    assert found.count("Chi bộ ấp 10") > 3
    assert "Chi bộ ấp 2 " not in found
    assert admin.get(f"{LIST}?under={world.organization('Tỉnh ủy Khác').id}").status_code == 404


def test_adding_puts_it_in_its_place(world: World, sign_in: SignIn) -> None:
    parent = world.organization("Đảng bộ huyện Nhơn Trạch")
    answer = sign_in("admin").post(f"{LIST}/{parent.id}/new", data=typed(world))
    assert answer.status_code == 303
    added = world.organization("Đảng bộ xã Đại Phước")
    assert added.path == f"{parent.path}{added.id}/"
    assert added.parent_id == parent.id
    assert added.search_key == "dang bo xa dai phuoc dai phuoc"
    assert sign_in("admin").get(f"{LIST}?q=dai+phuoc").text.count("Đại Phước") > 1


def test_nothing_is_added_below_the_lowest_level(world: World, sign_in: SignIn) -> None:
    cell = world.organization("Chi bộ ấp 1 Tân Phú")
    assert sign_in("admin").get(f"{LIST}/{cell.id}/new").status_code == 404


def test_founding_asks_for_a_decision_and_shows_on_its_day(world: World, sign_in: SignIn) -> None:
    parent = world.organization("Đảng bộ huyện Nhơn Trạch").id
    admin, page = sign_in("admin"), f"{LIST}/{parent}/new"
    answer = admin.post(page, data=typed(world, on="2024-02-01"))
    assert answer.status_code == 422
    assert "Phải ghi quyết định" in answer.text
    data = typed(world, on="2024-02-01", decision="Quyết định số 5-QĐ/HU")
    assert admin.post(page, data=data).status_code == 303
    added = world.organization("Đảng bộ xã Đại Phước")
    assert added.since == date(2024, 2, 1)
    assert added.place == "Hội trường xã"
    assert "Từ 01/02/2024" in admin.get(f"{LIST}?q=dai+phuoc").text
    assert "5-QĐ/HU" in admin.get(f"/organizations/{added.id}").text
    answer = admin.post(page, data=data)
    assert answer.status_code == 422
    assert "đã có" in answer.text


def test_a_mistake_is_mended_without_a_decision(world: World, sign_in: SignIn) -> None:
    found = world.organization("Đảng bộ huyện Tân Phú")
    data = typed(world, name="Đảng bộ xã Tân Phú", version=found.version, level_id=found.level_id)
    admin = sign_in("admin")
    assert admin.post(f"{LIST}/{found.id}", data=data).status_code == 303
    db.session.expire_all()
    assert found.name == "Đảng bộ xã Tân Phú"
    assert found.place == "Hội trường xã"
    assert "Chưa ghi nhận thay đổi nào" in admin.get("/organizations/changes").text


def test_the_level_stays_between_superior_and_what_is_below(world: World, sign_in: SignIn) -> None:
    found = world.organization("Đảng bộ huyện Tân Phú")
    admin = sign_in("admin")
    for position, status in ((1, 422), (4, 422), (5, 422), (2, 303)):
        data = typed(world, version=found.version, level_id=level(world, position).id)
        assert admin.post(f"{LIST}/{found.id}", data=data).status_code == status, position
        db.session.expire_all()


def test_two_administrators_at_once(world: World, sign_in: SignIn) -> None:
    found = world.organization("Đảng bộ huyện Tân Phú")
    admin, stale = sign_in("admin"), found.version
    for name, status in (("Bản một", 303), ("Bản hai", 409)):
        data = typed(world, name=name, version=stale, level_id=found.level_id)
        answer = admin.post(f"{LIST}/{found.id}", data=data)
        assert answer.status_code == status
    assert "Bản một" in answer.text
    assert "Bản hai" in answer.text


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "Không được để trống."),
        ("name", "a" * 100_000, "Không được dài quá 300 ký tự."),
        ("on", "2024-02-30", "Ngày không hợp lệ"),
        ("level_id", "9" * 30, "không có trong danh sách"),
    ],
)
def test_bad_input_is_told_beside_the_field(
    world: World, sign_in: SignIn, field: str, value: str, words: str
) -> None:
    parent = world.organization("Đảng bộ huyện Nhơn Trạch").id
    answer = sign_in("admin").post(f"{LIST}/{parent}/new", data=typed(world) | {field: value})
    assert answer.status_code == 422
    assert words in answer.text
    assert "Hội trường xã" in answer.text


def test_only_administrators_and_only_their_own(world: World, sign_in: SignIn) -> None:
    own = world.organization("Đảng bộ huyện Tân Phú").id
    strange = world.organization("Tỉnh ủy Khác").id
    paths = [LIST, f"{LIST}/{own}", f"{LIST}/{own}/new"]
    for path in paths:
        assert sign_in("admin").get(path).status_code == 200, path
        assert sign_in("planner").get(path).status_code == 403, path
        assert sign_in("office").get(path).status_code == 403, path
    for path in paths[1:]:
        assert sign_in("admin").get(path.replace(f"/{own}", f"/{strange}")).status_code == 404


@pytest.mark.parametrize("count", [10, 1000])
def test_few_questions_however_long(world: World, sign_in: SignIn, count: int) -> None:
    parent = world.organization("Đảng bộ huyện Nhơn Trạch")
    for number in range(count):
        organization(world.issuer, level(world, 4), f"Đảng bộ xã {number}", parent)
    db.session.commit()
    admin = sign_in("admin")
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    for path in (
        f"{LIST}?under={parent.id}",
        f"{LIST}?q=dang+bo",
        f"/organizations?under={parent.id}",
        "/organizations?q=dang+bo&on=2030-01-01",
        f"/organizations/change/moved?id={world.organization('Chi bộ ấp 1 Tân Phú').id}",
        f"/organizations/change/split?id={parent.id}",
    ):
        asked.clear()
        assert admin.get(path).status_code == 200
        assert 2 < len(asked) <= 12, asked
    assert db.session.scalars(select(Organization.id)).first()

"""The tree of organizations: shown a step at a time, searched, added to, renamed, moved."""

from collections.abc import Callable

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
        "since": "2020-01-01",
        "until": "",
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


def test_renaming_and_the_day_it_ends(world: World, sign_in: SignIn) -> None:
    found = world.organization("Đảng bộ huyện Tân Phú")
    data = typed(
        world,
        name="Đảng bộ xã Tân Phú",
        version=found.version,
        level_id=found.level_id,
        until="2024-01-15",
    )
    admin = sign_in("admin")
    assert admin.post(f"{LIST}/{found.id}", data=data).status_code == 303
    db.session.expire_all()
    assert found.name == "Đảng bộ xã Tân Phú"
    text = admin.get(f"{LIST}?q=dang+bo+xa+tan+phu").text
    assert "Ngừng từ 15/01/2024" in text


def test_the_level_stays_between_superior_and_what_is_below(world: World, sign_in: SignIn) -> None:
    found = world.organization("Đảng bộ huyện Tân Phú")
    admin = sign_in("admin")
    for position, status in ((1, 422), (4, 422), (5, 422), (2, 303)):
        data = typed(world, version=found.version, level_id=level(world, position).id)
        assert admin.post(f"{LIST}/{found.id}", data=data).status_code == status, position
        db.session.expire_all()


def test_moving_takes_everything_below_along(world: World, sign_in: SignIn) -> None:
    moved = world.organization("Đảng bộ xã Phú Hội Nhơn Trạch")
    target = world.organization("Đảng bộ huyện Tân Phú")
    admin = sign_in("admin")
    page = admin.get(f"{LIST}/{moved.id}/move?q=tan+phu").text
    assert "Chuyển về Đảng bộ huyện Tân Phú" in page
    assert "Chuyển về Chi bộ" not in page
    data = {"version": moved.version, "parent_id": target.id}
    assert admin.post(f"{LIST}/{moved.id}/move", data=data).status_code == 303
    db.session.expire_all()
    assert moved.path == f"{target.path}{moved.id}/"
    for number in (1, 2, 10):
        cell = world.organization(f"Chi bộ ấp {number} Nhơn Trạch")
        assert cell.path == f"{moved.path}{cell.id}/"
    untouched = world.organization("Chi bộ ấp 1 Long Thành")
    assert untouched.path.count("/") == 5


def test_a_move_makes_no_circle_and_climbs_no_level(world: World, sign_in: SignIn) -> None:
    committee = world.organization("Đảng bộ huyện Nhơn Trạch")
    base = world.organization("Đảng bộ xã Phú Hội Nhơn Trạch")
    admin = sign_in("admin")
    for target, words in (
        (committee, "chính tổ chức này"),
        (base, "chính tổ chức này"),
        (world.organization("Đảng bộ xã Phú Hội Tân Phú"), "cấp cao hơn"),
    ):
        data = {"version": committee.version, "parent_id": target.id}
        answer = admin.post(f"{LIST}/{committee.id}/move", data=data)
        assert answer.status_code == 422
        assert words in answer.text
    root = world.organization("Tỉnh ủy Đồng Nai")
    data = {"version": root.version, "parent_id": committee.id}
    assert admin.post(f"{LIST}/{root.id}/move", data=data).status_code == 422
    data = {"version": committee.version, "parent_id": world.organization("Tỉnh ủy Khác").id}
    assert admin.post(f"{LIST}/{committee.id}/move", data=data).status_code == 404
    for bad in ("", "abc", "9" * 30):
        data = {"version": committee.version, "parent_id": bad}
        assert admin.post(f"{LIST}/{committee.id}/move", data=data).status_code == 422


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
        ("since", "2024-02-30", "Ngày không hợp lệ"),
        ("until", "2019-12-31", "Phải sau ngày bắt đầu"),
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
    paths = [LIST, f"{LIST}/{own}", f"{LIST}/{own}/new", f"{LIST}/{own}/move"]
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
        f"{LIST}/{world.organization('Chi bộ ấp 1 Tân Phú').id}/move",
    ):
        asked.clear()
        assert admin.get(path).status_code == 200
        assert 2 < len(asked) <= 12, asked
    assert db.session.scalars(select(Organization.id)).first()

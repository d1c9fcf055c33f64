"""The administrator adds, changes and locks accounts, and gives new passwords."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select
from werkzeug.security import generate_password_hash

from tests.world import World
from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.models import Message

SignIn = Callable[[str], FlaskClient]
LIST = "/administration/people"


def typed(world: World, **changed: object) -> dict[str, object]:
    data: dict[str, object] = {
        "full_name": "Đồng chí Thử Việc",
        "position": "Phó Văn phòng",
        "organization_id": world.organization("Đảng bộ huyện Tân Phú").id,
        "roles": ["office"],
        "active": "y",
    }
    return data | changed


def secret(text: str) -> str:
    found = re.search(r'<code class="secret">([a-z0-9-]{14})</code>', text)
    assert found, text
    return found[1]


def test_a_new_person_signs_in_with_the_password_shown_once(
    world: World, sign_in: SignIn, app: Flask
) -> None:
    admin = sign_in("admin")
    answer = admin.post(f"{LIST}/new", data=typed(world, username="Tan.Phu-2"))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    password = secret(answer.text)
    entered = app.test_client().post(
        "/sign-in", data={"username": "tan.phu-2", "password": password}
    )
    assert entered.status_code == 303
    person = world.user("tan.phu-2")
    assert person.signs_in_by_code
    assert person.roles == ["office"]
    assert person.issuer_id == world.issuer.id
    assert password not in admin.get(f"{LIST}/{person.id}").text


def test_the_list_is_searched_without_marks(world: World, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    admin.post(f"{LIST}/new", data=typed(world, username="thu.viec"))
    text = admin.get(f"{LIST}?q=thu+VIEC+dong").text
    assert "Đồng chí Thử Việc" in text
    assert "Người planner" not in text
    assert "Không có dòng nào khớp" in admin.get(f"{LIST}?q=%25").text
    assert "Người stranger" not in admin.get(LIST).text


def test_changing_and_locking(world: World, sign_in: SignIn, app: Flask) -> None:
    admin, person = sign_in("admin"), world.user("other")
    data = typed(world, version=person.version, roles=["office", "reader"])
    del data["active"]
    assert admin.post(f"{LIST}/{person.id}", data=data).status_code == 303
    db.session.expire_all()
    assert (person.full_name, person.active) == ("Đồng chí Thử Việc", False)
    assert person.roles == ["office", "reader"]
    assert "Đã khóa" in admin.get(LIST).text
    entered = app.test_client().post(
        "/sign-in", data={"username": "other", "password": "mat-khau-thu"}
    )
    assert entered.status_code == 422


def test_a_new_password_ends_the_old_one(world: World, sign_in: SignIn, app: Flask) -> None:
    answer = sign_in("admin").post(f"{LIST}/{world.user('other').id}/password")
    new = secret(answer.text)
    for password, status in (("mat-khau-thu", 422), (new, 303)):
        entered = app.test_client().post(
            "/sign-in", data={"username": "other", "password": password}
        )
        assert entered.status_code == status


def test_a_reset_is_told_to_its_owner_and_to_the_leaders(world: World, sign_in: SignIn) -> None:
    sign_in("admin").post(f"{LIST}/{world.user('other').id}/password")
    told = {
        one.user_id: one.text for one in db.session.scalars(select(Message).order_by(Message.id))
    }
    assert set(told) == {world.user("other").id, world.user("leader").id}
    assert "do đồng chí Người admin đặt lại" in told[world.user("other").id]
    assert "của đồng chí Người other" in told[world.user("leader").id]


def test_administrators_do_not_lock_themselves_out(world: World, sign_in: SignIn) -> None:
    admin, me = sign_in("admin"), world.user("admin")
    for change in ({"roles": ["planner"]}, {"active": ""}):
        data = typed(world, version=me.version, roles=["administrator"]) | change
        if not data["active"]:
            del data["active"]
        answer = admin.post(f"{LIST}/{me.id}", data=data)
        assert answer.status_code == 422
        assert "không thể tự bỏ" in answer.text


def test_two_administrators_at_once(world: World, sign_in: SignIn) -> None:
    admin, person = sign_in("admin"), world.user("other")
    stale = person.version
    admin.post(f"{LIST}/{person.id}", data=typed(world, version=stale, full_name="Bản một"))
    answer = admin.post(
        f"{LIST}/{person.id}", data=typed(world, version=stale, full_name="Bản hai")
    )
    assert answer.status_code == 409
    assert "Bản một" in answer.text
    assert "Bản hai" in answer.text
    db.session.expire_all()
    assert person.full_name == "Bản một"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("username", "planner", "đã có người dùng"),
        ("username", "a b", "Chỉ dùng chữ thường"),
        ("username", "Đồng", "Chỉ dùng chữ thường"),
        ("username", "a" * 100_000, "Không được dài quá 40"),
        ("full_name", "", "Không được để trống."),
        ("full_name", "\u200b", "Không được để trống."),
        ("roles", [], "Phải chọn ít nhất một vai trò."),
        ("roles", ["king"], "không có trong danh sách"),
        ("roles", ["king", "queen"], "không có trong danh sách"),
        ("organization_id", "9" * 30, "không có trong danh sách"),
        ("organization_id", "abc", "không có trong danh sách"),
    ],
)
def test_bad_input_is_told_beside_the_field(
    world: World, sign_in: SignIn, field: str, value: object, words: str
) -> None:
    data = typed(world, username="nguoi.moi", position="Chức vụ <b>giữ</b>") | {field: value}
    answer = sign_in("admin").post(f"{LIST}/new", data=data)
    assert answer.status_code == 422
    assert words in answer.text
    assert "Chức vụ &lt;b&gt;giữ&lt;/b&gt;" in answer.text
    assert db.session.scalar(select(User.id).where(User.username == "nguoi.moi")) is None


def test_a_place_of_another_issuer_is_no_choice(world: World, sign_in: SignIn) -> None:
    strange = world.organization("Tỉnh ủy Khác").id
    admin = sign_in("admin")
    data = typed(world, username="nguoi.moi", organization_id=strange)
    assert admin.post(f"{LIST}/new?organization={strange}", data=data).status_code == 422
    assert "Tỉnh ủy Khác" not in admin.get(f"{LIST}/new?organization={strange}").text


def test_a_person_may_be_added_to_a_cell_that_was_gone_to(world: World, sign_in: SignIn) -> None:
    cell = world.organization("Chi bộ ấp 2 Tân Phú")
    admin = sign_in("admin")
    address = f"{LIST}/new?organization={cell.id}"
    assert f'selected value="{cell.id}"' in admin.get(address).text
    data = typed(world, username="chi.bo", organization_id=cell.id)
    assert admin.post(address, data=data).status_code == 200
    assert world.user("chi.bo").organization_id == cell.id


def test_only_administrators_and_only_their_own(world: World, sign_in: SignIn, app: Flask) -> None:
    own, strange = world.user("other").id, world.user("stranger").id
    for path in (LIST, f"{LIST}/new", f"{LIST}/{own}"):
        assert sign_in("admin").get(path).status_code == 200
        assert app.test_client().get(path).status_code == 302
        for username in ("planner", "leader", "member", "reader", "office"):
            assert sign_in(username).get(path).status_code == 403, (username, path)
    admin = sign_in("admin")
    for path in (f"{LIST}/{strange}", f"{LIST}/{strange}/password", f"{LIST}/0", f"{LIST}/{9**30}"):
        assert admin.post(path).status_code in (404, 405)
        assert admin.get(path).status_code in (404, 405)
    assert admin.post(f"{LIST}/{strange}/password").status_code == 404
    assert sign_in("stranger").get(f"{LIST}/{own}").status_code == 404


@pytest.mark.parametrize("count", [10, 1000])
def test_few_questions_however_many_people(world: World, sign_in: SignIn, count: int) -> None:
    where = world.organization("Đảng bộ huyện Tân Phú")
    fingerprint = generate_password_hash("x", method="pbkdf2:sha256:1")
    db.session.add_all(
        User(
            issuer_id=where.issuer_id,
            organization_id=where.id,
            username=f"nguoi{number}",
            password_hash=fingerprint,
            full_name=f"Người {number}",
            roles=["office"],
            created_at=clock.now(),
        )
        for number in range(count)
    )
    db.session.commit()
    admin = sign_in("admin")
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    assert admin.get(LIST).status_code == 200
    assert 2 < len(asked) <= 12, asked
